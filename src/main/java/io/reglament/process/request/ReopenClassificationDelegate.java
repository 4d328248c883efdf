package io.reglament.process.request;

import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestState;
import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Remarks on first line's own answer: nobody else has worked on it yet. */
@Component
class ReopenClassificationDelegate implements JavaDelegate {

    private final RequestWork work;
    private final CurrentActor actor;

    ReopenClassificationDelegate(RequestWork work, CurrentActor actor) {
        this.work = work;
        this.actor = actor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        work.changeState(step.requestId(), RequestState.REGISTERED, actor.id(), step.cause());
    }
}
