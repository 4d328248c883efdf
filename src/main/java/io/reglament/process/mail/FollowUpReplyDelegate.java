package io.reglament.process.mail;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.mail.InboundMailView;
import io.reglament.mail.TriagedMail;
import io.reglament.process.request.Variables;
import io.reglament.request.FollowUps;
import io.reglament.request.RequestLinks;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Registers a request on remarks that came after the end (BONUS-10.4-07, ECRM-3.3-02). */
@Component
class FollowUpReplyDelegate implements JavaDelegate {

    private final Requests requests;
    private final FollowUps followUps;
    private final RequestLinks links;
    private final Customers customers;
    private final TriagedMail mails;

    FollowUpReplyDelegate(
            Requests requests, FollowUps followUps, RequestLinks links, Customers customers, TriagedMail mails) {
        this.requests = requests;
        this.followUps = followUps;
        this.links = links;
        this.customers = customers;
        this.mails = mails;
    }

    @Override
    public void execute(DelegateExecution execution) {
        RequestView origin = requests.get((Long) execution.getVariable(Variables.REQUEST_ID));
        InboundMailView mail = mails.view((Long) execution.getVariable(Variables.INBOUND_MAIL_ID));
        Contact contact = customers.contact(mail.sender()).orElseGet(() -> customers.contact(origin.contactId()));
        followUps.register(own(origin, contact), contact, mail.text(), mail.id(), execution.getCurrentActivityId());
    }

    /** Of a request that was merged into another customer's, the own one: the other is none of this contact's business. */
    private RequestView own(RequestView origin, Contact contact) {
        return origin.customerId() == contact.customerId()
                ? origin
                : links.joined(origin.id()).stream()
                        .map(requests::get)
                        .filter(joined -> joined.customerId() == contact.customerId())
                        .findFirst()
                        .orElse(origin);
    }
}
