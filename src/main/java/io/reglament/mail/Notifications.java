package io.reglament.mail;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.ConfirmationModel;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.inbox.Acknowledgeable;
import io.reglament.mail.outbox.Letter;
import io.reglament.mail.outbox.Letter.Fact;
import io.reglament.mail.outbox.Letter.Kind;
import io.reglament.mail.outbox.Letter.Link;
import io.reglament.mail.outbox.Letter.Quote;
import io.reglament.mail.outbox.MailTexts;
import io.reglament.mail.outbox.Outbox;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.CustomerLinks;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the customer is told by mail (requirements 6.6). Each call writes one row of the outbox and files the message
 * with the request, in the caller's transaction; delivery follows after its commit. {@code cause} is the id of the BPMN
 * element; a second call with the same {@code dedupKey} changes nothing.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Notifications {

    private final Requests requests;
    private final Customers customers;
    private final ProductProfiles profiles;
    private final Archive archive;
    private final CustomerLinks customerLinks;
    private final Outbox outbox;
    private final Acknowledgeable acknowledgeable;
    private final MailTexts texts;
    private final int acknowledgementsPerHour;
    private final ZoneId zone;

    Notifications(
            Requests requests,
            Customers customers,
            ProductProfiles profiles,
            Archive archive,
            CustomerLinks customerLinks,
            Outbox outbox,
            Acknowledgeable acknowledgeable,
            MailTexts texts,
            MailSettings settings,
            @Value("${reglament.zone}") ZoneId zone) {
        this.requests = requests;
        this.customers = customers;
        this.profiles = profiles;
        this.archive = archive;
        this.customerLinks = customerLinks;
        this.outbox = outbox;
        this.acknowledgeable = acknowledgeable;
        this.texts = texts;
        this.acknowledgementsPerHour = settings.acknowledgementsPerHour();
        this.zone = zone;
    }

    /**
     * N-01: received, number, what happens next; threads under the customer's own mail. Not sent, but noted in the
     * archive, where the mail came from a program or a list, or the address has had its share (mail rules AU-1, AU-7).
     */
    public void requestRegistered(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        Contact contact = customers.contact(request.contactId());
        if (outbox.knows(dedupKey)) {
            return;
        }
        if (!acknowledgeable.mayAcknowledge(requestId)) {
            note(requestId, cause, "acknowledgement not sent: the mail came from a program or a list");
        } else if (outbox.countRecent(contact.email(), Kind.REGISTERED, Duration.ofHours(1))
                >= acknowledgementsPerHour) {
            note(requestId, cause, "acknowledgement not sent: " + contact.email() + " had its share of this hour");
        } else {
            List<Fact> facts = facts(request, contact.language());
            facts.add(new Fact(
                    texts.get(contact.language(), "fact.registered"),
                    time(request.registeredAt(), contact.language())));
            post(request, contact, Kind.REGISTERED, "registered", facts, null, cause, dedupKey);
        }
    }

    /** N-03: rejected at classification, with the newest archived text of kind REASON. */
    public void requestRejected(long requestId, String cause, String dedupKey) {
        withWords(requestId, Kind.REJECTED, "rejected", ArchiveEntry.Kind.REASON, cause, dedupKey);
    }

    /** N-06: the newest QUESTION, and what the product's regulation asks customers to send. */
    public void clarificationAsked(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        Contact contact = customers.contact(request.contactId());
        Language language = contact.language();
        List<ProductProfile.Text> artefacts = profiles.get(request.product()).clarificationArtefacts();
        Letter letter = new Letter(
                Kind.CLARIFICATION,
                contact,
                requestId,
                texts.get(language, "clarification.intro", request.number()),
                facts(request, language),
                quote(requestId, language, "clarification", ArchiveEntry.Kind.QUESTION),
                artefacts == null
                        ? List.of()
                        : artefacts.stream().map(text -> text.in(language)).toList(),
                texts.get(language, "clarification.items"),
                List.of(),
                texts.get(language, "clarification.next"));
        outbox.post(request, letter, cause, dedupKey);
    }

    /** The first line's own answer: the newest ANSWER; with links where the customer's confirmation counts. */
    public void answerGiven(long requestId, String cause, String dedupKey) {
        result(requestId, Kind.ANSWER, "answer", ArchiveEntry.Kind.ANSWER, cause, dedupKey);
    }

    /** N-08, N-09, N-11: the newest SOLUTION or ANSWER, with links to confirm and to state remarks where these count. */
    public void solutionDelivered(long requestId, String cause, String dedupKey) {
        boolean solved =
                archive.latestText(requestId, ArchiveEntry.Kind.SOLUTION).isPresent();
        ArchiveEntry.Kind words = solved ? ArchiveEntry.Kind.SOLUTION : ArchiveEntry.Kind.ANSWER;
        result(requestId, Kind.SOLUTION, solved ? "solution" : "answer", words, cause, dedupKey);
    }

    /** N-12: asks the customer's representatives to confirm the closure (ECRM-3.5-03). */
    public void closureQuestioned(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        List<Contact> representatives = customers.representatives(request.customerId());
        if (representatives.isEmpty()) {
            note(requestId, cause, "closure not asked for: the customer has no representative");
        }
        String requester = customers.contact(request.contactId()).displayName();
        for (Contact representative : representatives) {
            Language language = representative.language();
            List<Fact> facts = facts(request, language);
            facts.add(new Fact(texts.get(language, "fact.requester"), requester));
            Letter letter = new Letter(
                    Kind.CLOSURE_QUESTION,
                    representative,
                    requestId,
                    texts.get(language, "closure.intro", request.number()),
                    facts,
                    null,
                    List.of(),
                    null,
                    links(request, representative),
                    texts.get(language, "closure.next"));
            outbox.post(request, letter, cause, dedupKey + ":" + representative.id());
        }
    }

    /** The specialist refused (BONUS-10.1-12…14): the newest REASON. */
    public void requestRefused(long requestId, String cause, String dedupKey) {
        withWords(requestId, Kind.REFUSED, "refused", ArchiveEntry.Kind.REASON, cause, dedupKey);
    }

    /** N-14: the new number beside the old one. */
    public void followUpRegistered(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        Contact contact = customers.contact(request.contactId());
        Optional<RequestView> earlier = requests.links(requestId).stream()
                .filter(link -> link.outgoing() && link.kind().equals("FOLLOW_UP"))
                .findFirst()
                .map(link -> requests.get(link.number()));
        Language language = contact.language();
        List<Fact> facts = facts(request, language);
        earlier.ifPresent(old -> facts.add(1, new Fact(texts.get(language, "fact.earlier"), old.number())));
        Letter letter = new Letter(
                Kind.FOLLOW_UP,
                contact,
                earlier.map(RequestView::id).orElse(requestId),
                texts.get(language, "followUp.intro", request.number()),
                facts,
                null,
                List.of(),
                null,
                List.of(),
                texts.get(language, "followUp.next", request.number(), vendor(request)));
        outbox.post(request, letter, cause, dedupKey);
    }

    /**
     * N-07: the old and the new due date, in the name of the employee who is responsible (BONUS-10.3-02).
     *
     * @param before the date until now; null if there was none
     * @param responsible the employee's name; null while nobody has the request
     */
    public void dueDateChanged(long requestId, Instant before, String responsible, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        Contact contact = customers.contact(request.contactId());
        Language language = contact.language();
        List<Fact> facts = facts(request, language);
        if (before != null) {
            facts.add(new Fact(texts.get(language, "fact.dueAt.old"), time(before, language)));
        }
        facts.add(new Fact(texts.get(language, "fact.dueAt"), time(request.dueAt(), language)));
        if (responsible != null) {
            facts.add(new Fact(texts.get(language, "fact.responsible"), responsible));
        }
        post(request, contact, Kind.DUE_DATE, "dueDate", facts, null, cause, dedupKey);
    }

    /** A short notice that the request is closed. */
    public void requestClosed(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        Contact contact = customers.contact(request.contactId());
        List<Fact> facts = facts(request, contact.language());
        facts.add(new Fact(texts.get(contact.language(), "fact.state"), request.label()));
        post(request, contact, Kind.CLOSED, "closed", facts, null, cause, dedupKey);
    }

    private void withWords(
            long requestId, Kind kind, String key, ArchiveEntry.Kind words, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        Contact contact = customers.contact(request.contactId());
        Quote quote = quote(requestId, contact.language(), key, words);
        List<Fact> facts = facts(request, contact.language());
        if (request.mark() != null) {
            facts.add(new Fact(texts.get(contact.language(), "fact.mark"), request.mark()));
        }
        post(request, contact, kind, key, facts, quote, cause, dedupKey);
    }

    private void result(long requestId, Kind kind, String key, ArchiveEntry.Kind words, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        Contact contact = customers.contact(request.contactId());
        Language language = contact.language();
        ProductProfile.Confirmation confirmation =
                profiles.get(request.product()).confirmation();
        boolean confirmable = confirmation.model() != ConfirmationModel.NONE;
        String next = texts.get(language, key + ".next");
        if (confirmable) {
            next = confirmation.autoCloseDays() == null
                    ? texts.get(language, "solution.next.confirm")
                    : texts.get(language, "solution.next.days", confirmation.autoCloseDays());
        }
        Letter letter = new Letter(
                kind,
                contact,
                requestId,
                texts.get(language, key + ".intro", request.number()),
                facts(request, language),
                quote(requestId, language, key, words),
                List.of(),
                null,
                confirmable ? links(request, contact) : List.of(),
                next);
        outbox.post(request, letter, cause, dedupKey);
    }

    private void post(
            RequestView request,
            Contact contact,
            Kind kind,
            String key,
            List<Fact> facts,
            Quote quote,
            String cause,
            String dedupKey) {
        Language language = contact.language();
        Letter letter = new Letter(
                kind,
                contact,
                request.id(),
                texts.get(language, key + ".intro", request.number()),
                facts,
                quote,
                List.of(),
                null,
                List.of(),
                texts.get(language, key + ".next", request.number(), vendor(request)));
        outbox.post(request, letter, cause, dedupKey);
    }

    private List<Fact> facts(RequestView request, Language language) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(texts.get(language, "fact.number"), request.number()));
        facts.add(new Fact(
                texts.get(language, "fact.product"),
                profiles.get(request.product()).name()));
        facts.add(new Fact(texts.get(language, "fact.subject"), request.subject()));
        return facts;
    }

    private Quote quote(long requestId, Language language, String key, ArchiveEntry.Kind words) {
        return archive.latestText(requestId, words)
                .map(text -> new Quote(texts.get(language, key + ".quote"), text))
                .orElse(null);
    }

    private List<Link> links(RequestView request, Contact contact) {
        Language language = contact.language();
        return List.of(
                new Link(texts.get(language, "link.confirm"), customerLinks.confirm(request.number(), contact.id())),
                new Link(texts.get(language, "link.remarks"), customerLinks.remarks(request.number(), contact.id())));
    }

    private String vendor(RequestView request) {
        return profiles.get(request.product()).terms().vendor();
    }

    private void note(long requestId, String cause, String text) {
        archive.add(requestId, Archive.SYSTEM, ArchiveEntry.Kind.DELIVERY, cause, text);
    }

    private String time(Instant at, Language language) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(language.locale())
                .format(at.atZone(zone));
    }
}
