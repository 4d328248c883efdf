package io.reglament.process.engine;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.variable.VariableMap;

/** The engine's task service, which takes from people only what a task's form asks for. */
final class GuardedTaskService extends TaskServiceImpl {

    private final TaskFields fields;

    GuardedTaskService(TaskFields fields) {
        this.fields = fields;
    }

    @Override
    public void complete(String taskId, Map<String, Object> variables) {
        fields.check(taskId, names(variables));
        super.complete(taskId, variables);
    }

    @Override
    public VariableMap completeWithVariablesInReturn(
            String taskId, Map<String, Object> variables, boolean deserializeValues) {
        fields.check(taskId, names(variables));
        return super.completeWithVariablesInReturn(taskId, variables, deserializeValues);
    }

    @Override
    public void resolveTask(String taskId, Map<String, Object> variables) {
        fields.check(taskId, names(variables));
        super.resolveTask(taskId, variables);
    }

    @Override
    public void handleBpmnError(String taskId, String errorCode, String errorMessage, Map<String, Object> variables) {
        fields.checkEvent(taskId);
        super.handleBpmnError(taskId, errorCode, errorMessage, variables);
    }

    @Override
    public void handleEscalation(String taskId, String escalationCode, Map<String, Object> variables) {
        fields.checkEvent(taskId);
        super.handleEscalation(taskId, escalationCode, variables);
    }

    static Collection<String> names(Map<String, ?> variables) {
        return variables == null ? Set.of() : variables.keySet();
    }
}
