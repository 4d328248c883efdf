package io.reglament.process.request;

import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Somebody of first line takes a request out of the queue (T-05, BONUS-10.1-29, BONUS-10.1-31). */
@Component
class TakeFromQueueListener implements TaskListener {

    private final RequestWork work;
    private final CurrentActor actor;

    TakeFromQueueListener(RequestWork work, CurrentActor actor) {
        this.work = work;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        if (task.getAssignee() != null) {
            work.takeFromQueue((Long) task.getVariable(Variables.REQUEST_ID), actor.id(), task.getTaskDefinitionKey());
        }
    }
}
