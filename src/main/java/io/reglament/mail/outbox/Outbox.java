package io.reglament.mail.outbox;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.budget.HoldReason;
import io.reglament.mail.budget.LoopBudgets;
import io.reglament.mail.budget.LoopBudgets.AutomaticMail;
import io.reglament.mail.content.CleanText;
import io.reglament.mail.outbox.OutboundMails.NewOutboundMail;
import io.reglament.mail.threading.MessageIds;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.Conversation;
import io.reglament.request.NewMessage;
import io.reglament.request.Participants;
import io.reglament.request.RequestView;
import java.net.IDN;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes mails in the caller's transaction and has them delivered after its commit (mail rule OUT-1). */
@Service
public class Outbox {

    private final OutboundMails mails;
    private final MessageIds messageIds;
    private final MailComposer composer;
    private final ThreadHeaders threads;
    private final Customers customers;
    private final Participants participants;
    private final MailTexts texts;
    private final Conversation conversation;
    private final Archive archive;
    private final ProductProfiles profiles;
    private final LoopBudgets budgets;
    private final Deliveries deliveries;
    private final Clock clock;

    Outbox(
            OutboundMails mails,
            MessageIds messageIds,
            MailComposer composer,
            ThreadHeaders threads,
            Customers customers,
            Participants participants,
            MailTexts texts,
            Conversation conversation,
            Archive archive,
            ProductProfiles profiles,
            LoopBudgets budgets,
            Deliveries deliveries,
            Clock clock) {
        this.mails = mails;
        this.messageIds = messageIds;
        this.composer = composer;
        this.threads = threads;
        this.customers = customers;
        this.participants = participants;
        this.texts = texts;
        this.conversation = conversation;
        this.archive = archive;
        this.profiles = profiles;
        this.budgets = budgets;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** @return whether a mail with this key was taken before */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean knows(String dedupKey) {
        return mails.knows(dedupKey);
    }

    /**
     * Writes the mail, files it with the request and schedules its delivery; nothing, if the key was used before. What
     * goes to the request's contact goes as a copy to everybody who takes part. A letter to the vendor's own people
     * stands in the archive, not in the conversation with the customer.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void post(RequestView request, Letter letter, String cause, String dedupKey) {
        write(request, letter, cause, dedupKey);
        if (letter.kind().toStaff()
                || !letter.recipient()
                        .email()
                        .equals(customers.contact(request.contactId()).email())) {
            return;
        }
        for (Contact participant : participants.of(request.id())) {
            Letter copy = letter.copyFor(
                    Addressee.of(participant),
                    texts.get(
                            participant.language(),
                            "copy.intro",
                            request.number(),
                            letter.recipient().displayName()),
                    texts.get(participant.language(), "copy.next"));
            write(request, copy, cause, dedupKey + ":copy:" + participant.id());
        }
    }

    private void write(RequestView request, Letter letter, String cause, String dedupKey) {
        ProductProfile profile = profiles.get(request.product());
        long id = mails.nextId();
        String recipient = letter.recipient().email();
        String domain =
                IDN.toASCII(profile.mailbox().substring(profile.mailbox().indexOf('@') + 1));
        String messageId =
                messageIds.create(request.id(), id, recipient, letter.kind().reply(), domain);
        boolean toStaff = letter.kind().toStaff();
        ThreadHeaders.Thread thread =
                toStaff ? threads.ofOurs(letter.threadOf(), recipient) : threads.of(letter.threadOf(), recipient);
        MailComposer.Composed mail = composer.compose(profile, request, letter, messageId, thread, clock.instant());
        boolean isNew = mails.insert(new NewOutboundMail(
                id,
                request.id(),
                request.product(),
                letter.kind().name(),
                dedupKey,
                messageId,
                profile.mailbox(),
                recipient,
                mail.returnPath(),
                mail.subject(),
                mail.source(),
                null));
        if (!isNew) {
            return;
        }
        if (toStaff) {
            archive.add(
                    request.id(),
                    Archive.SYSTEM,
                    ArchiveEntry.Kind.MAIL_OUT,
                    cause,
                    recipient + ": " + CleanText.line(mail.subject(), 500));
        } else {
            file(request, id, recipient, messageId, profile.mailbox(), mail, cause);
        }
        Optional<HoldReason> held = budget(request, letter);
        if (held.isPresent()) {
            hold(request, id, recipient, held.get(), cause);
            return;
        }
        deliveries.schedule(List.of(id));
    }

    /** What a program writes to customers of its own accord has a budget; what a person wrote always leaves (AU-7). */
    private Optional<HoldReason> budget(RequestView request, Letter letter) {
        return letter.kind().toStaff() || letter.kind().autoSubmitted() == null
                ? Optional.empty()
                : budgets.holds(new AutomaticMail(
                        request.id(),
                        request.customerId(),
                        request.product(),
                        letter.recipient().email(),
                        letter.kind().isReaction()));
    }

    private void hold(RequestView request, long id, String recipient, HoldReason reason, String cause) {
        mails.hold(id, reason.name());
        archive.add(
                request.id(),
                Archive.SYSTEM,
                ArchiveEntry.Kind.DELIVERY,
                cause,
                "mail to " + recipient + " held back: " + reason);
    }

    private void file(
            RequestView request,
            long id,
            String recipient,
            String messageId,
            String mailbox,
            MailComposer.Composed mail,
            String cause) {
        conversation.file(
                request.id(),
                new NewMessage(
                        NewMessage.Direction.OUT,
                        clock.instant(),
                        mailbox,
                        recipient,
                        CleanText.line(mail.subject(), 500),
                        mail.text(),
                        mail.html(),
                        messageId,
                        null,
                        id,
                        List.of()),
                Archive.SYSTEM,
                cause);
    }

    /** Sends a mail that had failed for good once more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void resend(long outboundMailId) {
        if (mails.reset(outboundMailId)) {
            deliveries.again(outboundMailId);
        }
    }

    /**
     * Sends a mail that was held back.
     *
     * @param person user id
     * @return false if it is not held any more
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean release(long outboundMailId, String person) {
        boolean held = mails.release(outboundMailId, person);
        if (held) {
            deliveries.again(outboundMailId);
        }
        return held;
    }

    /**
     * Never sends a mail that was held back; its row stays.
     *
     * @param person user id
     * @return false if it is not held any more
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean drop(long outboundMailId, String person) {
        return mails.drop(outboundMailId, person);
    }
}
