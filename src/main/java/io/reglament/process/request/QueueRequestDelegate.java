package io.reglament.process.request;

import io.reglament.request.Archive;
import io.reglament.request.RequestState;
import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts the request in the queue (T-04, BONUS-10.1-30). */
@Component
class QueueRequestDelegate implements JavaDelegate {

    private final RequestWork work;

    QueueRequestDelegate(RequestWork work) {
        this.work = work;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        work.changeState(step.requestId(), RequestState.QUEUED, Archive.SYSTEM, step.cause());
    }
}
