package io.reglament.process.request;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Closes what the customer withdrew (T-25). */
@Component
class WithdrawRequestDelegate implements JavaDelegate {

    private final InFlightSteps steps;

    WithdrawRequestDelegate(InFlightSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.withdraw(Step.of(execution));
    }
}
