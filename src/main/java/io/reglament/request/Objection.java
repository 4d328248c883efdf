package io.reglament.request;

import java.util.List;

/**
 * Why something cannot be done to a request: a sentence of {@code messages/objections}, for forms and API alike.
 *
 * @param field what it is about, as forms and actions name it; null if it is about no single field
 * @param key of the sentence
 */
public record Objection(String field, String key, List<Object> arguments) {

    static Objection to(String field, String key, Object... arguments) {
        return new Objection(field, "objection." + key, List.of(arguments));
    }
}
