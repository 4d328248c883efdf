package io.reglament.process.request;

import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestStages;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Marks the stage done; after the last one its request goes on. */
@Component
class FinishStageDelegate implements JavaDelegate {

    private final RequestStages stages;
    private final CurrentActor actor;

    FinishStageDelegate(RequestStages stages, CurrentActor actor) {
        this.stages = stages;
        this.actor = actor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        stages.finish(step.requestId(), step.number(Variables.STAGE_NO), actor.id(), step.cause());
    }
}
