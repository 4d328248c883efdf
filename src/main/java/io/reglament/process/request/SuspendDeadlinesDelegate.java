package io.reglament.process.request;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Stops the deadlines: force majeure (T-26). */
@Component
class SuspendDeadlinesDelegate implements JavaDelegate {

    private final InFlightSteps steps;

    SuspendDeadlinesDelegate(InFlightSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.suspend(Step.of(execution));
    }
}
