package io.reglament.process.request;

import io.reglament.request.NewRequest.Channel;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * Gives a new call to the one person whom the roster names (BONUS-10.1-03, S-07). The rest of first line may still take
 * it over; where several or none are on duty it stays theirs together.
 */
@Component
class OnDutyListener implements TaskListener {

    private final Requests requests;
    private final FirstLine firstLine;

    OnDutyListener(Requests requests, FirstLine firstLine) {
        this.requests = requests;
        this.firstLine = firstLine;
    }

    @Override
    public void notify(DelegateTask task) {
        RequestView request = requests.get((Long) task.getVariable(Variables.REQUEST_ID));
        if (request.channel().equals(Channel.PHONE.name()) && request.state() == RequestState.REGISTERED) {
            firstLine.freeOnDuty(request.product()).ifPresent(task::setAssignee);
        }
    }
}
