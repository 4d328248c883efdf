package io.reglament.mail;

import io.reglament.crm.Contact;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a person's decision about a mail does; called by the process {@code mail-triage} in its transaction. */
@Service
public class TriagedMail {

    /**
     * Registers a new request from the mail, under the contact.
     *
     * @return the request's number
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String registerAsRequest(long inboundMailId, Contact contact, String cause) {
        throw new UnsupportedOperationException();
    }

    /**
     * Files the mail with a request and tells the request that its customer replied.
     *
     * @throws io.reglament.request.RequestNotFound if there is no such request
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void attach(long inboundMailId, String number, String cause) {
        throw new UnsupportedOperationException();
    }

    /** Sets the mail aside: spam as BLOCKED, anything else as DISCARDED, with the person's reason. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void discard(long inboundMailId, boolean spam, String reason, String cause) {
        throw new UnsupportedOperationException();
    }

    /** @throws java.util.NoSuchElementException if there is no such mail */
    @Transactional(readOnly = true)
    public InboundMailView view(long inboundMailId) {
        throw new UnsupportedOperationException();
    }

    /** Sends an undeliverable mail again, with the same Message-ID. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void resend(long outboundMailId) {
        throw new UnsupportedOperationException();
    }
}
