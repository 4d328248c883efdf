package io.reglament.process.request;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Lets the deadlines run again (T-26). */
@Component
class ResumeDeadlinesDelegate implements JavaDelegate {

    private final InFlightSteps steps;

    ResumeDeadlinesDelegate(InFlightSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.resume(Step.of(execution));
    }
}
