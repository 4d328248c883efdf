package io.reglament.process.request;

import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Records who claims a specialist's task, so that the same person gets the request back (BONUS-10.1-28). */
@Component
class TakeOverListener implements TaskListener {

    private final RequestWork work;
    private final CurrentActor actor;

    TakeOverListener(RequestWork work, CurrentActor actor) {
        this.work = work;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        work.takeOver(
                (Long) task.getVariable(Variables.REQUEST_ID),
                task.getAssignee(),
                actor.id(),
                task.getTaskDefinitionKey());
        task.setVariable(Variables.ASSIGNEE, task.getAssignee());
    }
}
