package io.reglament.process.request;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Makes the stages' results the solution. */
@Component
class CollectStagesDelegate implements JavaDelegate {

    private final InFlightSteps steps;

    CollectStagesDelegate(InFlightSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.collectStages(Step.of(execution));
    }
}
