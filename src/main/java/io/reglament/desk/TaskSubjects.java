package io.reglament.desk;

import io.reglament.access.CurrentUser;
import io.reglament.desk.TaskApi.Subject;
import io.reglament.request.Requests;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds what a task is about, with the rights that the asking person has in the engine. */
@Service
@Transactional(readOnly = true)
class TaskSubjects {

    private static final String REQUEST = "requestId";
    private static final String INBOUND_MAIL = "inboundMailId";
    private static final String HINT = "hintNumber";

    private final TaskService tasks;
    private final Requests requests;
    private final RequestDesk desk;
    private final MailDesk mails;
    private final CurrentUser user;

    TaskSubjects(TaskService tasks, Requests requests, RequestDesk desk, MailDesk mails, CurrentUser user) {
        this.tasks = tasks;
        this.requests = requests;
        this.desk = desk;
        this.mails = mails;
        this.user = user;
    }

    /** @throws TaskNotFound if there is none, or none that this person may read */
    Subject of(String taskId) {
        // The engine knows who asks (see access): a task of another product is not found.
        if (tasks.createTaskQuery().taskId(taskId).count() == 0) {
            throw new TaskNotFound(taskId);
        }
        Map<String, Object> variables = tasks.getVariables(taskId, List.of(REQUEST, INBOUND_MAIL, HINT));
        if (variables.get(INBOUND_MAIL) instanceof Long mailId) {
            String hint = (String) variables.get(HINT);
            return new Subject(taskId, user.id(), related(hint).orElse(null), mails.inbound(mailId), hint);
        }
        if (variables.get(REQUEST) instanceof Long requestId) {
            return new Subject(
                    taskId, user.id(), desk.details(requests.get(requestId).number()), null, null);
        }
        throw new TaskNotFound(taskId);
    }

    private Optional<RequestDetails> related(String number) {
        return number == null || number.isBlank() ? Optional.empty() : desk.find(number);
    }

    /** No task with this id, or none that this person may read. */
    static class TaskNotFound extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TaskNotFound(String id) {
            super("there is no task " + id);
        }
    }
}
