package io.reglament.process.engine;

import java.util.Map;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.variable.VariableMap;

/** The engine's form service, by which Tasklist hands in; takes from people only what a task's form asks for. */
final class GuardedFormService extends FormServiceImpl {

    private final TaskFields fields;

    GuardedFormService(TaskFields fields) {
        this.fields = fields;
    }

    @Override
    public void submitTaskForm(String taskId, Map<String, Object> properties) {
        fields.check(taskId, GuardedTaskService.names(properties));
        super.submitTaskForm(taskId, properties);
    }

    @Override
    public VariableMap submitTaskFormWithVariablesInReturn(
            String taskId, Map<String, Object> properties, boolean deserializeValues) {
        fields.check(taskId, GuardedTaskService.names(properties));
        return super.submitTaskFormWithVariablesInReturn(taskId, properties, deserializeValues);
    }
}
