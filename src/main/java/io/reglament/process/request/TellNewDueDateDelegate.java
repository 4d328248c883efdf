package io.reglament.process.request;

import io.reglament.access.Colleagues;
import io.reglament.mail.Notifications;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the customer the old and the new due date (N-07, BONUS-10.3-02). */
@Component
class TellNewDueDateDelegate implements JavaDelegate {

    private final Notifications notifications;
    private final Requests requests;
    private final Colleagues people;

    TellNewDueDateDelegate(Notifications notifications, Requests requests, Colleagues people) {
        this.notifications = notifications;
        this.requests = requests;
        this.people = people;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        Date before = step.date(Variables.PREVIOUS_DUE_AT);
        Instant from = before == null ? null : before.toInstant();
        RequestView request = requests.get(step.requestId());
        String assignee = request.assignee();
        String responsible = assignee == null ? null : people.name(assignee);
        notifications.dueDateChanged(
                step.requestId(), from, request.dueAt(), responsible, step.cause(), step.dedupKey());
    }
}
