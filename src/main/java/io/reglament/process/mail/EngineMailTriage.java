package io.reglament.process.mail;

import io.reglament.mail.MailTriage;
import io.reglament.mail.TriageReason;
import io.reglament.process.engine.CurrentActor;
import io.reglament.process.request.CompletionMessages;
import io.reglament.process.request.Variables;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.springframework.stereotype.Component;

/** Starts {@code mail-triage}; a mail that is already being looked at starts nothing. */
@Component
class EngineMailTriage implements MailTriage {

    static final String PROCESS = "mail-triage";
    static final String MAIL_TO_SORT = "mail.toSort";
    static final String REPLY_AFTER_CLOSING = "mail.replyAfterClosing";
    static final String MAIL_UNDELIVERABLE = "mail.undeliverable";

    private final RuntimeService runtime;
    private final Requests requests;
    private final CurrentActor actor;
    private final TaskService tasks;
    private final CompletionMessages messages;

    EngineMailTriage(
            RuntimeService runtime,
            TaskService tasks,
            Requests requests,
            CurrentActor actor,
            CompletionMessages messages) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.messages = messages;
        this.requests = requests;
        this.actor = actor;
    }

    @Override
    public void sort(long inboundMailId, String product, TriageReason reason, String hintNumber) {
        start(
                MAIL_TO_SORT,
                "mail-" + inboundMailId,
                variables(product, hintNumber)
                        .putValue(Variables.INBOUND_MAIL_ID, inboundMailId)
                        .putValue(Variables.TRIAGE_REASON, reason.name()));
    }

    @Override
    public void gathered(long inboundMailId, int mails) {
        actor.asSystem(() -> {
            tasks.createTaskQuery()
                    .processInstanceBusinessKey("mail-" + inboundMailId)
                    .taskDefinitionKey(TriageMailCompletion.TASK)
                    .list()
                    .forEach(task -> {
                        String context = (String) tasks.getVariableLocal(task.getId(), Variables.FORM_CONTEXT);
                        String itself = context.lines().findFirst().orElse("");
                        tasks.setVariableLocal(
                                task.getId(),
                                Variables.FORM_CONTEXT,
                                itself + "\n" + messages.text("form.mail.gathered", mails));
                    });
            return null;
        });
    }

    @Override
    public void reviewReply(long inboundMailId, String product, String number) {
        start(
                REPLY_AFTER_CLOSING,
                "mail-" + inboundMailId,
                variables(product, number)
                        .putValue(Variables.INBOUND_MAIL_ID, inboundMailId)
                        .putValue(Variables.TRIAGE_REASON, TriageReason.REPLY_AFTER_CLOSING.name()));
    }

    @Override
    public void undeliverable(long outboundMailId, String product, String number) {
        start(
                MAIL_UNDELIVERABLE,
                "undelivered-" + outboundMailId,
                variables(product, number).putValue(Variables.OUTBOUND_MAIL_ID, outboundMailId));
    }

    @Override
    public void withdraw(long inboundMailId) {
        actor.asSystem(() -> {
            runtime.createProcessInstanceQuery()
                    .processDefinitionKey(PROCESS)
                    .processInstanceBusinessKey("mail-" + inboundMailId)
                    .list()
                    .forEach(instance ->
                            runtime.deleteProcessInstance(instance.getId(), "The mail is decided again", false, true));
            return null;
        });
    }

    private VariableMap variables(String product, String number) {
        Long requestId = number == null
                ? null
                : requests.find(number).map(RequestView::id).orElse(null);
        return org.camunda.bpm.engine.variable.Variables.createVariables()
                .putValue(Variables.PRODUCT, product)
                .putValue(Variables.HINT_NUMBER, number)
                .putValue(Variables.REQUEST_ID, requestId);
    }

    private void start(String message, String businessKey, VariableMap variables) {
        actor.asSystem(() -> {
            boolean underWay = runtime.createProcessInstanceQuery()
                            .processDefinitionKey(PROCESS)
                            .processInstanceBusinessKey(businessKey)
                            .count()
                    > 0;
            return underWay
                    ? null
                    : runtime.createMessageCorrelation(message)
                            .processInstanceBusinessKey(businessKey)
                            .setVariables(variables)
                            .correlateStartMessage();
        });
    }
}
