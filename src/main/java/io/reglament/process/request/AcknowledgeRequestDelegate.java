package io.reglament.process.request;

import io.reglament.mail.InFlightNotifications;
import io.reglament.mail.Notifications;
import io.reglament.request.NewRequest.Channel;
import io.reglament.request.RequestLinks;
import io.reglament.request.Requests;
import io.reglament.request.Signals;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the customer the number (N-01, N-14), or those on duty what monitoring signalled (N-17). */
@Component
class AcknowledgeRequestDelegate implements JavaDelegate {

    private final Requests requests;
    private final Notifications notifications;
    private final InFlightNotifications inFlight;
    private final RequestLinks links;
    private final Signals signals;

    AcknowledgeRequestDelegate(
            Requests requests,
            Notifications notifications,
            InFlightNotifications inFlight,
            RequestLinks links,
            Signals signals) {
        this.signals = signals;
        this.inFlight = inFlight;
        this.links = links;
        this.requests = requests;
        this.notifications = notifications;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        if (links.movedFrom(step.requestId()).isPresent()) {
            inFlight.requestMoved(step.requestId(), step.cause(), step.dedupKey());
            return;
        }
        // One mail of the request that the problem was in lists all the new numbers.
        if (links.isSeparated(step.requestId())) {
            return;
        }
        Channel channel = Channel.valueOf(requests.get(step.requestId()).channel());
        if (channel == Channel.MONITORING || channel == Channel.INTERNAL) {
            // The customer did not turn to us.
            if (signals.isCritical(step.requestId())) {
                notifications.criticalSignal(
                        step.requestId(), step.text(Variables.CANDIDATE_GROUP), step.cause(), step.dedupKey());
            }
            return;
        }
        if (channel == Channel.FOLLOW_UP) {
            notifications.followUpRegistered(step.requestId(), step.cause(), step.dedupKey());
        } else {
            notifications.requestRegistered(step.requestId(), step.cause(), step.dedupKey());
        }
    }
}
