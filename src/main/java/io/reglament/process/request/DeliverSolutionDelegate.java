package io.reglament.process.request;

import io.reglament.mail.Notifications;
import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The solution goes to the customer (T-14, T-20, T-21), with its release where it waited for one (N-10). */
@Component
class DeliverSolutionDelegate implements JavaDelegate {

    private final RequestWork work;
    private final Notifications notifications;
    private final CurrentActor actor;

    DeliverSolutionDelegate(RequestWork work, Notifications notifications, CurrentActor actor) {
        this.work = work;
        this.notifications = notifications;
        this.actor = actor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        work.deliver(step.requestId(), actor.id(), step.cause());
        step.set(
                Variables.CONFIRMATION_STEP,
                ConfirmationStep.first(step.text(Variables.CONFIRMATION_MODEL)).name());
        if (step.text(Variables.RELEASE) == null) {
            notifications.solutionDelivered(step.requestId(), step.cause(), step.dedupKey());
        } else {
            notifications.solutionReleased(step.requestId(), step.cause(), step.dedupKey());
        }
    }
}
