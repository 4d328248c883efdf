package io.reglament.mail;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.mail.budget.UndeliverableAddresses;
import io.reglament.mail.content.MailAddress;
import io.reglament.mail.content.MailAttachment;
import io.reglament.mail.content.MailReader;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.inbox.GatheredMails;
import io.reglament.mail.inbox.InboundMail;
import io.reglament.mail.inbox.InboundMails;
import io.reglament.mail.inbox.MailFiling;
import io.reglament.mail.outbox.Outbox;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.util.NoSuchElementException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a person's decision about a mail does; called by the process {@code mail-triage} in its transaction. */
@Service
public class TriagedMail {

    private static final String BY_PERSON = "person";

    private final MailReader reader;
    private final InboundMails mails;
    private final MailFiling filing;
    private final GatheredMails gathered;
    private final Requests requests;
    private final Customers customers;
    private final Outbox outbox;
    private final UndeliverableAddresses addresses;

    TriagedMail(
            MailReader reader,
            InboundMails mails,
            MailFiling filing,
            GatheredMails gathered,
            Requests requests,
            Customers customers,
            Outbox outbox,
            UndeliverableAddresses addresses) {
        this.reader = reader;
        this.addresses = addresses;
        this.mails = mails;
        this.filing = filing;
        this.gathered = gathered;
        this.requests = requests;
        this.customers = customers;
        this.outbox = outbox;
    }

    /**
     * Registers a new request from the mail, under the contact. What waited under the same task is decided again by the
     * rules: each other mail of a customer is a request of its own.
     *
     * @return the request's number; the same one if the mail is a request already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String registerAsRequest(long inboundMailId, Contact contact, String cause) {
        InboundMail mail = lock(inboundMailId);
        if (mail.outcome() == MailOutcome.REQUEST) {
            return requests.get(mail.requestId()).number();
        }
        RequestView request = filing.register(mail, reader.readOrKeep(mail.raw()), contact, cause);
        mails.decide(mail.id(), MailOutcome.REQUEST, null, BY_PERSON, request.id());
        gathered.release(mail.id());
        return request.number();
    }

    /**
     * Files the mail with a request and tells the request that its customer replied. The sender counts as the request's
     * own contact where the address is not known: a person has looked at it. So is what waited under the same task.
     *
     * @throws io.reglament.request.RequestNotFound if there is no such request
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void attach(long inboundMailId, String number, String cause) {
        attachOne(inboundMailId, number, cause);
        gathered.of(inboundMailId).forEach(id -> attachOne(id, number, cause));
    }

    private void attachOne(long inboundMailId, String number, String cause) {
        InboundMail mail = lock(inboundMailId);
        RequestView request = requests.get(number);
        if (mail.outcome() == MailOutcome.REPLY && Long.valueOf(request.id()).equals(mail.requestId())) {
            return;
        }
        ParsedMail parsed = reader.readOrKeep(mail.raw());
        Contact sender = (parsed.sender() == null
                        ? customers.contact("")
                        : customers.contact(parsed.sender().canonical()))
                .orElseGet(() -> customers.contact(request.contactId()));
        String reason = filing.reply(mail, parsed, request, sender, cause);
        mails.decide(mail.id(), MailOutcome.REPLY, reason, BY_PERSON, request.id());
    }

    /**
     * Sets the mail aside, and what waited under the same task: spam as BLOCKED, anything else as DISCARDED, with the
     * person's reason.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void discard(long inboundMailId, boolean spam, String reason, String cause) {
        discardOne(inboundMailId, spam, reason);
        gathered.of(inboundMailId).forEach(id -> discardOne(id, spam, reason));
    }

    private void discardOne(long inboundMailId, boolean spam, String reason) {
        InboundMail mail = lock(inboundMailId);
        mails.decide(
                mail.id(), spam ? MailOutcome.BLOCKED : MailOutcome.DISCARDED, reason, BY_PERSON, mail.requestId());
    }

    /** @throws NoSuchElementException if there is no such mail */
    @Transactional(readOnly = true)
    public InboundMailView view(long inboundMailId) {
        InboundMail mail = mails.find(inboundMailId)
                .orElseThrow(() -> new NoSuchElementException("there is no mail with id " + inboundMailId));
        ParsedMail parsed = reader.readOrKeep(mail.raw());
        MailAddress sender = parsed.sender();
        return new InboundMailView(
                mail.id(),
                mail.product(),
                mail.mailbox(),
                mail.receivedAt(),
                sender == null ? null : sender.email(),
                sender == null ? null : sender.name(),
                parsed.subject(),
                parsed.text(),
                parsed.html(),
                parsed.attachments().stream().map(MailAttachment::fileName).toList(),
                mail.outcome(),
                mail.reason(),
                mail.size(),
                parsed.sentAt(mail.receivedAt()),
                parsed.notes());
    }

    /** Sends an undeliverable mail again, with the same Message-ID; nothing, if it is on its way or has left. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void resend(long outboundMailId) {
        addresses.forget(outboundMailId);
        outbox.resend(outboundMailId);
    }

    private InboundMail lock(long inboundMailId) {
        return mails.lock(inboundMailId)
                .orElseThrow(() -> new NoSuchElementException("there is no mail with id " + inboundMailId));
    }
}
