package io.reglament.process.mail;

import io.reglament.mail.TriagedMail;
import io.reglament.process.request.Variables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sets the mail aside. */
@Component
class DiscardMailDelegate implements JavaDelegate {

    private final TriagedMail mails;

    DiscardMailDelegate(TriagedMail mails) {
        this.mails = mails;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Long mail = (Long) execution.getVariable(Variables.INBOUND_MAIL_ID);
        mails.discard(
                mail, false, (String) execution.getVariable(Variables.TRIAGE_NOTE), execution.getCurrentActivityId());
    }
}
