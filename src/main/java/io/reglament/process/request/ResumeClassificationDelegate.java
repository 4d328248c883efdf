package io.reglament.process.request;

import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestState;
import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The customer has answered first line (T-10). */
@Component
class ResumeClassificationDelegate implements JavaDelegate {

    private final RequestWork work;
    private final CurrentActor actor;

    ResumeClassificationDelegate(RequestWork work, CurrentActor actor) {
        this.work = work;
        this.actor = actor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        work.changeState(step.requestId(), RequestState.REGISTERED, actor.id(), step.cause());
    }
}
