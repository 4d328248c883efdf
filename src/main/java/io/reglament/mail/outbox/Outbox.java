package io.reglament.mail.outbox;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.budget.HoldReason;
import io.reglament.mail.budget.LoopBudgets;
import io.reglament.mail.budget.LoopBudgets.AutomaticMail;
import io.reglament.mail.content.CleanText;
import io.reglament.mail.outbox.LetterStore.Place;
import io.reglament.mail.outbox.LetterStore.Stored;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.Conversation;
import io.reglament.request.NewMessage;
import io.reglament.request.Participants;
import io.reglament.request.RequestView;
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
    private final LetterStore letters;
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
            LetterStore letters,
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
        this.letters = letters;
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
        String recipient = letter.recipient().email();
        Place place = letters.place(request, letter.kind(), recipient);
        Stored stored = letters.store(request, letter, place, null, dedupKey);
        if (!stored.isNew()) {
            return;
        }
        if (letter.kind().toStaff()) {
            archive.add(
                    request.id(),
                    Archive.SYSTEM,
                    ArchiveEntry.Kind.MAIL_OUT,
                    cause,
                    recipient + ": " + CleanText.line(stored.mail().subject(), 500));
        } else {
            file(request, place, recipient, stored.mail(), cause);
        }
        Optional<HoldReason> held = budget(request, letter);
        if (held.isPresent()) {
            hold(request, place.id(), recipient, held.get(), cause);
            return;
        }
        deliveries.schedule(List.of(place.id()));
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

    private void file(RequestView request, Place place, String recipient, MailComposer.Composed mail, String cause) {
        conversation.file(
                request.id(),
                new NewMessage(
                        NewMessage.Direction.OUT,
                        clock.instant(),
                        profiles.get(request.product()).mailbox(),
                        recipient,
                        CleanText.line(mail.subject(), 500),
                        mail.text(),
                        mail.html(),
                        place.messageId(),
                        null,
                        place.id(),
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
