package io.reglament.process.request;

import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestState;
import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The customer has confirmed; the representative has not yet (T-22). */
@Component
class CompleteRequestDelegate implements JavaDelegate {

    private final RequestWork work;
    private final CurrentActor actor;

    CompleteRequestDelegate(RequestWork work, CurrentActor actor) {
        this.work = work;
        this.actor = actor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        work.changeState(step.requestId(), RequestState.COMPLETED, actor.id(), step.cause());
        step.set(Variables.CONFIRMATION_STEP, ConfirmationStep.SECOND.name());
    }
}
