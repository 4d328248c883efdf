package io.reglament.process.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.LinkEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.LiteralExpression;
import org.camunda.bpm.model.dmn.instance.UnaryTests;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;

/**
 * The rules of the model linter ({@code src/model-lint}) that decide whether a model works, checked before it goes live:
 * what the engine's own parser accepts and a request would stumble over days later.
 */
final class ModelRules {

    /** What form-js 1.8.7 in Tasklist draws; it refuses a whole form for one field of another type. */
    private static final Set<String> FIELD_TYPES = Set.of(
            "textfield",
            "textarea",
            "number",
            "checkbox",
            "checklist",
            "radio",
            "select",
            "taglist",
            "datetime",
            "button",
            "group",
            "dynamiclist",
            "table",
            "text",
            "html",
            "image",
            "iframe",
            "expression",
            "separator",
            "spacer");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FeelEngineApi FEEL = FeelEngineBuilder.forJava().build();

    private final EngineMessages messages;
    private final Supplier<CheckedTasks> checkedTasks;

    ModelRules(EngineMessages messages, Supplier<CheckedTasks> checkedTasks) {
        this.messages = messages;
        this.checkedTasks = checkedTasks;
    }

    /**
     * @param name resource name; only BPMN, DMN and forms have rules
     * @return sentences, one for each fault; empty for a sound model
     */
    List<String> faults(String name, byte[] bytes) {
        List<String> faults = new ArrayList<>();
        if (ModelContent.isBpmn(name)) {
            Bpmn.readModelFromStream(new ByteArrayInputStream(bytes))
                    .getModelElementsByType(Process.class)
                    .forEach(process -> check(name, process, process.getFlowElements(), faults));
        } else if (name.endsWith(".dmn") || name.endsWith(".dmn11.xml")) {
            check(name, Dmn.readModelFromStream(new ByteArrayInputStream(bytes)), faults);
        } else if (name.endsWith(".form")) {
            check(name, form(bytes).path("components"), faults);
        }
        return faults;
    }

    private void check(String name, Process process, Collection<? extends FlowElement> elements, List<String> faults) {
        for (FlowElement element : elements) {
            if (element instanceof FlowNode node && isNeverReached(node)) {
                faults.add(messages.text("fault.unreachable", name, node.getId()));
            }
            if (element instanceof ScriptTask) {
                faults.add(messages.text("fault.script", name, element.getId()));
            }
            if (element instanceof UserTask task) {
                check(name, process, task, faults);
            }
            if (element instanceof SubProcess inner) {
                check(name, process, inner.getFlowElements(), faults);
            }
        }
    }

    private void check(String name, Process process, UserTask task, List<String> faults) {
        if (task.getCamundaCandidateGroups() == null
                && task.getCamundaCandidateUsers() == null
                && task.getCamundaAssignee() == null) {
            faults.add(messages.text("fault.people", name, task.getId()));
        }
        CheckedTasks checked = checkedTasks.get();
        if (checked.inProcess(process.getId())
                && (!checked.includes(process.getId(), task.getId()) || !isChecked(task))) {
            faults.add(messages.text("fault.unchecked", name, task.getId(), CheckedTasks.LISTENER));
        }
    }

    private static boolean isChecked(UserTask task) {
        return task.getExtensionElements() != null
                && task
                        .getExtensionElements()
                        .getElementsQuery()
                        .filterByType(CamundaTaskListener.class)
                        .list()
                        .stream()
                        .anyMatch(listener -> "complete".equals(listener.getCamundaEvent())
                                && CheckedTasks.LISTENER.equals(listener.getCamundaDelegateExpression()));
    }

    private static boolean isNeverReached(FlowNode node) {
        boolean begins = node instanceof StartEvent
                || node instanceof BoundaryEvent
                || node instanceof SubProcess inner && inner.triggeredByEvent()
                || node instanceof IntermediateCatchEvent event
                        && event.getEventDefinitions().stream().anyMatch(LinkEventDefinition.class::isInstance);
        return !begins && node.getIncoming().isEmpty();
    }

    private void check(String name, DmnModelInstance model, List<String> faults) {
        for (InputEntry entry : model.getModelElementsByType(InputEntry.class)) {
            String text = text(entry);
            if (!text.isEmpty() && !FEEL.parseUnaryTests(text).isSuccess()) {
                faults.add(messages.text("fault.feel", name, entry.getId(), text));
            }
        }
        for (LiteralExpression expression : model.getModelElementsByType(LiteralExpression.class)) {
            String text = expression.getText() == null
                    ? ""
                    : expression.getText().getTextContent().strip();
            if (!text.isEmpty() && !FEEL.parseExpression(text).isSuccess()) {
                faults.add(messages.text("fault.feel", name, expression.getId(), text));
            }
        }
    }

    private static String text(UnaryTests entry) {
        return entry.getText() == null ? "" : entry.getText().getTextContent().strip();
    }

    private void check(String name, JsonNode components, List<String> faults) {
        for (JsonNode component : components) {
            String type = component.path("type").asText();
            if (!FIELD_TYPES.contains(type)) {
                faults.add(messages.text(
                        "fault.field",
                        name,
                        component.path("id").asText(component.path("key").asText()),
                        type));
            }
            check(name, component.path("components"), faults);
        }
    }

    private static JsonNode form(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
