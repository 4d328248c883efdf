package io.reglament.process.request;

import io.reglament.mail.Notifications;
import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestState;
import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends the request (T-19, T-24). */
@Component
class CloseRequestDelegate implements JavaDelegate {

    private final RequestWork work;
    private final Notifications notifications;
    private final CurrentActor actor;

    CloseRequestDelegate(RequestWork work, Notifications notifications, CurrentActor actor) {
        this.work = work;
        this.notifications = notifications;
        this.actor = actor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        work.changeState(step.requestId(), RequestState.CLOSED, actor.id(), step.cause());
        notifications.requestClosed(step.requestId(), step.cause(), step.dedupKey());
    }
}
