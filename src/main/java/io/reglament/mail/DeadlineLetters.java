package io.reglament.mail;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.StaffDirectory.Person;
import io.reglament.mail.outbox.Addressee;
import io.reglament.mail.outbox.Letter;
import io.reglament.mail.outbox.MailTexts;
import io.reglament.mail.outbox.Outbox;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import io.reglament.sla.Deadline;
import io.reglament.sla.DeadlineEvent;
import io.reglament.sla.Deadlines;
import io.reglament.sla.Explanation;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Letters about deadlines: a warning to whoever works on the request, or to its group while nobody does; a missed one to
 * the heads of the product (D-04, S-28). The customer learns of new dates, not of our clocks.
 */
@Component
class DeadlineLetters {

    private static final String HEADS = "head";
    private static final String CAUSE = "DeadlineWatch";

    private final Requests requests;
    private final Customers customers;
    private final ProductProfiles profiles;
    private final Deadlines deadlines;
    private final StaffDirectory directory;
    private final Outbox outbox;
    private final Archive archive;
    private final MailTexts texts;
    private final Clock clock;
    private final ZoneId zone;
    private final String publicUrl;

    DeadlineLetters(
            Requests requests,
            Customers customers,
            ProductProfiles profiles,
            Deadlines deadlines,
            StaffDirectory directory,
            Outbox outbox,
            Archive archive,
            MailTexts texts,
            Clock clock,
            @Value("${reglament.zone}") ZoneId zone,
            @Value("${reglament.public-url}") String publicUrl) {
        this.requests = requests;
        this.customers = customers;
        this.profiles = profiles;
        this.deadlines = deadlines;
        this.directory = directory;
        this.outbox = outbox;
        this.archive = archive;
        this.texts = texts;
        this.clock = clock;
        this.zone = zone;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    @EventListener
    void warned(DeadlineEvent.Warned event) {
        RequestView request = requests.get(event.requestId());
        Optional<Person> assignee = request.assignee() == null ? Optional.empty() : directory.find(request.assignee());
        String group = request.assignedGroup() == null
                ? profiles.get(request.product()).groups().firstLine()
                : request.assignedGroup();
        List<Person> readers = assignee.map(List::of).orElseGet(() -> directory.members(group, request.product()));
        tell(request, readers, group, Letter.Kind.DEADLINE_NEAR, "deadlineNear", event.kind(), event.at());
    }

    @EventListener
    void missed(DeadlineEvent.Missed event) {
        if (!event.alone()) {
            return;
        }
        RequestView request = requests.get(event.requestId());
        List<Person> heads = directory.members(HEADS, request.product());
        tell(request, heads, HEADS, Letter.Kind.DEADLINE_MISSED, "deadlineMissed", event.kind(), event.at());
    }

    /** One letter for each head, filed with the request that is overdue longest; it lists them all. */
    @EventListener
    void missedTogether(DeadlineEvent.MissedTogether event) {
        List<Person> heads = directory.members(HEADS, event.product());
        DeadlineEvent.Missed oldest = event.missed().get(0);
        RequestView first = requests.get(oldest.requestId());
        if (heads.isEmpty()) {
            note(first, "no letter about the deadlines: " + HEADS + " has no members who serve " + event.product());
        }
        for (Person head : heads) {
            if (head.email() == null) {
                note(first, "no letter to " + head.id() + ": no e-mail address on record");
            } else {
                String dedupKey =
                        "deadlinesMissed:" + first.number() + ":" + oldest.kind() + ":" + oldest.at() + ":" + head.id();
                outbox.post(first, letter(first, head, event.missed()), CAUSE, dedupKey);
            }
        }
        event.missed().stream()
                .map(DeadlineEvent.Missed::requestId)
                .distinct()
                .filter(id -> id != first.id())
                .forEach(
                        id -> note(requests.get(id), "missed among many: the heads' letter is with " + first.number()));
    }

    private Letter letter(RequestView first, Person head, List<DeadlineEvent.Missed> missed) {
        Language language = head.language();
        String product = profiles.get(first.product()).name();
        List<String> lines = missed.stream()
                .map(each -> {
                    RequestView request = requests.get(each.requestId());
                    return request.number() + " · " + request.subject() + " · " + why(request, each.kind(), language);
                })
                .toList();
        return Letter.draft(Letter.Kind.DEADLINE_MISSED, new Addressee(head.name(), head.email(), language), first.id())
                .headline(texts.get(language, "deadlinesMissed.subject", missed.size()))
                .intro(texts.get(language, "deadlinesMissed.intro", product))
                .fact(texts.get(language, "fact.product"), product)
                .items(texts.get(language, "deadlinesMissed.items"), lines)
                .link(texts.get(language, "link.requests"), publicUrl + "/requests?product=" + first.product())
                .next(texts.get(language, "deadlineMissed.next"));
    }

    private String why(RequestView request, Deadline.Kind kind, Language language) {
        return deadlines.of(request.id()).stream()
                .filter(deadline -> deadline.kind() == kind)
                .map(deadline -> Explanation.of(deadline, clock.instant(), zone, language.locale()))
                .findFirst()
                .orElse("");
    }

    private void tell(
            RequestView request,
            List<Person> readers,
            String group,
            Letter.Kind letterKind,
            String key,
            Deadline.Kind kind,
            Instant at) {
        if (readers.isEmpty()) {
            note(request, "no letter about the deadline: " + group + " has no members who serve " + request.product());
        }
        for (Person reader : readers) {
            if (reader.email() == null) {
                note(request, "no letter to " + reader.id() + ": no e-mail address on record");
            } else {
                String dedupKey = key + ":" + request.number() + ":" + kind + ":" + at + ":" + reader.id();
                outbox.post(request, letter(request, reader, letterKind, key, kind), CAUSE, dedupKey);
            }
        }
    }

    private Letter letter(RequestView request, Person reader, Letter.Kind letterKind, String key, Deadline.Kind kind) {
        Language language = reader.language();
        Contact contact = customers.contact(request.contactId());
        String why = why(request, kind, language);
        return Letter.draft(letterKind, new Addressee(reader.name(), reader.email(), language), request.id())
                .headline(texts.get(language, key + ".subject"))
                .intro(texts.get(language, key + ".intro", request.number(), why))
                .fact(texts.get(language, "fact.number"), request.number())
                .fact(
                        texts.get(language, "fact.product"),
                        profiles.get(request.product()).name())
                .fact(texts.get(language, "fact.subject"), request.subject())
                .fact(texts.get(language, "fact.state"), request.label())
                .fact(texts.get(language, "fact.customer"), contact.customerName())
                .fact(texts.get(language, "fact.assignee"), assigneeOf(request))
                .link(texts.get(language, "link.request"), publicUrl + "/requests/" + request.number())
                .next(texts.get(language, key + ".next"));
    }

    private String assigneeOf(RequestView request) {
        return request.assignee() == null
                ? null
                : directory.find(request.assignee()).map(Person::name).orElse(request.assignee());
    }

    private void note(RequestView request, String text) {
        archive.add(request.id(), Archive.SYSTEM, ArchiveEntry.Kind.DELIVERY, CAUSE, text);
    }
}
