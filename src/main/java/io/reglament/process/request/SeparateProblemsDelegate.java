package io.reglament.process.request;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Registers further problems of a request, wherever it stands. */
@Component
class SeparateProblemsDelegate implements JavaDelegate {

    private final InFlightSteps steps;

    SeparateProblemsDelegate(InFlightSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.separate(Step.of(execution));
    }
}
