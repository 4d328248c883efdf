package io.reglament.process.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/**
 * Puts another language's texts into a Camunda Form, which is written once, in English (design.md section 9).
 *
 * <p>The key of a text is {@code <form id>.<component id>.<attribute>}; see {@code forms/i18n/ru.properties} for the
 * attributes. FEEL expressions (values that begin with {@code =}), select lists that come from variables, and views that
 * hold nothing but templates are no texts of the form and stay as they are.
 */
public final class FormTranslation {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Templates and tags of HTML views. */
    private static final Pattern NO_TEXT = Pattern.compile("\\{\\{.*?}}|<[^>]*>", Pattern.DOTALL);

    private static final Pattern WORDS = Pattern.compile("\\p{L}");

    /** Attributes that hold a text, and the object below the component that holds them ("" = the component itself). */
    private static final List<String[]> TEXTS = List.of(
            new String[] {"", "label"},
            new String[] {"", "description"},
            new String[] {"", "text"},
            new String[] {"", "content"},
            new String[] {"", "dateLabel"},
            new String[] {"", "timeLabel"},
            new String[] {"appearance", "prefixAdorner"},
            new String[] {"appearance", "suffixAdorner"});

    private FormTranslation() {}

    /**
     * @param resourceName name for messages, e.g. {@code forms/classify-request.form}
     * @param form the form's JSON, UTF-8
     * @param texts texts by key; may hold those of other forms too
     * @return the same form's JSON, UTF-8, with each text replaced; everything else is unchanged
     * @throws MissingText if {@code texts} lacks a key or its value is blank
     * @throws IllegalArgumentException if {@code form} is not a form's JSON
     */
    public static byte[] translate(String resourceName, byte[] form, Properties texts) {
        ObjectNode root = read(resourceName, form);
        visit(root, root.path("id").asText(), (key, before) -> {
            String text = texts.getProperty(key);
            if (text == null || text.isBlank()) {
                throw new MissingText(resourceName, key);
            }
            return text;
        });
        return write(root);
    }

    /**
     * @param form the form's JSON, UTF-8
     * @param say what stands there instead, by the text's key and the text
     * @return the same form's JSON, UTF-8
     */
    public static byte[] replace(String resourceName, byte[] form, BinaryOperator<String> say) {
        ObjectNode root = read(resourceName, form);
        visit(root, root.path("id").asText(), say);
        return write(root);
    }

    private static byte[] write(ObjectNode root) {
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the key of each text of this form, in the form's order: what a file of texts has to hold */
    public static List<String> keys(String resourceName, byte[] form) {
        List<String> keys = new ArrayList<>();
        ObjectNode root = read(resourceName, form);
        visit(root, root.path("id").asText(), (key, text) -> {
            keys.add(key);
            return key;
        });
        return keys;
    }

    private static ObjectNode read(String resourceName, byte[] form) {
        JsonNode root;
        try {
            root = JSON.readTree(form);
        } catch (IOException e) {
            throw new IllegalArgumentException(resourceName + ": is not valid JSON: " + e.getMessage(), e);
        }
        if (!(root instanceof ObjectNode object) || !root.path("id").isTextual() || !root.has("components")) {
            throw new IllegalArgumentException(resourceName + ": is not a form: it has no id or no components");
        }
        return object;
    }

    private static void visit(ObjectNode container, String formId, BinaryOperator<String> textOf) {
        for (JsonNode child : container.path("components")) {
            ObjectNode component = (ObjectNode) child;
            String prefix = formId + "." + component.path("id").asText() + ".";
            for (String[] place : TEXTS) {
                JsonNode holder = place[0].isEmpty() ? component : component.path(place[0]);
                replace(holder, place[1], prefix + place[1], textOf);
            }
            for (JsonNode value : component.path("values")) {
                replace(value, "label", prefix + "value." + value.path("value").asText(), textOf);
            }
            visit(component, formId, textOf);
        }
    }

    private static void replace(JsonNode holder, String attribute, String key, BinaryOperator<String> textOf) {
        String text = holder.path(attribute).asText("");
        if (!text.startsWith("=")
                && WORDS.matcher(NO_TEXT.matcher(text).replaceAll("")).find()) {
            ((ObjectNode) holder).put(attribute, textOf.apply(key, text));
        }
    }

    /** A text of a form that the file of texts lacks. */
    public static class MissingText extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingText(String resourceName, String key) {
            super(resourceName + ": no text for the key " + key);
        }
    }
}
