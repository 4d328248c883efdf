package io.reglament.mail.outbox;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.outbox.OutboundMails.NewOutboundMail;
import io.reglament.mail.threading.MessageIds;
import io.reglament.request.RequestView;
import java.net.IDN;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Renders a letter, once, and stores it as a mail that waits for nobody yet (mail rule OUT-1). */
@Component
class LetterStore {

    private final OutboundMails mails;
    private final MessageIds messageIds;
    private final MailComposer composer;
    private final ThreadHeaders threads;
    private final ProductProfiles profiles;
    private final Clock clock;

    LetterStore(
            OutboundMails mails,
            MessageIds messageIds,
            MailComposer composer,
            ThreadHeaders threads,
            ProductProfiles profiles,
            Clock clock) {
        this.mails = mails;
        this.messageIds = messageIds;
        this.composer = composer;
        this.threads = threads;
        this.profiles = profiles;
        this.clock = clock;
    }

    /**
     * The id under which a mail is going to be stored.
     *
     * @param messageId what its Message-ID is going to be, with our token
     */
    record Place(long id, String messageId) {}

    /** @return a new place for a mail of this kind to this address */
    Place place(RequestView request, Letter.Kind kind, String recipient) {
        long id = mails.nextId();
        String mailbox = profiles.get(request.product()).mailbox();
        String domain = IDN.toASCII(mailbox.substring(mailbox.indexOf('@') + 1));
        return new Place(id, messageIds.create(request.id(), id, recipient, kind.reply(), domain));
    }

    /**
     * What became of a letter.
     *
     * @param isNew false if a mail with the same key was stored before: then nothing was
     */
    record Stored(MailComposer.Composed mail, boolean isNew) {}

    /** @param copyOf id of the mail whose copy for another reader it is; null for none */
    Stored store(RequestView request, Letter letter, Place place, Long copyOf, String dedupKey) {
        ProductProfile profile = profiles.get(request.product());
        String recipient = letter.recipient().email();
        ThreadHeaders.Thread thread = letter.kind().toStaff()
                ? threads.ofOurs(letter.threadOf(), recipient)
                : threads.of(letter.threadOf(), recipient);
        MailComposer.Composed mail =
                composer.compose(profile, request, letter, place.messageId(), thread, clock.instant());
        boolean isNew = mails.insert(new NewOutboundMail(
                place.id(),
                request.id(),
                request.product(),
                letter.kind().name(),
                dedupKey,
                place.messageId(),
                profile.mailbox(),
                recipient,
                mail.returnPath(),
                mail.subject(),
                mail.source(),
                copyOf));
        return new Stored(mail, isNew);
    }
}
