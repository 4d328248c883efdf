package io.reglament.process.request;

import io.reglament.crm.ProductProfiles;
import io.reglament.mail.Notifications;
import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestState;
import io.reglament.request.RequestWork;
import io.reglament.request.Requests;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends the request (T-19, T-24). */
@Component
class CloseRequestDelegate implements JavaDelegate {

    private final RequestWork work;
    private final Notifications notifications;
    private final ProductProfiles profiles;
    private final Requests requests;
    private final CurrentActor actor;

    CloseRequestDelegate(
            RequestWork work,
            Notifications notifications,
            ProductProfiles profiles,
            Requests requests,
            CurrentActor actor) {
        this.work = work;
        this.notifications = notifications;
        this.profiles = profiles;
        this.requests = requests;
        this.actor = actor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        if (step.flag(Variables.BY_REPRESENTATIVE)
                && profiles.get(step.product()).confirmation().merge()
                && requests.get(step.requestId()).state() == RequestState.ANSWERED) {
            // One confirmation counts as both (C-21).
            work.changeState(step.requestId(), RequestState.COMPLETED, actor.id(), step.cause());
        }
        work.changeState(step.requestId(), RequestState.CLOSED, actor.id(), step.cause());
        notifications.requestClosed(step.requestId(), step.cause(), step.dedupKey());
    }
}
