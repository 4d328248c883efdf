package io.reglament.process.request;

import io.reglament.crm.ProductProfiles;
import io.reglament.mail.Notifications;
import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestState;
import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks the customer (T-10, N-06). */
@Component
class AskCustomerDelegate implements JavaDelegate {

    private final RequestWork work;
    private final Notifications notifications;
    private final ProductProfiles profiles;
    private final CurrentActor actor;

    AskCustomerDelegate(RequestWork work, Notifications notifications, ProductProfiles profiles, CurrentActor actor) {
        this.work = work;
        this.notifications = notifications;
        this.profiles = profiles;
        this.actor = actor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        work.changeState(step.requestId(), RequestState.WAITING_CUSTOMER, actor.id(), step.cause());
        step.set(
                Variables.REMINDERS_THEN,
                profiles.get(step.product()).reminders().then().name());
        notifications.clarificationAsked(step.requestId(), step.cause(), step.dedupKey());
    }
}
