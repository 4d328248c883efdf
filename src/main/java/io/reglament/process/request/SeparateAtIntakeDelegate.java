package io.reglament.process.request;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Registers further problems that first line found in the mail. */
@Component
class SeparateAtIntakeDelegate implements JavaDelegate {

    private final InFlightSteps steps;

    SeparateAtIntakeDelegate(InFlightSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.separate(Step.of(execution));
    }
}
