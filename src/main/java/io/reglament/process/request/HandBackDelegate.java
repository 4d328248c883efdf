package io.reglament.process.request;

import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Support gets the request back from development (OTK-6-05, OTK-6-07). */
@Component
class HandBackDelegate implements JavaDelegate {

    private final RequestWork work;
    private final CurrentActor actor;

    HandBackDelegate(RequestWork work, CurrentActor actor) {
        this.work = work;
        this.actor = actor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        String group = step.text(Variables.SUPPORT_GROUP);
        String assignee = step.text(Variables.SUPPORT_ASSIGNEE);
        step.set(Variables.CANDIDATE_GROUP, group);
        step.set(Variables.ASSIGNEE, assignee);
        step.set(Variables.SUPPORT_GROUP, null);
        step.set(Variables.SUPPORT_ASSIGNEE, null);
        work.handOver(step.requestId(), group, assignee, actor.id(), step.cause());
    }
}
