package io.reglament.process.request;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Registers a request under the right product that first line recognised. */
@Component
class RegisterElsewhereDelegate implements JavaDelegate {

    private final InFlightSteps steps;

    RegisterElsewhereDelegate(InFlightSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.move(Step.of(execution));
    }
}
