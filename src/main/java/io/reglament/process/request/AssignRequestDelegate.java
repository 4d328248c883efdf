package io.reglament.process.request;

import io.reglament.crm.ProductProfiles;
import io.reglament.mail.Notifications;
import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Hands the request to the person or group (T-08, N-04). */
@Component
class AssignRequestDelegate implements JavaDelegate {

    private final RequestWork work;
    private final ProductProfiles profiles;
    private final Notifications notifications;
    private final CurrentActor actor;

    AssignRequestDelegate(RequestWork work, ProductProfiles profiles, Notifications notifications, CurrentActor actor) {
        this.work = work;
        this.profiles = profiles;
        this.notifications = notifications;
        this.actor = actor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        String wish = step.text(Variables.GROUP);
        String group = profiles.get(step.product())
                .specialistGroup(wish == null ? step.text(Variables.CANDIDATE_GROUP) : wish);
        work.assign(step.requestId(), group, actor.id(), step.cause());
        step.set(Variables.CANDIDATE_GROUP, group);
        step.set(Variables.ROUTING_STAGE, "ASSIGNMENT");
        notifications.requestAssigned(step.requestId(), step.cause(), step.dedupKey());
    }
}
