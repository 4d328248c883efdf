package io.reglament.mail.outbox;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.content.CleanText;
import io.reglament.mail.outbox.LetterStore.Place;
import io.reglament.request.Attachments.Attached;
import io.reglament.request.Conversation;
import io.reglament.request.FileLinks;
import io.reglament.request.NewMessage;
import io.reglament.request.RequestView;
import jakarta.mail.internet.AddressException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What our people write to customers in their own words: one message of the conversation, and one mail to each of its
 * readers, who see each other. Files that would make the mail too large become signed links.
 */
@Service
public class Correspondence {

    /** What headers, words and the borders of the parts take at most beside the words themselves. */
    private static final long FRAME_BYTES = 8 * 1024;

    private final LetterStore letters;
    private final Customers customers;
    private final Conversation conversation;
    private final ProductProfiles profiles;
    private final FileLinks links;
    private final MailTexts texts;
    private final OutboxSettings settings;
    private final Deliveries deliveries;
    private final Clock clock;

    Correspondence(
            LetterStore letters,
            Customers customers,
            Conversation conversation,
            ProductProfiles profiles,
            FileLinks links,
            MailTexts texts,
            OutboxSettings settings,
            Deliveries deliveries,
            Clock clock) {
        this.letters = letters;
        this.customers = customers;
        this.conversation = conversation;
        this.profiles = profiles;
        this.links = links;
        this.texts = texts;
        this.settings = settings;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /**
     * What a person sends.
     *
     * @param text in the customer's language
     * @param copies addresses beside the request's contact
     * @param author user id
     * @param cause as the archive keeps it
     * @param dedupKey a second letter with it is refused by the database
     */
    public record Words(String text, List<String> copies, String author, String cause, String dedupKey) {}

    /** @return whether a mail can be sent to this address */
    public static boolean isAddress(String address) {
        try {
            WireAddress.of(address);
            return true;
        } catch (AddressException e) {
            return false;
        }
    }

    /**
     * Writes the mails, files them as one message of the request and schedules their delivery.
     *
     * @param enclose makes the files part of the message, whose id it is given
     * @return the message's id
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long send(RequestView request, Words words, LongFunction<List<Attached>> enclose) {
        ProductProfile profile = profiles.get(request.product());
        Contact contact = customers.contact(request.contactId());
        Place first = letters.place(request, Letter.Kind.REPLY, contact.email());
        String recipients = String.join(
                ", ",
                Stream.concat(Stream.of(contact.email()), words.copies().stream())
                        .toList());
        long message = conversation.file(
                request.id(),
                new NewMessage(
                        NewMessage.Direction.OUT,
                        clock.instant(),
                        profile.mailbox(),
                        recipients,
                        CleanText.line(HeaderText.subject(request.number(), request.subject()), 500),
                        words.text(),
                        null,
                        first.messageId(),
                        null,
                        first.id(),
                        List.of()),
                words.author(),
                words.cause());
        Letter letter = letter(request, contact, words, enclose.apply(message));
        List<Long> ids = new ArrayList<>();
        store(request, letter, first, null, words.dedupKey());
        ids.add(first.id());
        for (String copy : words.copies()) {
            Place place = letters.place(request, Letter.Kind.REPLY, copy);
            Letter same = letter.asCopyFor(new Addressee(null, copy, contact.language()));
            store(request, same, place, first.id(), words.dedupKey() + ":" + copy);
            ids.add(place.id());
        }
        deliveries.schedule(ids);
        return message;
    }

    private void store(RequestView request, Letter letter, Place place, Long copyOf, String dedupKey) {
        if (!letters.store(request, letter, place, copyOf, dedupKey).isNew()) {
            throw new IllegalStateException("sent before: " + dedupKey);
        }
    }

    private Letter letter(RequestView request, Contact contact, Words words, List<Attached> files) {
        Language language = contact.language();
        List<Attached> linked = tooLarge(words.text(), files);
        Letter.Draft draft = Letter.draft(Letter.Kind.REPLY, Addressee.of(contact), request.id())
                .intro(words.text())
                .copies(words.copies())
                .files(files.stream().filter(file -> !linked.contains(file)).toList());
        if (!linked.isEmpty()) {
            String until = links.expiry().atZone(ZoneOffset.UTC).toLocalDate().toString();
            draft.items(texts.get(language, "reply.links", until), List.of());
            linked.forEach(file -> draft.link(file.fileName(), links.link(file.id())));
        }
        return draft.next(null);
    }

    /** @return the largest files, so many that the rest travels in the mail */
    private List<Attached> tooLarge(String text, List<Attached> files) {
        // The words are there twice, and Cyrillic takes three bytes for each of its own in quoted-printable.
        long total = FRAME_BYTES + 12L * text.length();
        for (Attached file : files) {
            total += Base64Lines.length(file.size());
        }
        List<Attached> linked = new ArrayList<>();
        List<Attached> largestFirst = files.stream()
                .sorted(Comparator.comparingLong(Attached::size).reversed())
                .toList();
        for (Attached file : largestFirst) {
            if (total <= settings.sizeLimit().toBytes()) {
                break;
            }
            linked.add(file);
            total -= Base64Lines.length(file.size());
        }
        return linked;
    }
}
