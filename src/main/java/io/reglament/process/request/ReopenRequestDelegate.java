package io.reglament.process.request;

import io.reglament.mail.Notifications;
import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestWork;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Back to the specialist (T-16, T-23, N-13). */
@Component
class ReopenRequestDelegate implements JavaDelegate {

    private final RequestWork work;
    private final Notifications notifications;
    private final CurrentActor actor;

    ReopenRequestDelegate(RequestWork work, Notifications notifications, CurrentActor actor) {
        this.work = work;
        this.notifications = notifications;
        this.actor = actor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        work.reopen(step.requestId(), actor.id(), step.cause())
                .ifPresent(dueAt -> step.set(Variables.DUE_AT, Date.from(dueAt)));
        notifications.returnedForRework(step.requestId(), step.cause(), step.dedupKey());
    }
}
