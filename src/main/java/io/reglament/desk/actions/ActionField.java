package io.reglament.desk.actions;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * One field of an action's form.
 *
 * @param name of the property in the body
 * @param options what a select or user field takes; empty for others
 */
public record ActionField(String name, Type type, boolean required, List<Option> options) {

    /** How the field is filled in. */
    public enum Type {
        TEXT,
        TEXTAREA,
        /** A moment: ISO 8601, or {@code 2026-11-30T18:00} in the vendor's zone. */
        DATE,
        SELECT,
        /** One of the people that the options list. */
        USER,
        NUMBER;

        /** @return as the API writes it */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param label in the asking person's language */
    public record Option(String value, String label) {}

    /** @return a field that must be filled in */
    public static ActionField required(String name, Type type, Option... options) {
        return new ActionField(name, type, true, List.of(options));
    }

    /** @return a field that must be filled in with one of these */
    public static ActionField required(String name, Type type, List<Option> options) {
        return new ActionField(name, type, true, options);
    }

    /** @return a field that may stay empty */
    public static ActionField optional(String name, Type type, List<Option> options) {
        return new ActionField(name, type, false, options);
    }
}
