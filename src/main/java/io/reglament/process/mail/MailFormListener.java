package io.reglament.process.mail;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.InboundMailView;
import io.reglament.mail.TriagedMail;
import io.reglament.process.request.CompletionMessages;
import io.reglament.process.request.FormOptions;
import io.reglament.process.request.TaskCompletions;
import io.reglament.process.request.Variables;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Gives a triage task what its form shows: the mail's head, why it is here, what is known of its sender. */
@Component
class MailFormListener implements TaskListener {

    private final TriagedMail mails;
    private final Customers customers;
    private final ProductProfiles profiles;
    private final TaskCompletions completions;
    private final FormOptions options;
    private final CompletionMessages messages;
    private final ZoneId zone;

    MailFormListener(
            TriagedMail mails,
            Customers customers,
            ProductProfiles profiles,
            TaskCompletions completions,
            FormOptions options,
            CompletionMessages messages,
            @Value("${reglament.zone}") ZoneId zone) {
        this.mails = mails;
        this.customers = customers;
        this.profiles = profiles;
        this.completions = completions;
        this.options = options;
        this.messages = messages;
        this.zone = zone;
    }

    @Override
    public void notify(DelegateTask task) {
        String number = (String) task.getVariable(Variables.HINT_NUMBER);
        Long inboundMailId = (Long) task.getVariable(Variables.INBOUND_MAIL_ID);
        if (inboundMailId == null) {
            task.setVariableLocal(Variables.FORM_SUBJECT, messages.text("triage.undeliverable", number));
            task.setVariableLocal(Variables.FORM_CONTEXT, number);
        } else {
            InboundMailView mail = mails.view(inboundMailId);
            show(task, mail, number);
            if (task.getTaskDefinitionKey().equals(TriageMailCompletion.TASK)) {
                propose(task, mail, number);
            }
        }
        task.setVariableLocal(
                Variables.OPTIONS,
                options.of(
                        completions.of(task).outcomes(profiles.get((String) task.getVariable(Variables.PRODUCT))),
                        task.getTaskDefinitionKey()));
    }

    private void show(DelegateTask task, InboundMailView mail, String number) {
        String sender = mail.sender() == null ? messages.text("form.mail.nobody") : mail.sender();
        task.setVariableLocal(Variables.FORM_SUBJECT, messages.text("form.mail", sender, cut(mail.subject())));
        String received = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(messages.language().locale())
                .withZone(zone)
                .format(mail.receivedAt());
        String reason = messages.text("triage." + task.getVariable(Variables.TRIAGE_REASON), number);
        task.setVariableLocal(Variables.FORM_CONTEXT, messages.text("form.mail.context", reason, received));
    }

    /** Into the process, not the task: what the form hands in must outlive the task. */
    private void propose(DelegateTask task, InboundMailView mail, String number) {
        Contact known =
                mail.sender() == null ? null : customers.contact(mail.sender()).orElse(null);
        task.setVariable(Variables.CONTACT_EMAIL, mail.sender());
        task.setVariable(Variables.CONTACT_NAME, known == null ? cut(mail.senderName()) : known.name());
        task.setVariable(Variables.CUSTOMER_NAME, known == null ? null : known.customerName());
        task.setVariable(Variables.LANGUAGE, (known == null ? messages.language() : known.language()).code());
        task.setVariable(Variables.REQUEST_NUMBER, number);
    }

    private static String cut(String text) {
        return text == null || text.length() <= 250 ? text : text.substring(0, text.offsetByCodePoints(0, 200));
    }
}
