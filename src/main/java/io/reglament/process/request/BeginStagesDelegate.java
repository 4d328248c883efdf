package io.reglament.process.request;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Begins the stages that the request is divided into (BONUS-10.1-23). */
@Component
class BeginStagesDelegate implements JavaDelegate {

    private final InFlightSteps steps;

    BeginStagesDelegate(InFlightSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.beginStages(Step.of(execution));
    }
}
