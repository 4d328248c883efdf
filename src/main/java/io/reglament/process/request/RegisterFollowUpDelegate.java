package io.reglament.process.request;

import io.reglament.process.engine.CurrentActor;
import io.reglament.request.FollowUps;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Closes the request and registers the remarks as one of their own (T-17). */
@Component
class RegisterFollowUpDelegate implements JavaDelegate {

    private final FollowUps followUps;
    private final CurrentActor actor;

    RegisterFollowUpDelegate(FollowUps followUps, CurrentActor actor) {
        this.followUps = followUps;
        this.actor = actor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        followUps.replace(step.requestId(), actor.id(), step.cause());
    }
}
