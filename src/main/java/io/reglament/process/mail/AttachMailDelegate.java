package io.reglament.process.mail;

import io.reglament.mail.TriagedMail;
import io.reglament.process.request.Variables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Files the mail with its request. */
@Component
class AttachMailDelegate implements JavaDelegate {

    private final TriagedMail mails;

    AttachMailDelegate(TriagedMail mails) {
        this.mails = mails;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Long mail = (Long) execution.getVariable(Variables.INBOUND_MAIL_ID);
        mails.attach(mail, (String) execution.getVariable(Variables.REQUEST_NUMBER), execution.getCurrentActivityId());
    }
}
