package io.reglament.process.request;

import io.reglament.access.Colleagues;
import io.reglament.mail.Notifications;
import io.reglament.process.engine.CurrentActor;
import io.reglament.request.Act;
import io.reglament.request.RequestWork;
import io.reglament.request.Requests;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Moves the due date as agreed and tells the customer (T-11, N-07). */
@Component
class RescheduleRequestDelegate implements JavaDelegate {

    private final RequestWork work;
    private final Notifications notifications;
    private final Requests requests;
    private final Colleagues people;
    private final CurrentActor actor;

    RescheduleRequestDelegate(
            RequestWork work, Notifications notifications, Requests requests, Colleagues people, CurrentActor actor) {
        this.work = work;
        this.notifications = notifications;
        this.requests = requests;
        this.people = people;
        this.actor = actor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        Date agreed = step.date(Variables.DUE_AT);
        Instant earlier = work.reschedule(
                        step.requestId(), agreed.toInstant(), actor.id(), new Act(actor.id(), step.cause(), null))
                .orElse(null);
        String assignee = requests.get(step.requestId()).assignee();
        String responsible = assignee == null ? null : people.name(assignee);
        notifications.dueDateChanged(
                step.requestId(), earlier, agreed.toInstant(), responsible, step.cause(), step.dedupKey());
    }
}
