package io.reglament.crm;

import io.reglament.crm.DraftRefused.Problem;
import java.net.IDN;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads what a person typed, and collects everything that is wrong with it. */
final class Draft {

    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");
    private static final Pattern LOCAL_PART = Pattern.compile("[^@\\s<>\"(),;:\\[\\]\\\\\\p{Cntrl}]{1,64}");
    private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    private final List<Problem> problems = new ArrayList<>();

    void problem(String field, String key, Object... arguments) {
        List<String> texts = new ArrayList<>();
        for (Object argument : arguments) {
            texts.add(String.valueOf(argument));
        }
        problems.add(new Problem(field, key, texts));
    }

    /** @throws DraftRefused if anything is wrong */
    void check() {
        if (!problems.isEmpty()) {
            throw new DraftRefused(problems);
        }
    }

    /** @return the text without spaces around it; null where it is blank */
    String text(String field, String value, int longest) {
        String text = blankToNull(value);
        if (text != null && text.length() > longest) {
            problem(field, "draft.long", longest);
        }
        if (text != null && text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
            problem(field, "draft.control");
        }
        return text;
    }

    String required(String field, String value, int longest) {
        String text = text(field, value, longest);
        if (text == null) {
            problem(field, "draft." + field + ".missing");
        }
        return text;
    }

    String oneOf(String field, String value, List<String> allowed) {
        String text = blankToNull(value);
        if (text == null || !allowed.contains(text)) {
            problem(field, "draft.allowed", shown(text), String.join(", ", allowed));
        }
        return text;
    }

    /** @return the day; null where it is blank or wrong */
    LocalDate day(String field, String value) {
        String text = blankToNull(value);
        if (text == null) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (!day.isBefore(EARLIEST) && !day.isAfter(LATEST)) {
                return day;
            }
            problem(field, "draft.day", shown(text));
        } catch (DateTimeParseException e) {
            problem(field, "draft.day", shown(text));
        }
        return null;
    }

    /** @return the domain in ASCII and lower case; null where it is wrong */
    String domain(String field, String value) {
        String text = value.strip();
        String ascii;
        try {
            ascii = IDN.toASCII(text.startsWith("@") ? text.substring(1) : text).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            ascii = "";
        }
        if (DOMAIN.matcher(ascii).matches()) {
            return ascii;
        }
        problem(field, "draft.domain", shown(text));
        return null;
    }

    /** @return the address; null where it is missing or wrong */
    String email(String field, String value) {
        String text = blankToNull(value);
        if (text == null) {
            problem(field, "draft.email.missing");
            return null;
        }
        int at = text.lastIndexOf('@');
        boolean sound = at > 0
                && text.length() <= 254
                && LOCAL_PART.matcher(text.substring(0, at)).matches()
                && DOMAIN.matcher(text.substring(at + 1).toLowerCase(Locale.ROOT))
                        .matches();
        if (!sound) {
            problem(field, "draft.email", shown(text));
            return null;
        }
        return text;
    }

    static String blankToNull(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static String shown(String value) {
        String text = value == null ? "" : value.replaceAll("\\p{Cntrl}", " ");
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
