package io.reglament.process.request;

import io.reglament.crm.ProductProfile.Mark;
import io.reglament.mail.Notifications;
import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Closes with the mark of a rejection and tells why (T-07, N-03). */
@Component
class RejectRequestDelegate implements JavaDelegate {

    private final RequestWork work;
    private final Notifications notifications;
    private final CurrentActor actor;

    RejectRequestDelegate(RequestWork work, Notifications notifications, CurrentActor actor) {
        this.work = work;
        this.notifications = notifications;
        this.actor = actor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        work.closeWithMark(step.requestId(), Mark.REJECTED, actor.id(), step.cause());
        notifications.requestRejected(step.requestId(), step.cause(), step.dedupKey());
    }
}
