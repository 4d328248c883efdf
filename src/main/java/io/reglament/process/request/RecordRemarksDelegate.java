package io.reglament.process.request;

import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Archives what the customer wrote as remarks (BONUS-10.4-04). */
@Component
class RecordRemarksDelegate implements JavaDelegate {

    private final RequestWork work;

    RecordRemarksDelegate(RequestWork work) {
        this.work = work;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        work.recordRemarks(step.requestId(), step.cause());
    }
}
