package io.reglament.process.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.process.request.CompletionMessages;
import io.reglament.process.request.CompletionRefused;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What anybody may put into a task of ours, whichever way it comes: the fields of its form, with its completion, once.
 * Every other variable belongs to the process (its request, its product, how it is confirmed), and nobody hands it in.
 */
final class TaskDoor {

    private final ObjectProvider<CompletionMessages> messages;
    private final ObjectProvider<TaskRights> rights;
    private final ObjectMapper json = new ObjectMapper();
    /** By process definition and task: a form that is bound by deployment never changes. */
    private final Map<String, Set<String>> fields = new ConcurrentHashMap<>();

    TaskDoor(ObjectProvider<CompletionMessages> messages, ObjectProvider<TaskRights> rights) {
        this.messages = messages;
        this.rights = rights;
    }

    /**
     * Completes a task with what its form has fields for.
     *
     * @throws CompletionRefused if anything else is handed in
     * @throws TaskGone if there is no such task now; it says who has completed it
     */
    <T> T complete(CommandExecutor executor, String taskId, Map<String, ?> variables, Supplier<T> completion) {
        try {
            return executor.execute(context -> {
                TaskEntity task = task(context, taskId);
                if (task != null && variables != null) {
                    checkFields(context, task, variables.keySet());
                }
                return completion.get();
            });
        } catch (ClientErrorException e) {
            throw e;
        } catch (RuntimeException e) {
            // Of two at once the slower one fails in one of many ways: it may have read half of what the other wrote.
            if (!TransactionSynchronizationManager.isActualTransactionActive()) {
                require(executor, taskId);
            }
            throw e;
        }
    }

    /** @throws TaskGone if there is no such task now */
    void require(CommandExecutor executor, String taskId) {
        executor.execute(context -> task(context, taskId));
    }

    /** @throws CompletionRefused if a person changes variables of a task that has a form */
    void keepVariables(CommandExecutor executor, String taskId, Collection<String> names) {
        executor.execute(context -> {
            TaskEntity task = task(context, taskId);
            boolean person = context.getAuthenticatedUserId() != null;
            if (task != null && person && !names.isEmpty() && hasForm(task)) {
                throw new CompletionRefused(text("refused.variables", String.join(", ", new TreeSet<>(names))));
            }
            return null;
        });
    }

    /** @throws CompletionRefused for a person: what a task with a form leads to is decided by completing it */
    void refuseEvent(CommandExecutor executor, String taskId) {
        executor.execute(context -> {
            TaskEntity task = task(context, taskId);
            if (task != null && context.getAuthenticatedUserId() != null && hasForm(task)) {
                throw new CompletionRefused(text("refused.event"));
            }
            return null;
        });
    }

    /**
     * @param to user id; null for nobody
     * @throws CompletionRefused if the acting person may not give the task there
     * @throws TaskGone if there is no such task now
     */
    void assign(CommandExecutor executor, String taskId, String to) {
        executor.execute(context -> {
            TaskEntity task = task(context, taskId);
            if (task != null && hasForm(task)) {
                rights.getObject().checkAssignment(task, to);
            }
            return null;
        });
    }

    /** @throws CompletionRefused if a person changes whom a task of ours is for */
    void keepTerms(CommandExecutor executor, String taskId) {
        executor.execute(context -> {
            TaskEntity task = task(context, taskId);
            if (task != null && hasForm(task)) {
                rights.getObject().checkTerms();
            }
            return null;
        });
    }

    /** @throws CompletionRefused if a person changes more of a task of ours than its assignee and follow-up date */
    void save(CommandExecutor executor, Task changed) {
        executor.execute(context -> {
            TaskEntity task =
                    changed.getId() == null ? null : context.getTaskManager().findTaskById(changed.getId());
            if (task == null || !hasForm(task)) {
                return null;
            }
            if (!sameTerms(task, changed)) {
                rights.getObject().checkTerms();
            }
            rights.getObject().checkAssignment(task, changed.getAssignee());
            return null;
        });
    }

    private static boolean sameTerms(Task one, Task other) {
        return one.getPriority() == other.getPriority()
                && Objects.equals(one.getName(), other.getName())
                && Objects.equals(one.getDescription(), other.getDescription())
                && Objects.equals(one.getOwner(), other.getOwner())
                && Objects.equals(one.getDelegationState(), other.getDelegationState())
                && Objects.equals(one.getParentTaskId(), other.getParentTaskId())
                && Objects.equals(time(one.getDueDate()), time(other.getDueDate()));
    }

    private static Long time(Date date) {
        return date == null ? null : date.getTime();
    }

    private void checkFields(CommandContext context, TaskEntity task, Set<String> names) {
        if (names.isEmpty() || !hasForm(task)) {
            return;
        }
        Set<String> allowed = fields.computeIfAbsent(
                task.getProcessDefinitionId() + "/" + task.getTaskDefinitionKey(), key -> read(context, task));
        Set<String> others = new TreeSet<>(names);
        others.removeAll(allowed);
        if (!others.isEmpty()) {
            throw new CompletionRefused(
                    text("refused.fields", String.join(", ", others), String.join(", ", new TreeSet<>(allowed))));
        }
    }

    private static boolean hasForm(TaskEntity task) {
        if (task.getTaskDefinition() == null) {
            return false;
        }
        task.initializeFormKey();
        return task.getCamundaFormRef() != null;
    }

    private Set<String> read(CommandContext context, TaskEntity task) {
        ProcessEngineConfigurationImpl engine = context.getProcessEngineConfiguration();
        try (InputStream form =
                context.runWithoutAuthorization(() -> engine.getFormService().getDeployedTaskForm(task.getId()))) {
            Set<String> keys = new TreeSet<>();
            collect(json.readTree(form).path("components"), keys);
            return Set.copyOf(keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A dotted key, and the path of a group or list, hand in one variable: its first part. */
    private static void collect(JsonNode components, Set<String> keys) {
        for (JsonNode component : components) {
            for (String name : new String[] {"key", "path"}) {
                String key = component.path(name).asText("");
                if (!key.isEmpty()) {
                    keys.add(key.split("\\.", 2)[0]);
                }
            }
            if (component.path("path").asText("").isEmpty()) {
                collect(component.path("components"), keys);
            }
        }
    }

    /** @return null if there is none but the engine shall say so */
    private TaskEntity task(CommandContext context, String taskId) {
        if (taskId == null) {
            return null;
        }
        TaskEntity task = context.getTaskManager().findTaskById(taskId);
        if (task == null) {
            throw gone(context, taskId);
        }
        return task;
    }

    private TaskGone gone(CommandContext context, String taskId) {
        ProcessEngineConfigurationImpl engine = context.getProcessEngineConfiguration();
        // Under the asking person's rights: who may not read the task learns nothing of it.
        HistoricTaskInstance past = engine.getHistoryService()
                .createHistoricTaskInstanceQuery()
                .taskId(taskId)
                .singleResult();
        if (past == null) {
            return new TaskGone(Status.NOT_FOUND, text("refused.task.unknown"));
        }
        if (!TaskEntity.DELETE_REASON_COMPLETED.equals(past.getDeleteReason())) {
            return new TaskGone(Status.CONFLICT, text("refused.task.over"));
        }
        String person = context.runWithoutAuthorization(() -> completedBy(engine, past));
        return new TaskGone(
                Status.CONFLICT, person == null ? text("refused.task.done") : text("refused.task.completed", person));
    }

    /** @return null where the system did it */
    private static String completedBy(ProcessEngineConfigurationImpl engine, HistoricTaskInstance past) {
        String id = engine
                .getHistoryService()
                .createUserOperationLogQuery()
                .taskId(past.getId())
                .operationType(UserOperationLogEntry.OPERATION_TYPE_COMPLETE)
                .list()
                .stream()
                .map(UserOperationLogEntry::getUserId)
                .findFirst()
                .orElse(past.getAssignee());
        if (id == null) {
            return null;
        }
        User user = engine.getIdentityService().createUserQuery().userId(id).singleResult();
        return user == null ? id : (user.getFirstName() + " " + user.getLastName()).strip();
    }

    private String text(String key, Object... arguments) {
        return messages.getObject().refusal(key, arguments);
    }
}
