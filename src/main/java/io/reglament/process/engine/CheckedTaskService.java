package io.reglament.process.engine;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;

/** The engine's task service behind the {@link TaskDoor}. */
final class CheckedTaskService extends TaskServiceImpl {

    private final TaskDoor door;

    CheckedTaskService(TaskDoor door) {
        this.door = door;
    }

    @Override
    public void claim(String taskId, String userId) {
        door.assign(getCommandExecutor(), taskId, userId);
        super.claim(taskId, userId);
    }

    @Override
    public void setAssignee(String taskId, String userId) {
        door.assign(getCommandExecutor(), taskId, userId);
        super.setAssignee(taskId, userId);
    }

    @Override
    public void saveTask(Task task) {
        door.save(getCommandExecutor(), task);
        super.saveTask(task);
    }

    @Override
    public void delegateTask(String taskId, String userId) {
        door.keepTerms(getCommandExecutor(), taskId);
        super.delegateTask(taskId, userId);
    }

    @Override
    public void setOwner(String taskId, String userId) {
        door.keepTerms(getCommandExecutor(), taskId);
        super.setOwner(taskId, userId);
    }

    @Override
    public void addUserIdentityLink(String taskId, String userId, String type) {
        door.keepTerms(getCommandExecutor(), taskId);
        super.addUserIdentityLink(taskId, userId, type);
    }

    @Override
    public void addGroupIdentityLink(String taskId, String groupId, String type) {
        door.keepTerms(getCommandExecutor(), taskId);
        super.addGroupIdentityLink(taskId, groupId, type);
    }

    @Override
    public void deleteUserIdentityLink(String taskId, String userId, String type) {
        door.keepTerms(getCommandExecutor(), taskId);
        super.deleteUserIdentityLink(taskId, userId, type);
    }

    @Override
    public void deleteGroupIdentityLink(String taskId, String groupId, String type) {
        door.keepTerms(getCommandExecutor(), taskId);
        super.deleteGroupIdentityLink(taskId, groupId, type);
    }

    @Override
    public void addCandidateUser(String taskId, String userId) {
        door.keepTerms(getCommandExecutor(), taskId);
        super.addCandidateUser(taskId, userId);
    }

    @Override
    public void addCandidateGroup(String taskId, String groupId) {
        door.keepTerms(getCommandExecutor(), taskId);
        super.addCandidateGroup(taskId, groupId);
    }

    @Override
    public void complete(String taskId) {
        complete(taskId, null);
    }

    @Override
    public void complete(String taskId, Map<String, Object> variables) {
        door.complete(getCommandExecutor(), taskId, variables, () -> {
            super.complete(taskId, variables);
            return null;
        });
    }

    @Override
    public VariableMap completeWithVariablesInReturn(
            String taskId, Map<String, Object> variables, boolean deserializeValues) {
        return door.complete(
                getCommandExecutor(),
                taskId,
                variables,
                () -> super.completeWithVariablesInReturn(taskId, variables, deserializeValues));
    }

    @Override
    public void resolveTask(String taskId, Map<String, Object> variables) {
        keep(taskId, names(variables));
        super.resolveTask(taskId, variables);
    }

    @Override
    public void handleBpmnError(String taskId, String code, String message, Map<String, Object> variables) {
        door.refuseEvent(getCommandExecutor(), taskId);
        super.handleBpmnError(taskId, code, message, variables);
    }

    @Override
    public void handleEscalation(String taskId, String code, Map<String, Object> variables) {
        door.refuseEvent(getCommandExecutor(), taskId);
        super.handleEscalation(taskId, code, variables);
    }

    @Override
    public void setVariable(String taskId, String name, Object value) {
        keep(taskId, List.of(name));
        super.setVariable(taskId, name, value);
    }

    @Override
    public void setVariableLocal(String taskId, String name, Object value) {
        keep(taskId, List.of(name));
        super.setVariableLocal(taskId, name, value);
    }

    @Override
    protected void setVariables(String taskId, Map<String, ? extends Object> variables, boolean local) {
        keep(taskId, names(variables));
        super.setVariables(taskId, variables, local);
    }

    @Override
    protected void updateVariables(
            String taskId, Map<String, ? extends Object> changed, Collection<String> deleted, boolean local) {
        Set<String> names = new HashSet<>(names(changed));
        names.addAll(deleted == null ? List.of() : deleted);
        keep(taskId, names);
        super.updateVariables(taskId, changed, deleted, local);
    }

    @Override
    public void removeVariable(String taskId, String name) {
        keep(taskId, List.of(name));
        super.removeVariable(taskId, name);
    }

    @Override
    public void removeVariableLocal(String taskId, String name) {
        keep(taskId, List.of(name));
        super.removeVariableLocal(taskId, name);
    }

    @Override
    public void removeVariables(String taskId, Collection<String> names) {
        keep(taskId, names);
        super.removeVariables(taskId, names);
    }

    @Override
    public void removeVariablesLocal(String taskId, Collection<String> names) {
        keep(taskId, names);
        super.removeVariablesLocal(taskId, names);
    }

    private void keep(String taskId, Collection<String> names) {
        door.keepVariables(getCommandExecutor(), taskId, names);
    }

    private static Set<String> names(Map<String, ?> variables) {
        return variables == null ? Set.of() : variables.keySet();
    }
}
