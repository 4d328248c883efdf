package io.reglament.process.request;

import io.reglament.process.engine.CurrentActor;
import io.reglament.request.Releases;
import io.reglament.request.RequestState;
import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The release is deployed, or the request taken back (T-13). */
@Component
class EndReleaseWaitDelegate implements JavaDelegate {

    private final RequestWork work;
    private final Releases releases;
    private final CurrentActor actor;

    EndReleaseWaitDelegate(RequestWork work, Releases releases, CurrentActor actor) {
        this.work = work;
        this.releases = releases;
        this.actor = actor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        releases.waitEnded(step.requestId());
        work.changeState(step.requestId(), RequestState.IN_WORK, actor.id(), step.cause());
    }
}
