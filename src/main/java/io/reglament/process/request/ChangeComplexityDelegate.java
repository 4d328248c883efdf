package io.reglament.process.request;

import io.reglament.crm.ProductProfile.Level;
import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Changes how complex a running request is held to be, and with it the due date (T-11, BONUS-10.1-11). */
@Component
class ChangeComplexityDelegate implements JavaDelegate {

    private final RequestWork work;

    ChangeComplexityDelegate(RequestWork work) {
        this.work = work;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        String complexity = step.text(Variables.NEW_COMPLEXITY);
        work.changeComplexity(step.requestId(), Level.valueOf(complexity), step.act());
        step.set(Variables.COMPLEXITY, complexity);
    }
}
