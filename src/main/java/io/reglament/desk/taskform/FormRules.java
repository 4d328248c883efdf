package io.reglament.desk.taskform;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reglament.request.FieldProblems.FieldProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.springframework.stereotype.Component;

/**
 * What a {@code .form} file says of its fields, applied to what was handed in: a browser's check is a courtesy, this one
 * counts. A hidden or disabled field takes no value. Lists of components (a path) are left to the completion's own checks.
 */
@Component
class FormRules {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final FieldRules fields;
    private final ObjectMapper json;
    private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();

    FormRules(FieldRules fields, ObjectMapper json) {
        this.fields = fields;
        this.json = json;
    }

    /**
     * @param values what counts: without hidden and disabled fields
     * @param problems in the order of the form
     */
    record Checked(Map<String, Object> values, List<FieldProblem> problems) {}

    /** @param data what the form began with */
    Checked check(JsonNode schema, ObjectNode data, Map<String, Object> submitted) {
        Map<String, Object> context = new LinkedHashMap<>(json.convertValue(data, MAP));
        context.putAll(submitted);
        Checked checked = new Checked(new LinkedHashMap<>(submitted), new ArrayList<>());
        visit(schema, false, context, checked);
        return checked;
    }

    private void visit(JsonNode container, boolean hidden, Map<String, Object> context, Checked checked) {
        for (JsonNode component : container.path("components")) {
            boolean absent = hidden || isTrue(component.path("conditional").path("hide"), context);
            if (component.path("path").asText("").isEmpty()) {
                visit(component, absent, context, checked);
            }
            String key = component.path("key").asText("");
            if (key.isEmpty()) {
                continue;
            }
            if (absent || component.path("disabled").asBoolean() || isTrue(component.path("readonly"), context)) {
                checked.values().remove(key);
            } else {
                // What is left out keeps what the form began with (design 7).
                fields.check(component, context.get(key), choices(component, context))
                        .ifPresent(sentence -> checked.problems().add(new FieldProblem(key, sentence)));
            }
        }
    }

    /** @return the values that may be chosen; null where anything may */
    private List<Object> choices(JsonNode component, Map<String, Object> context) {
        Object options = null;
        if (component.has("values")) {
            options = json.convertValue(component.path("values"), Object.class);
        } else if (component.has("valuesExpression")) {
            options = evaluate(component.path("valuesExpression").asText(), context);
        } else if (component.has("valuesKey")) {
            options = context.get(component.path("valuesKey").asText());
        }
        if (!(options instanceof Collection<?> list)) {
            return null;
        }
        return list.stream()
                .map(option -> option instanceof Map<?, ?> named ? named.get("value") : option)
                .map(Object.class::cast)
                .toList();
    }

    private boolean isTrue(JsonNode condition, Map<String, Object> context) {
        return condition.isBoolean()
                ? condition.asBoolean()
                : condition.isTextual() && Boolean.TRUE.equals(evaluate(condition.asText(), context));
    }

    /** @return null where the expression has no result */
    private Object evaluate(String expression, Map<String, Object> context) {
        EvaluationResult result = feel.evaluateExpression(expression.replaceFirst("^=", ""), context);
        return result.isSuccess() ? result.result() : null;
    }
}
