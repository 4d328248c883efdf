package io.reglament.process.request;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;

/**
 * The outcomes of a task that its own version of the model has a flow for: a request that was started on an older version
 * goes on there, and must not be offered what only the newer one knows.
 */
final class ModelOutcomes {

    private static final Pattern COMPARED = Pattern.compile("outcome == '([A-Za-z]+)'");

    /** A flow takes every outcome but one. */
    private static final String ANY_OTHER = "*";

    private static final Map<String, Set<String>> BY_TASK = new ConcurrentHashMap<>();

    private ModelOutcomes() {}

    /** @return those of the outcomes that the model behind the task compares with; all, if it compares with none */
    static List<String> known(DelegateTask task, Collection<String> outcomes) {
        Set<String> compared = BY_TASK.computeIfAbsent(
                task.getProcessDefinitionId() + "/" + task.getTaskDefinitionKey(),
                key -> compared(task.getBpmnModelElementInstance(), new HashSet<>(), new HashSet<>()));
        return compared.isEmpty() || compared.contains(ANY_OTHER)
                ? List.copyOf(outcomes)
                : outcomes.stream().filter(compared::contains).toList();
    }

    /** Looks through all gateways that follow the task directly. */
    private static Set<String> compared(FlowNode node, Set<String> found, Set<String> seen) {
        for (SequenceFlow flow : node.getOutgoing()) {
            if (flow.getConditionExpression() != null) {
                String condition = flow.getConditionExpression().getTextContent();
                if (condition.contains("outcome != ")) {
                    found.add(ANY_OTHER);
                }
                COMPARED.matcher(condition).results().forEach(match -> found.add(match.group(1)));
            }
            if (flow.getTarget() instanceof Gateway gateway && seen.add(gateway.getId())) {
                compared(gateway, found, seen);
            }
        }
        return found;
    }
}
