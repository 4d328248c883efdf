package io.reglament.portal;

import io.reglament.crm.Contact;
import io.reglament.mail.SenderRules;
import io.reglament.mail.SenderRules.Verdict;
import io.reglament.request.Participants;
import io.reglament.request.RequestView;
import org.springframework.stereotype.Component;

/**
 * Whom a signed link still lets in. The signature proves only that we once wrote to this person; whether the person has to
 * do with the request is looked up each time.
 */
@Component
class Admission {

    private final Participants participants;
    private final SenderRules senders;

    Admission(Participants participants, SenderRules senders) {
        this.participants = participants;
        this.senders = senders;
    }

    /**
     * @return whether the contact belongs to the request's customer, is who asked, takes part, or acts for the customer
     *     (ECRM-3.5-04, BONUS-4-03), and is not blocked for the product
     */
    boolean admits(Contact contact, RequestView request) {
        return contact.customerId() == request.customerId()
                && (contact.id() == request.contactId()
                        || contact.representative()
                        || contact.curator()
                        || participants.include(request.id(), contact.id()))
                && senders.of(request.product(), contact.email())
                        .filter(Verdict.BLOCKED::equals)
                        .isEmpty();
    }
}
