package io.reglament.desk.taskform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.plugin.variable.SpinValues;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** A form's values between the engine's variables and JSON. Only those that the form itself names leave the server. */
@Component
class FormData {

    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final TaskService tasks;
    private final ObjectMapper json;
    private final ZoneId zone;

    FormData(TaskService tasks, ObjectMapper json, @Value("${reglament.zone}") ZoneId zone) {
        this.tasks = tasks;
        this.json = json;
        this.zone = zone;
    }

    /** @return the variables of the task that the form's fields, expressions and templates name */
    ObjectNode of(String taskId, JsonNode schema) {
        VariableMap variables = tasks.getVariablesTyped(taskId, names(schema), false);
        ObjectNode data = json.createObjectNode();
        for (String name : variables.keySet()) {
            data.set(name, read(variables.getValueTyped(name)));
        }
        return data;
    }

    /** @return what the engine keeps for a value that JSON brought: scalars as they are, the rest as JSON */
    Object variable(Object value) {
        if (value instanceof Map || value instanceof Collection) {
            return SpinValues.jsonValue(json.valueToTree(value).toString()).create();
        }
        return value;
    }

    private JsonNode read(TypedValue value) {
        if (value instanceof SerializableValue serialized) {
            return tree(serialized.getValueSerialized());
        }
        Object plain = value.getValue();
        if (plain instanceof Date date) {
            // As form-js writes it: with the offset, in minutes.
            return json.valueToTree(date.toInstant()
                    .atZone(zone)
                    .truncatedTo(ChronoUnit.MINUTES)
                    .toOffsetDateTime()
                    .toString());
        }
        return json.valueToTree(plain);
    }

    private JsonNode tree(String serialized) {
        if (serialized == null) {
            return json.nullNode();
        }
        try {
            return json.readTree(serialized);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a form's variable is no JSON", e);
        }
    }

    private static Set<String> names(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        collect(schema.path("components"), names);
        return names;
    }

    /** Names too many rather than too few: a word of an expression that is no variable is not found. */
    private static void collect(JsonNode node, Set<String> names) {
        if (node.isTextual()) {
            String text = node.asText();
            if (text.startsWith("=")) {
                words(text, names);
            }
            Matcher template = TEMPLATE.matcher(text);
            while (template.find()) {
                words(template.group(1), names);
            }
        }
        for (String attribute : new String[] {"key", "path", "valuesKey"}) {
            if (node.path(attribute).isTextual()) {
                words(node.path(attribute).asText(), names);
            }
        }
        node.forEach(child -> collect(child, names));
    }

    private static void words(String text, Set<String> names) {
        Matcher word = NAME.matcher(text);
        while (word.find()) {
            names.add(word.group());
        }
    }
}
