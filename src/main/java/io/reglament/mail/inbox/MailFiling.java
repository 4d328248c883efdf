package io.reglament.mail.inbox;

import io.reglament.crm.Contact;
import io.reglament.crm.Language;
import io.reglament.mail.MailTriage;
import io.reglament.mail.ReplyIntent;
import io.reglament.mail.TriageReason;
import io.reglament.mail.budget.UndeliverableAddresses;
import io.reglament.mail.content.ContentNote;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.content.ReplyText;
import io.reglament.mail.outbox.MailTexts;
import io.reglament.request.Conversation;
import io.reglament.request.NewMessage;
import io.reglament.request.NewMessage.NewAttachment;
import io.reglament.request.NewRequest;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.RequestWork;
import io.reglament.request.Requests;
import io.reglament.request.Requests.ReplyEffect;
import io.reglament.request.Withdrawals;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes a mail part of a request: a new one, or the one that it answers. */
@Service
public class MailFiling {

    /** What needs no answer once a request has ended. */
    private static final Set<ReplyIntent.Meaning> HARMLESS =
            Set.of(ReplyIntent.Meaning.CONFIRM, ReplyIntent.Meaning.THANKS);

    private final Requests requests;
    private final Conversation conversation;
    private final ReplyIntent intent;
    private final MailTriage triage;
    private final Withdrawals withdrawals;
    private final RequestWork work;
    private final UndeliverableAddresses undeliverable;
    private final EntityManager entities;
    private final MailTexts texts;

    MailFiling(
            Requests requests,
            Conversation conversation,
            ReplyIntent intent,
            MailTriage triage,
            Withdrawals withdrawals,
            RequestWork work,
            UndeliverableAddresses undeliverable,
            EntityManager entities,
            MailTexts texts) {
        this.requests = requests;
        this.conversation = conversation;
        this.intent = intent;
        this.triage = triage;
        this.withdrawals = withdrawals;
        this.work = work;
        this.undeliverable = undeliverable;
        this.entities = entities;
        this.texts = texts;
    }

    /** Registers a request, files the mail with it and starts its process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public RequestView register(InboundMail mail, ParsedMail parsed, Contact contact, String cause) {
        RequestView request = requests.register(new NewRequest(
                mail.product(),
                contact,
                NewRequest.Channel.EMAIL,
                subject(parsed, contact.language()),
                text(parsed, contact.language()),
                cause,
                null));
        file(mail, parsed, request.id(), contact.email(), contact.language(), cause);
        requests.start(request.id(), parsed.text());
        return request;
    }

    /**
     * Files a customer's reply and tells the request.
     *
     * @return why a person reviews it now, a {@link TriageReason}'s name; null if nobody needs to
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String reply(InboundMail mail, ParsedMail parsed, RequestView request, Contact sender, String cause) {
        file(mail, parsed, request.id(), sender.email(), request.language(), cause);
        undeliverable.forget(request.id(), sender.email());
        String words = ReplyText.words(parsed);
        if (sender.customerId() != request.customerId()) {
            // The customer of a request that was merged into this one: kept, but never an answer for this customer.
            // What
            // there is to say to the result, a person reads.
            return RequestState.unanswered().contains(request.state()) ? null : review(mail, request, words);
        }
        if (withdrawals.isOpenTo(request)
                && intent.read(words) == ReplyIntent.Meaning.WITHDRAW
                && withdrawals.byCustomer(request.number(), sender, parsed.text(), cause)) {
            return null;
        }
        ReplyEffect effect = requests.customerReplied(request.number(), sender, words);
        return effect == ReplyEffect.AFTER_CLOSING ? review(mail, request, words) : null;
    }

    private String review(InboundMail mail, RequestView request, String words) {
        if (HARMLESS.contains(intent.read(words))) {
            return null;
        }
        triage.reviewReply(mail.id(), request.product(), request.number());
        return TriageReason.REPLY_AFTER_CLOSING.name();
    }

    /** Keeps an automatic mail with the request, whose state does not change (mail rule AU-3). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(InboundMail mail, ParsedMail parsed, long requestId, String cause) {
        String sender = parsed.sender() == null ? "unknown" : parsed.sender().email();
        file(mail, parsed, requestId, sender, requests.get(requestId).language(), cause);
    }

    /**
     * Files what one of our own people writes as an internal note, which customers never see; the assignee's first one
     * begins the work (T-09). An absence notice of theirs is kept the same way, and begins nothing.
     *
     * @param person user id
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(
            InboundMail mail, ParsedMail parsed, RequestView request, String person, boolean written, String cause) {
        conversation.file(
                request.id(),
                new NewMessage(
                        NewMessage.Direction.NOTE,
                        mail.receivedAt(),
                        person,
                        "",
                        subject(parsed, request.language()),
                        ReplyText.own(parsed),
                        null,
                        null,
                        mail.id(),
                        null,
                        attachments(parsed)),
                person,
                cause);
        entities.flush();
        if (written && person.equals(request.assignee())) {
            work.begin(request.id(), person, cause);
        }
    }

    private static List<NewAttachment> attachments(ParsedMail parsed) {
        return parsed.attachments().stream()
                .map(a -> new NewAttachment(a.fileName(), a.contentType(), a.contentId(), a.content()))
                .toList();
    }

    private void file(
            InboundMail mail, ParsedMail parsed, long requestId, String sender, Language language, String cause) {
        conversation.file(
                requestId,
                new NewMessage(
                        NewMessage.Direction.IN,
                        mail.receivedAt(),
                        sender,
                        parsed.recipients().isEmpty() ? mail.mailbox() : parsed.recipients(),
                        subject(parsed, language),
                        text(parsed, language),
                        parsed.html(),
                        parsed.messageId(),
                        mail.id(),
                        null,
                        attachments(parsed)),
                "customer:" + sender.toLowerCase(Locale.ROOT),
                cause);
        // The ledger's row refers to the request, which JPA may not have written yet.
        entities.flush();
    }

    /** An encrypted mail without a word says that it is one (mail rule PA-10). */
    private String text(ParsedMail parsed, Language language) {
        return parsed.text().isEmpty()
                        && parsed.notes().stream().anyMatch(note -> note.kind() == ContentNote.Kind.ENCRYPTED)
                ? texts.get(language, "text.encrypted")
                : parsed.text();
    }

    private String subject(ParsedMail parsed, Language language) {
        return parsed.subject().isEmpty() ? texts.get(language, "subject.none") : parsed.subject();
    }
}
