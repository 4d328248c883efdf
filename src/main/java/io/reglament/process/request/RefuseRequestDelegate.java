package io.reglament.process.request;

import io.reglament.crm.ProductProfile.Mark;
import io.reglament.mail.Notifications;
import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Closes with the mark of a refusal and tells why (T-12, N-05, C-12). */
@Component
class RefuseRequestDelegate implements JavaDelegate {

    private final RequestWork work;
    private final Notifications notifications;
    private final CurrentActor actor;

    RefuseRequestDelegate(RequestWork work, Notifications notifications, CurrentActor actor) {
        this.work = work;
        this.notifications = notifications;
        this.actor = actor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        work.closeWithMark(step.requestId(), Mark.REFUSED, actor.id(), step.cause());
        notifications.requestRefused(step.requestId(), step.cause(), step.dedupKey());
    }
}
