package io.reglament.process.request;

import io.reglament.mail.Notifications;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks the representatives (N-12). */
@Component
class AskForClosureDelegate implements JavaDelegate {

    private final Notifications notifications;

    AskForClosureDelegate(Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        notifications.closureQuestioned(step.requestId(), step.cause(), step.dedupKey());
    }
}
