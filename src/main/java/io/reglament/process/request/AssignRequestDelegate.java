package io.reglament.process.request;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.Notifications;
import io.reglament.process.engine.CurrentActor;
import io.reglament.request.Act;
import io.reglament.request.RequestPeople;
import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Hands the request to the person or group (T-08, N-04); whoever is away is stood in for by the deputy. */
@Component
class AssignRequestDelegate implements JavaDelegate {

    private final RequestWork work;
    private final RequestPeople people;
    private final ProductProfiles profiles;
    private final Notifications notifications;
    private final CurrentActor actor;

    AssignRequestDelegate(
            RequestWork work,
            RequestPeople people,
            ProductProfiles profiles,
            Notifications notifications,
            CurrentActor actor) {
        this.work = work;
        this.people = people;
        this.profiles = profiles;
        this.notifications = notifications;
        this.actor = actor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        String wish = step.text(Variables.GROUP);
        ProductProfile profile = profiles.get(step.product());
        String group = profile.specialistGroup(wish == null ? step.text(Variables.CANDIDATE_GROUP) : wish);
        work.assign(step.requestId(), group, actor.id(), step.cause());
        people.standIn(step.requestId(), new Act(actor.id(), step.cause(), null))
                .ifPresent(assignee -> step.set(Variables.ASSIGNEE, assignee));
        step.set(Variables.CANDIDATE_GROUP, group);
        // Assigned to development straight away: the answer still goes through support (RT-9, OTK-6-05).
        step.set(Variables.SUPPORT_GROUP, group.equals(profile.groups().development()) ? profile.supportGroup() : null);
        step.set(Variables.SUPPORT_ASSIGNEE, null);
        step.set(Variables.ROUTING_STAGE, "ASSIGNMENT");
        notifications.requestAssigned(step.requestId(), step.cause(), step.dedupKey());
    }
}
