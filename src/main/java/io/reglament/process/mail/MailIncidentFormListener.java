package io.reglament.process.mail;

import io.reglament.mail.inbox.MailIncidents;
import io.reglament.mail.inbox.MailIncidents.Incident;
import io.reglament.process.request.CompletionMessages;
import io.reglament.process.request.FormOptions;
import io.reglament.process.request.Variables;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Gives the operators' task what its form shows: which mailbox, what is wrong, and the server's words. */
@Component
class MailIncidentFormListener implements TaskListener {

    private static final int LONGEST_DETAIL = 500;

    private final MailIncidents incidents;
    private final MailIncidentCompletion completion;
    private final FormOptions options;
    private final CompletionMessages messages;

    MailIncidentFormListener(
            MailIncidents incidents,
            MailIncidentCompletion completion,
            FormOptions options,
            CompletionMessages messages) {
        this.incidents = incidents;
        this.completion = completion;
        this.options = options;
        this.messages = messages;
    }

    @Override
    public void notify(DelegateTask task) {
        Incident incident = incidents.find((Long) task.getVariable(Variables.INCIDENT_ID));
        task.setVariableLocal(Variables.FORM_SUBJECT, messages.text("form.mailIncident", incident.mailbox()));
        String detail = incident.detail();
        task.setVariableLocal(
                Variables.FORM_CONTEXT,
                messages.text(
                        "form.mailIncident.context",
                        messages.text("mailbox.incident." + incident.kind()),
                        detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail));
        List<String> outcomes = completion.outcomes(null);
        task.setVariableLocal(Variables.OPTIONS, options.of(outcomes, task.getTaskDefinitionKey()));
    }
}
