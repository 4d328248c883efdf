package io.reglament.process.mail;

import io.reglament.mail.TriagedMail;
import io.reglament.process.request.Variables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts the mail back into the outbox. */
@Component
class ResendMailDelegate implements JavaDelegate {

    private final TriagedMail mails;

    ResendMailDelegate(TriagedMail mails) {
        this.mails = mails;
    }

    @Override
    public void execute(DelegateExecution execution) {
        mails.resend((Long) execution.getVariable(Variables.OUTBOUND_MAIL_ID));
    }
}
