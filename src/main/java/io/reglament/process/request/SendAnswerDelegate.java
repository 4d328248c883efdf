package io.reglament.process.request;

import io.reglament.crm.ProductProfile.ConfirmationModel;
import io.reglament.mail.Notifications;
import io.reglament.process.engine.CurrentActor;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.NewRequest.Channel;
import io.reglament.request.RequestWork;
import io.reglament.request.Requests;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** First line's own answer goes to the customer (T-06). */
@Component
class SendAnswerDelegate implements JavaDelegate {

    private final RequestWork work;
    private final Requests requests;
    private final Archive archive;
    private final Notifications notifications;
    private final CurrentActor actor;

    SendAnswerDelegate(
            RequestWork work, Requests requests, Archive archive, Notifications notifications, CurrentActor actor) {
        this.work = work;
        this.requests = requests;
        this.archive = archive;
        this.notifications = notifications;
        this.actor = actor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        work.deliver(step.requestId(), actor.id(), step.cause());
        step.set(
                Variables.CONFIRMATION_STEP,
                ConfirmationStep.first(step.text(Variables.CONFIRMATION_MODEL)).name());
        if (isAnsweredByTelephone(step)) {
            archive.add(step.requestId(), actor.id(), Kind.ORAL_NOTICE, step.cause(), null);
            notifications.answeredOrally(step.requestId(), step.cause(), step.dedupKey());
        } else {
            notifications.answerGiven(step.requestId(), step.cause(), step.dedupKey());
        }
    }

    /** By the channel of the question (OTK-5-01, MEET-5-01), unless the customer has to confirm the answer. */
    private boolean isAnsweredByTelephone(Step step) {
        return ConfirmationModel.NONE.name().equals(step.text(Variables.CONFIRMATION_MODEL))
                && Channel.PHONE.name().equals(requests.get(step.requestId()).channel());
    }
}
