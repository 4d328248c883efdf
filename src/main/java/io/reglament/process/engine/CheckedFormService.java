package io.reglament.process.engine;

import java.util.Map;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.variable.VariableMap;

/** The engine's form service behind the {@link TaskDoor}: Tasklist completes its tasks here. */
final class CheckedFormService extends FormServiceImpl {

    private final TaskDoor door;

    CheckedFormService(TaskDoor door) {
        this.door = door;
    }

    @Override
    public void submitTaskFormData(String taskId, Map<String, String> properties) {
        door.complete(getCommandExecutor(), taskId, properties, () -> {
            super.submitTaskFormData(taskId, properties);
            return null;
        });
    }

    @Override
    public void submitTaskForm(String taskId, Map<String, Object> properties) {
        door.complete(getCommandExecutor(), taskId, properties, () -> {
            super.submitTaskForm(taskId, properties);
            return null;
        });
    }

    @Override
    public VariableMap submitTaskFormWithVariablesInReturn(
            String taskId, Map<String, Object> properties, boolean deserializeValues) {
        return door.complete(
                getCommandExecutor(),
                taskId,
                properties,
                () -> super.submitTaskFormWithVariablesInReturn(taskId, properties, deserializeValues));
    }
}
