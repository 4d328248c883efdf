package io.reglament.process.request;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends a duplicate that first line recognised. */
@Component
class JoinDuplicateDelegate implements JavaDelegate {

    private final InFlightSteps steps;

    JoinDuplicateDelegate(InFlightSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.merge(Step.of(execution));
    }
}
