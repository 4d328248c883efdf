package io.reglament.process.request;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Registers the request under the right product, wherever it stands. */
@Component
class MoveRequestDelegate implements JavaDelegate {

    private final InFlightSteps steps;

    MoveRequestDelegate(InFlightSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.move(Step.of(execution));
    }
}
