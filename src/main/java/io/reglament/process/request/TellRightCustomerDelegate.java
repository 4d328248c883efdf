package io.reglament.process.request;

import io.reglament.crm.ProductProfiles;
import io.reglament.mail.Notifications;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the customer to whom the request belongs that it is registered (N-01). */
@Component
class TellRightCustomerDelegate implements JavaDelegate {

    private final ProductProfiles profiles;
    private final Notifications notifications;

    TellRightCustomerDelegate(ProductProfiles profiles, Notifications notifications) {
        this.profiles = profiles;
        this.notifications = notifications;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        if (profiles.get(step.product()).acknowledgement().email()) {
            notifications.requestRegistered(step.requestId(), step.cause(), step.dedupKey());
        }
    }
}
