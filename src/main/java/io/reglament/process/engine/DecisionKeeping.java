package io.reglament.process.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.request.Decisions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionLogicEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableInputImpl;
import org.camunda.bpm.dmn.engine.impl.DmnExpressionImpl;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.producer.DefaultDmnHistoryEventProducer;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Keeps each evaluation of a decision table for a request in our own archive, by the variables that the table read: the
 * engine's history knows only the values of its columns, and goes after its time to live.
 */
final class DecisionKeeping extends DefaultDmnHistoryEventProducer {

    /** Asked for every letter: our archive is enough of it, and the engine's takes six rows each. */
    private static final Set<String> NOT_IN_THE_ENGINE = Set.of("notification-rules");

    private static final String REQUEST_ID = "requestId";
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"");

    private final ObjectProvider<Decisions> decisions;
    private final ObjectMapper json = new ObjectMapper();
    /** By the id of a version, which never changes. */
    private final Map<String, Set<String>> namesByTable = new ConcurrentHashMap<>();

    DecisionKeeping(ObjectProvider<Decisions> decisions) {
        this.decisions = decisions;
    }

    @Override
    public HistoryEvent createDecisionEvaluatedEvt(DelegateExecution execution, DmnDecisionEvaluationEvent event) {
        if (execution.getVariable(REQUEST_ID) instanceof Long requestId) {
            keep(requestId, execution, event);
        }
        DmnDecision decision = event.getDecisionResult().getDecision();
        return NOT_IN_THE_ENGINE.contains(decision.getKey())
                ? null
                : super.createDecisionEvaluatedEvt(execution, event);
    }

    private void keep(long requestId, DelegateExecution execution, DmnDecisionEvaluationEvent event) {
        DecisionDefinitionEntity table =
                (DecisionDefinitionEntity) event.getDecisionResult().getDecision();
        List<DmnDecisionTableEvaluationEvent> tables = new ArrayList<>();
        addTable(tables, event.getDecisionResult());
        event.getRequiredDecisionResults().forEach(required -> addTable(tables, required));
        Map<String, Object> inputs = new LinkedHashMap<>();
        for (String name : namesByTable.computeIfAbsent(table.getId(), id -> names(table))) {
            if (execution.hasVariable(name)) {
                inputs.put(name, execution.getVariable(name));
            }
        }
        // What the caller handed in beside the process's variables, or instead of them.
        tables.forEach(one -> addColumns(inputs, one));
        DmnDecisionTableEvaluationEvent result = tables.get(0);
        List<Map<String, Object>> outputs = new ArrayList<>();
        result.getMatchingRules().forEach(rule -> {
            Map<String, Object> row = new LinkedHashMap<>();
            rule.getOutputEntries()
                    .forEach((name, output) -> row.put(name, output.getValue().getValue()));
            outputs.add(row);
        });
        String rules = tables.stream()
                .flatMap(one -> one.getMatchingRules().stream())
                .map(rule -> rule.getId())
                .collect(Collectors.joining(","));
        decisions
                .getObject()
                .keep(
                        requestId,
                        table.getKey(),
                        table.getId(),
                        String.valueOf(execution.getCurrentActivityId()),
                        write(inputs),
                        write(outputs),
                        rules);
    }

    private static void addTable(
            List<DmnDecisionTableEvaluationEvent> tables, DmnDecisionLogicEvaluationEvent evaluation) {
        if (evaluation instanceof DmnDecisionTableEvaluationEvent table) {
            tables.add(table);
        }
    }

    /** Columns whose expression is a variable and nothing else. */
    private static void addColumns(Map<String, Object> inputs, DmnDecisionTableEvaluationEvent event) {
        List<DmnDecisionTableInputImpl> columns =
                ((DmnDecisionTableImpl) event.getDecision().getDecisionLogic()).getInputs();
        for (int i = 0; i < columns.size() && i < event.getInputs().size(); i++) {
            String expression = columns.get(i).getExpression().getExpression();
            if (expression != null && NAME.matcher(expression.strip()).matches()) {
                inputs.put(
                        expression.strip(), event.getInputs().get(i).getValue().getValue());
            }
        }
    }

    /** @return every word in the expressions of the tables; which of them are variables, the execution knows */
    private static Set<String> names(DmnDecision decision) {
        Set<String> names = new LinkedHashSet<>();
        if (decision.getDecisionLogic() instanceof DmnDecisionTableImpl table) {
            table.getInputs().forEach(input -> addNames(names, input.getExpression()));
            table.getRules().forEach(rule -> rule.getConclusions().forEach(cell -> addNames(names, cell)));
        }
        decision.getRequiredDecisions().forEach(required -> names.addAll(names(required)));
        return names;
    }

    private static void addNames(Set<String> names, DmnExpressionImpl expression) {
        if (expression != null && expression.getExpression() != null) {
            NAME.matcher(LITERAL.matcher(expression.getExpression()).replaceAll(""))
                    .results()
                    .forEach(match -> names.add(match.group()));
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value).replace("\\u0000", "");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
