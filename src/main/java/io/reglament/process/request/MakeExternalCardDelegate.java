package io.reglament.process.request;

import io.reglament.request.ExternalCards;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Makes the request's card in the vendor's external tracker (ECRM-3.4-01). */
@Component
class MakeExternalCardDelegate implements JavaDelegate {

    private final ExternalCards cards;

    MakeExternalCardDelegate(ExternalCards cards) {
        this.cards = cards;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        cards.make(step.requestId(), step.cause());
    }
}
