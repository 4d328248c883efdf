package io.reglament.mail;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.DutyRoster;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.StaffDirectory.Person;
import io.reglament.mail.outbox.Addressee;
import io.reglament.mail.outbox.Letter;
import io.reglament.mail.outbox.Letter.Draft;
import io.reglament.mail.outbox.Letter.Kind;
import io.reglament.mail.outbox.MailTexts;
import io.reglament.mail.outbox.Outbox;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.RequestView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The letters to the vendor's own people: each about one request, with what its reader needs to begin. The task itself
 * waits in Tasklist; who has no address on record learns of it there, and the archive says so.
 */
@Component
class StaffNotifications {

    private static final String CLASSIFICATION = "Task_ClassifyRequest";

    private final Customers customers;
    private final ProductProfiles profiles;
    private final Archive archive;
    private final StaffDirectory directory;
    private final DutyRoster roster;
    private final Outbox outbox;
    private final MailTexts texts;
    private final LetterDates dates;
    private final Clock clock;
    private final String publicUrl;

    StaffNotifications(
            Customers customers,
            ProductProfiles profiles,
            Archive archive,
            StaffDirectory directory,
            DutyRoster roster,
            Outbox outbox,
            MailTexts texts,
            LetterDates dates,
            Clock clock,
            @Value("${reglament.public-url}") String publicUrl) {
        this.customers = customers;
        this.profiles = profiles;
        this.archive = archive;
        this.directory = directory;
        this.roster = roster;
        this.outbox = outbox;
        this.texts = texts;
        this.dates = dates;
        this.clock = clock;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    void assigned(RequestView request, String cause, String dedupKey) {
        specialist(request, cause)
                .ifPresent(person -> post(
                        request,
                        person,
                        assignment(request, person, Kind.ASSIGNED, "assigned"),
                        "assigned",
                        cause,
                        dedupKey));
    }

    void returnedForRework(RequestView request, String cause, String dedupKey) {
        specialist(request, cause).ifPresent(person -> {
            Draft draft = assignment(request, person, Kind.REWORK, "rework");
            List<ArchiveEntry> news = sinceTheSolution(request);
            draft.quote(
                    texts.get(person.language(), "rework.quote"),
                    texts(news, ArchiveEntry.Kind.REASON).stream()
                            .reduce((first, second) -> second)
                            .orElse(null));
            List<String> remarks = texts(news, ArchiveEntry.Kind.REMARKS);
            if (!remarks.isEmpty()) {
                draft.items(texts.get(person.language(), "rework.items"), remarks);
            }
            post(request, person, draft, "rework", cause, dedupKey);
        });
    }

    void refused(RequestView request, String cause, String dedupKey) {
        for (Person person : accountManagers(request)) {
            Draft draft = draft(request, person, Kind.REFUSAL_REPORT, "refusalReport")
                    .fact(texts.get(person.language(), "fact.mark"), request.mark())
                    .fact(texts.get(person.language(), "fact.assignee"), name(request.assignee()))
                    .quote(
                            texts.get(person.language(), "refusalReport.quote"),
                            archive.latestText(request.id(), ArchiveEntry.Kind.REASON)
                                    .orElse(null));
            post(request, person, draft, "refusalReport", cause, dedupKey);
        }
    }

    /** Tells whoever answered a notice why the words stayed a note. */
    void answerNotTaken(RequestView request, Person person, String why, String cause, String dedupKey) {
        Draft draft = draft(request, person, Kind.ANSWER_NOT_TAKEN, "answerNotTaken")
                .quote(texts.get(person.language(), "answerNotTaken.quote"), why);
        post(request, person, draft, "answerNotTaken", cause, dedupKey);
    }

    void criticalSignal(RequestView request, String group, String cause, String dedupKey) {
        Map<String, Person> readers = new TreeMap<>();
        // Of the first line the roster says who is on duty; a group of specialists has no roster.
        roster.onDuty(request.product(), clock.instant())
                .forEach(id -> directory.find(id).ifPresent(person -> readers.put(id, person)));
        if (!group.equals(profiles.get(request.product()).groups().firstLine())) {
            directory.members(group, request.product()).forEach(person -> readers.put(person.id(), person));
        }
        if (readers.isEmpty()) {
            note(request, cause, "no letter about the signal: nobody is on duty, and " + group + " has no members");
        }
        for (Person person : readers.values()) {
            Language language = person.language();
            Draft draft = draft(request, person, Kind.CRITICAL_SIGNAL, "signal")
                    .fact(texts.get(language, "fact.registered"), dates.time(request.registeredAt(), language))
                    .fact(texts.get(language, "fact.priority"), level(request.priority(), language));
            post(request, person, draft, "signal", cause, dedupKey);
        }
    }

    /** Whoever assigned the request; everybody who may close it, where nobody did or that person is gone. */
    private List<Person> accountManagers(RequestView request) {
        List<ArchiveEntry> newestFirst = new ArrayList<>(archive.history(request.id()));
        Collections.reverse(newestFirst);
        Optional<Person> manager = newestFirst.stream()
                .filter(e -> e.kind() == ArchiveEntry.Kind.DECISION
                        && e.cause().equals(CLASSIFICATION)
                        && !e.actor().equals(Archive.SYSTEM))
                .findFirst()
                .flatMap(e -> directory.find(e.actor()));
        return manager.map(List::of)
                .orElseGet(() -> directory.members(
                        profiles.get(request.product()).groups().closer(), request.product()));
    }

    private List<ArchiveEntry> sinceTheSolution(RequestView request) {
        List<ArchiveEntry> history = archive.history(request.id());
        int from = 0;
        for (int i = 0; i < history.size(); i++) {
            ArchiveEntry.Kind kind = history.get(i).kind();
            if (kind == ArchiveEntry.Kind.SOLUTION || kind == ArchiveEntry.Kind.ANSWER) {
                from = i;
            }
        }
        return history.subList(from, history.size());
    }

    private static List<String> texts(List<ArchiveEntry> entries, ArchiveEntry.Kind kind) {
        return entries.stream()
                .filter(e -> e.kind() == kind && e.text() != null)
                .map(ArchiveEntry::text)
                .toList();
    }

    private Optional<Person> specialist(RequestView request, String cause) {
        Optional<Person> person = directory.find(request.assignee());
        if (person.isEmpty()) {
            note(request, cause, "no letter: there is no user " + request.assignee());
        }
        return person;
    }

    /** All seven items of an assignment (BONUS-10.1-16…22), each where the request has it. */
    private Draft assignment(RequestView request, Person person, Kind kind, String key) {
        Language language = person.language();
        ProductProfile profile = profiles.get(request.product());
        return draft(request, person, kind, key)
                .fact(texts.get(language, "fact.state"), request.label())
                .fact(
                        texts.get(language, "fact.service"),
                        profile.service(request.service())
                                .map(s -> s.label().in(language))
                                .orElse(null))
                .fact(
                        texts.get(language, "fact.category"),
                        profile.category(request.category())
                                .map(c -> c.label().in(language))
                                .orElse(null))
                .fact(texts.get(language, "fact.criticality"), level(request.criticality(), language))
                .fact(texts.get(language, "fact.priority"), level(request.priority(), language))
                .fact(texts.get(language, "fact.complexity"), level(request.complexity(), language))
                .fact(
                        texts.get(language, "fact.due"),
                        request.dueAt() == null ? null : dates.time(request.dueAt(), language))
                .fact(texts.get(language, "fact.assignee"), person.name());
    }

    private Draft draft(RequestView request, Person person, Kind kind, String key) {
        Language language = person.language();
        Contact contact = customers.contact(request.contactId());
        return Letter.draft(kind, new Addressee(person.name(), person.email(), language), request.id())
                .headline(texts.get(language, key + ".subject"))
                .intro(texts.get(language, key + ".intro", request.number()))
                .fact(texts.get(language, "fact.number"), request.number())
                .fact(
                        texts.get(language, "fact.product"),
                        profiles.get(request.product()).name())
                .fact(texts.get(language, "fact.subject"), request.subject())
                .fact(texts.get(language, "fact.customer"), contact.customerName())
                .fact(texts.get(language, "fact.requester"), contact.displayName());
    }

    private void post(RequestView request, Person person, Draft draft, String key, String cause, String dedupKey) {
        if (person.email() == null) {
            note(request, cause, "no letter to " + person.id() + ": no e-mail address on record");
            return;
        }
        Letter letter = draft.link(
                        texts.get(person.language(), "link.request"), publicUrl + "/requests/" + request.number())
                .next(texts.get(person.language(), key + ".next"));
        outbox.post(request, letter, cause, dedupKey + ":" + person.id());
    }

    private String level(Level level, Language language) {
        return level == null ? null : texts.get(language, "level." + level.name());
    }

    private String name(String userId) {
        return userId == null ? null : directory.find(userId).map(Person::name).orElse(userId);
    }

    private void note(RequestView request, String cause, String text) {
        archive.add(request.id(), Archive.SYSTEM, ArchiveEntry.Kind.DELIVERY, cause, text);
    }
}
