package io.reglament.process.request;

import io.reglament.crm.ProductProfiles;
import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Hands the request over to development (OTK-6-01, OTK-6-05). */
@Component
class HandOverDelegate implements JavaDelegate {

    private final RequestWork work;
    private final ProductProfiles profiles;
    private final CurrentActor actor;

    HandOverDelegate(RequestWork work, ProductProfiles profiles, CurrentActor actor) {
        this.work = work;
        this.profiles = profiles;
        this.actor = actor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        String development = profiles.get(step.product()).groups().development();
        step.set(Variables.SUPPORT_GROUP, step.text(Variables.CANDIDATE_GROUP));
        step.set(Variables.SUPPORT_ASSIGNEE, step.text(Variables.ASSIGNEE));
        step.set(Variables.CANDIDATE_GROUP, development);
        step.set(Variables.ASSIGNEE, null);
        work.handOver(step.requestId(), development, null, actor.id(), step.cause());
    }
}
