package io.reglament.desk;

import io.reglament.request.RequestState;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.TreeSet;

/**
 * What a list of requests is asked for, checked.
 *
 * @param product lower-case code, or null for all
 * @param state or null for all
 * @param text what stands anywhere in the request; null for all
 * @param before id that the last page ended with; null for the first page
 * @param size 1 to {@value #LARGEST}
 */
record RequestFilter(String product, RequestState state, String text, Long before, int size) {

    static final int LARGEST = 100;
    static final int USUAL = 20;

    private static final int LONGEST_TEXT = 200;

    /**
     * Reads the parameters as they come from outside; blank ones count as absent.
     *
     * @param products codes that the asking person may name
     * @throws BadParameter naming what is allowed
     */
    static RequestFilter parse(
            String product, String status, String q, String size, String after, Collection<String> products) {
        return new RequestFilter(product(product, products), state(status), text(q), before(after), size(size));
    }

    /** @return the opaque value for {@code after}; null for null */
    static String cursor(Long before) {
        return before == null
                ? null
                : Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(("before:" + before).getBytes(StandardCharsets.US_ASCII));
    }

    private static String product(String value, Collection<String> products) {
        if (isBlank(value)) {
            return null;
        }
        if (!products.contains(value)) {
            throw new BadParameter("product", value, String.join(", ", new TreeSet<>(products)));
        }
        return value;
    }

    private static RequestState state(String value) {
        if (isBlank(value)) {
            return null;
        }
        return Arrays.stream(RequestState.values())
                .filter(state -> state.name().equals(value))
                .findFirst()
                .orElseThrow(() -> new BadParameter(
                        "status",
                        value,
                        String.join(
                                ", ",
                                Arrays.stream(RequestState.values())
                                        .map(Enum::name)
                                        .toList())));
    }

    private static String text(String value) {
        if (isBlank(value)) {
            return null;
        }
        if (value.length() > LONGEST_TEXT || value.indexOf('\0') >= 0) {
            throw new BadParameter("q", value.substring(0, Math.min(20, value.length())) + "…", "1–" + LONGEST_TEXT);
        }
        return value;
    }

    private static int size(String value) {
        if (isBlank(value)) {
            return USUAL;
        }
        try {
            int size = Integer.parseInt(value);
            if (size >= 1 && size <= LARGEST) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw new BadParameter("size", value, "1–" + LARGEST);
        }
        throw new BadParameter("size", value, "1–" + LARGEST);
    }

    private static Long before(String value) {
        if (isBlank(value)) {
            return null;
        }
        try {
            String cursor = new String(Base64.getUrlDecoder().decode(value), StandardCharsets.US_ASCII);
            if (cursor.matches("before:\\d{1,18}")) {
                return Long.valueOf(cursor.substring("before:".length()));
            }
        } catch (IllegalArgumentException e) {
            throw new BadParameter("after", value, "next");
        }
        throw new BadParameter("after", value, "next");
    }

    private static boolean isBlank(String value) {
        return value == null || value.isBlank();
    }

    /** A query parameter that the API does not take. */
    static class BadParameter extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final String name;
        final String value;
        final String allowed;

        /** @param allowed for {@code after}: the field whose value it takes */
        BadParameter(String name, String value, String allowed) {
            super(name + " is " + value + "; allowed: " + allowed);
            this.name = name;
            this.value = value;
            this.allowed = allowed;
        }
    }
}
