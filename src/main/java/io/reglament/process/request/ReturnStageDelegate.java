package io.reglament.process.request;

import io.reglament.crm.ProductProfiles;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Hands the stage to the account manager, who does it, assigns it anew or drops it. */
@Component
class ReturnStageDelegate implements JavaDelegate {

    private final ProductProfiles profiles;

    ReturnStageDelegate(ProductProfiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        step.set(Variables.ASSIGNEE, null);
        step.set(Variables.STAGE_GROUP, profiles.get(step.product()).groups().closer());
    }
}
