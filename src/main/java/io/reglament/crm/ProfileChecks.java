package io.reglament.crm;

import io.reglament.crm.ProductProfile.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What any key of a profile may have to fulfil; each check throws {@link InvalidProfile}, which names file and key. */
final class ProfileChecks {

    private final String file;

    ProfileChecks(String file) {
        this.file = file;
    }

    /** The items' codes are well-formed and each stands once. */
    <T> void codes(String key, List<T> items, Function<T, String> code) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            String at = key + "[" + i + "].code";
            String value = code.apply(items.get(i));
            pattern(at, value, "[A-Z][A-Z0-9_]{1,39}", "upper-case letters, digits and _, a letter first");
            if (!seen.add(value)) {
                throw new InvalidProfile(file, at, value + " stands twice", "each code once");
            }
        }
    }

    /** The items' texts are there in both languages. */
    <T> void bothLanguages(String key, List<T> items, String attribute, Function<T, Text> text) {
        for (int i = 0; i < items.size(); i++) {
            String at = key + "[" + i + "]" + attribute;
            Text value = text.apply(items.get(i));
            if (value == null || blank(value.ru()) || blank(value.en())) {
                throw new InvalidProfile(file, at, "lacks a language", "a text under ru and one under en");
            }
        }
    }

    /** The values are allowed ones, and each stands once. */
    void among(String key, List<String> values, List<String> allowed) {
        for (String value : values) {
            if (!allowed.contains(value)) {
                throw new InvalidProfile(file, key, "value is " + value, "one of " + allowed);
            }
        }
        once(key, values);
    }

    /** Each value stands once. */
    void once(String key, List<String> values) {
        Set<String> seen = new HashSet<>();
        for (String value : values) {
            if (!seen.add(value)) {
                throw new InvalidProfile(file, key, value + " stands twice", "each value once");
            }
        }
    }

    /** There is a value; which are allowed the type has checked. */
    void oneOf(String key, Object value, Object[] allowed) {
        if (value == null) {
            throw new InvalidProfile(file, key, "is missing", "one of " + List.of(allowed));
        }
    }

    /** The value is written as the pattern has it. */
    void pattern(String key, String value, String regex, String allowed) {
        if (value == null || !value.matches(regex)) {
            throw new InvalidProfile(file, key, value == null ? "is missing" : "value is " + value, allowed);
        }
    }

    /** The list is there; it may be empty. */
    void list(String key, List<?> value) {
        if (value == null) {
            throw new InvalidProfile(file, key, "is missing", "a list, [] for none");
        }
    }

    /** The list has an entry. */
    void notEmpty(String key, List<?> value) {
        if (value == null || value.isEmpty()) {
            throw new InvalidProfile(file, key, "is empty", "at least one entry");
        }
    }

    /** There is a value, and no blank text. */
    void present(String key, Object value) {
        if (value == null || value instanceof String text && blank(text)) {
            throw new InvalidProfile(file, key, "is missing", "a value");
        }
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
