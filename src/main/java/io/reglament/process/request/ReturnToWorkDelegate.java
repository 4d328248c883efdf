package io.reglament.process.request;

import io.reglament.mail.Notifications;
import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestState;
import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The check was negative (T-15, C-17, N-13). */
@Component
class ReturnToWorkDelegate implements JavaDelegate {

    private final RequestWork work;
    private final Notifications notifications;
    private final CurrentActor actor;

    ReturnToWorkDelegate(RequestWork work, Notifications notifications, CurrentActor actor) {
        this.work = work;
        this.notifications = notifications;
        this.actor = actor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        work.changeState(step.requestId(), RequestState.IN_WORK, actor.id(), step.cause());
        notifications.returnedForRework(step.requestId(), step.cause(), step.dedupKey());
    }
}
