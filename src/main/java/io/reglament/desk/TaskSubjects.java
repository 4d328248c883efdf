package io.reglament.desk;

import io.reglament.access.CurrentUser;
import io.reglament.desk.TaskApi.Subject;
import io.reglament.request.RequestNotFound;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Service;

/** Finds what a task is about, with the rights that the asking person has in the engine. */
@Service
class TaskSubjects {

    private static final String INBOUND_MAIL = "inboundMailId";
    private static final String HINT = "hintNumber";

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final IdentityService identity;
    private final CurrentUser user;
    private final RequestDesk requests;
    private final MailDesk mails;

    TaskSubjects(
            TaskService tasks,
            RuntimeService runtime,
            IdentityService identity,
            CurrentUser user,
            RequestDesk requests,
            MailDesk mails) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.identity = identity;
        this.user = user;
        this.requests = requests;
        this.mails = mails;
    }

    /** @throws TaskNotFound if there is none, or none that this person may read */
    Subject of(String taskId) {
        Task task = readable(taskId);
        // The task is readable, so what it is about is; the instance itself need not be.
        ProcessInstance instance = runtime.createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult();
        if (instance == null) {
            throw new TaskNotFound(taskId);
        }
        Map<String, Object> variables = runtime.getVariables(task.getProcessInstanceId(), List.of(INBOUND_MAIL, HINT));
        if (variables.get(INBOUND_MAIL) instanceof Long mailId) {
            String hint = (String) variables.get(HINT);
            return new Subject(taskId, related(hint).orElse(null), mails.inbound(mailId), hint);
        }
        String number = instance.getBusinessKey();
        if (number == null) {
            throw new TaskNotFound(taskId);
        }
        return new Subject(taskId, requests.details(number), null, null);
    }

    private Optional<RequestDetails> related(String number) {
        if (number == null || number.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(requests.details(number));
        } catch (RequestNotFound e) {
            return Optional.empty();
        }
    }

    private Task readable(String taskId) {
        identity.setAuthentication(user.id(), List.copyOf(user.groups()), List.copyOf(user.products()));
        try {
            return Optional.ofNullable(tasks.createTaskQuery().taskId(taskId).singleResult())
                    .orElseThrow(() -> new TaskNotFound(taskId));
        } finally {
            identity.clearAuthentication();
        }
    }

    /** No task with this id, or none that this person may read. */
    static class TaskNotFound extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TaskNotFound(String id) {
            super("there is no task " + id);
        }
    }
}
