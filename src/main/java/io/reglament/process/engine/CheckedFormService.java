package io.reglament.process.engine;

import io.reglament.process.request.CompletionRefused;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.VariableMap;

/** The engine's form service behind the {@link TaskDoor}: Tasklist completes its tasks here. */
final class CheckedFormService extends FormServiceImpl {

    private final TaskDoor door;

    CheckedFormService(TaskDoor door) {
        this.door = door;
    }

    /** @throws CompletionRefused if the form names no product that there is */
    @Override
    public ProcessInstance submitStartForm(String definitionId, Map<String, Object> properties) {
        return start(() -> super.submitStartForm(definitionId, properties));
    }

    /** @throws CompletionRefused if the form names no product that there is */
    @Override
    public ProcessInstance submitStartForm(String definitionId, String businessKey, Map<String, Object> properties) {
        return start(() -> super.submitStartForm(definitionId, businessKey, properties));
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

    /** The engine's REST would answer the tenant provider's sentence as a fault of its own. */
    private static ProcessInstance start(Supplier<ProcessInstance> start) {
        try {
            return start.get();
        } catch (NotValidException e) {
            throw new CompletionRefused(e.getMessage());
        }
    }
}
