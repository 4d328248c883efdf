package io.reglament.process.request;

import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestStages;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Records who claims a stage. */
@Component
class StageTakeOverListener implements TaskListener {

    private final RequestStages stages;
    private final CurrentActor actor;

    StageTakeOverListener(RequestStages stages, CurrentActor actor) {
        this.stages = stages;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        stages.takeOver(
                (Long) task.getVariable(Variables.REQUEST_ID),
                (Integer) task.getVariable(Variables.STAGE_NO),
                task.getAssignee(),
                actor.id(),
                task.getTaskDefinitionKey());
    }
}
