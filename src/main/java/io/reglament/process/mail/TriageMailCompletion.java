package io.reglament.process.mail;

import io.reglament.crm.Customers;
import io.reglament.crm.ProductProfile;
import io.reglament.mail.SenderRules;
import io.reglament.mail.SenderRules.Verdict;
import io.reglament.mail.TriagedMail;
import io.reglament.process.request.CompletionMessages;
import io.reglament.process.request.Outcomes;
import io.reglament.process.request.Submission;
import io.reglament.process.request.TaskCompletion;
import io.reglament.process.request.Variables;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** First line tells what a mail is (C-41). */
@Component
class TriageMailCompletion implements TaskCompletion {

    static final String TASK = "Task_TriageMail";

    private final Customers customers;
    private final Requests requests;
    private final TriagedMail mails;
    private final SenderRules senders;
    private final CompletionMessages messages;

    TriageMailCompletion(
            Customers customers,
            Requests requests,
            TriagedMail mails,
            SenderRules senders,
            CompletionMessages messages) {
        this.mails = mails;
        this.senders = senders;
        this.messages = messages;
        this.customers = customers;
        this.requests = requests;
    }

    @Override
    public String process() {
        return EngineMailTriage.PROCESS;
    }

    @Override
    public String task() {
        return TASK;
    }

    @Override
    public List<String> outcomes(ProductProfile profile) {
        return List.of(Outcomes.NEW_REQUEST, Outcomes.ATTACH, Outcomes.SPAM, Outcomes.DISCARD);
    }

    @Override
    public void complete(Submission s) {
        String outcome = s.outcome(outcomes(null));
        if (Outcomes.NEW_REQUEST.equals(outcome)) {
            checkSender(s);
        } else if (Outcomes.ATTACH.equals(outcome)) {
            checkRequest(s);
        }
        // Read by the next step, and gone with the process, which ends there.
        String reason = s.text(Variables.REASON);
        boolean setAside = Outcomes.SPAM.equals(outcome) || Outcomes.DISCARD.equals(outcome);
        String sender = sender(s, setAside ? Variables.BLOCK_SENDER : Variables.TRUST_SENDER);
        s.check();
        s.set(Variables.TRIAGE_NOTE, reason);
        if (sender != null) {
            senders.add(s.product(), sender, setAside ? Verdict.BLOCKED : Verdict.TRUSTED, reason, s.actor());
        }
    }

    /** @return the address or {@code @domain} that the person blocks or trusts from now on; null for none */
    private String sender(Submission s, String field) {
        String scope = s.text(field);
        if (scope == null) {
            return null;
        }
        if (!scope.equals("address") && !scope.equals("domain")) {
            s.problemAt(field, "refused.sender.scope", messages.refusal("field." + field), scope);
            return null;
        }
        String address = mails.view((Long) s.raw(Variables.INBOUND_MAIL_ID)).sender();
        if (address == null) {
            s.problem("refused.sender.none");
            return null;
        }
        String sender = scope.equals("address") ? address : address.substring(address.lastIndexOf('@'));
        if (senders.isOurs(sender)) {
            s.problem("refused.sender.own", sender);
        }
        return sender;
    }

    private void checkSender(Submission s) {
        String email = s.email(Variables.CONTACT_EMAIL);
        String contact = s.text(Variables.CONTACT_NAME);
        String customer = s.text(Variables.CUSTOMER_NAME);
        String contract = s.text(Variables.CONTRACT_NUMBER);
        String language = s.text(Variables.LANGUAGE);
        if (email == null) {
            s.missing(Variables.CONTACT_EMAIL);
        } else if (customer == null && customers.recognise(email, contact).isEmpty()) {
            s.missing(Variables.CUSTOMER_NAME);
        }
        if (language != null && !List.of("ru", "en").contains(language.toLowerCase(Locale.ROOT))) {
            s.problemAt(Variables.LANGUAGE, "refused.language", language);
        }
        s.set(Variables.CONTACT_EMAIL, email);
        s.set(Variables.CONTACT_NAME, contact);
        s.set(Variables.CUSTOMER_NAME, customer);
        s.set(Variables.CONTRACT_NUMBER, contract);
        s.set(Variables.LANGUAGE, language == null ? "ru" : language);
        s.set(Variables.WHOLE_DOMAIN, s.flag(Variables.WHOLE_DOMAIN));
    }

    private void checkRequest(Submission s) {
        String number = s.required(Variables.REQUEST_NUMBER);
        if (number == null) {
            return;
        }
        String canonical = number.toUpperCase(Locale.ROOT);
        if (requests.find(canonical)
                .map(RequestView::product)
                .filter(s.product()::equals)
                .isEmpty()) {
            s.problemAt(Variables.REQUEST_NUMBER, "refused.request.unknown", number);
        }
        s.set(Variables.REQUEST_NUMBER, canonical);
    }
}
