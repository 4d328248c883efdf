package io.reglament.process.request;

import io.reglament.mail.Notifications;
import io.reglament.request.NewRequest.Channel;
import io.reglament.request.Requests;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the customer the number (N-01, N-14). */
@Component
class AcknowledgeRequestDelegate implements JavaDelegate {

    private final Requests requests;
    private final Notifications notifications;

    AcknowledgeRequestDelegate(Requests requests, Notifications notifications) {
        this.requests = requests;
        this.notifications = notifications;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        if (requests.get(step.requestId()).channel().equals(Channel.FOLLOW_UP.name())) {
            notifications.followUpRegistered(step.requestId(), step.cause(), step.dedupKey());
        } else {
            notifications.requestRegistered(step.requestId(), step.cause(), step.dedupKey());
        }
    }
}
