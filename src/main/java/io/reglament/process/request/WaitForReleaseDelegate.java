package io.reglament.process.request;

import io.reglament.process.engine.CurrentActor;
import io.reglament.request.Releases;
import io.reglament.request.RequestState;
import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The fix comes with a release (T-13). */
@Component
class WaitForReleaseDelegate implements JavaDelegate {

    private final RequestWork work;
    private final Releases releases;
    private final CurrentActor actor;

    WaitForReleaseDelegate(RequestWork work, Releases releases, CurrentActor actor) {
        this.work = work;
        this.releases = releases;
        this.actor = actor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        work.changeState(step.requestId(), RequestState.WAITING_RELEASE, actor.id(), step.cause());
        releases.await(step.requestId(), step.text(Variables.RELEASE), actor.id(), step.cause());
    }
}
