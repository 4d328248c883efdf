package io.reglament.mail;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.ConfirmationModel;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.inbox.Acknowledgeable;
import io.reglament.mail.outbox.Addressee;
import io.reglament.mail.outbox.Letter;
import io.reglament.mail.outbox.Letter.Draft;
import io.reglament.mail.outbox.Letter.Kind;
import io.reglament.mail.outbox.MailTexts;
import io.reglament.mail.outbox.Outbox;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.CustomerLinks;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The letters to the customer: in the contact's language, in the product's terms, about nothing that is inner to us. */
@Component
class CustomerNotifications {

    private final MailNotes notes;
    private final Requests requests;
    private final Customers customers;
    private final ProductProfiles profiles;
    private final Archive archive;
    private final CustomerLinks customerLinks;
    private final Outbox outbox;
    private final Acknowledgeable acknowledgeable;
    private final JoinedCustomers joined;
    private final MailTexts texts;
    private final LetterDates dates;

    CustomerNotifications(
            MailNotes notes,
            Requests requests,
            Customers customers,
            ProductProfiles profiles,
            Archive archive,
            CustomerLinks customerLinks,
            Outbox outbox,
            Acknowledgeable acknowledgeable,
            JoinedCustomers joined,
            MailTexts texts,
            LetterDates dates) {
        this.requests = requests;
        this.customers = customers;
        this.profiles = profiles;
        this.archive = archive;
        this.customerLinks = customerLinks;
        this.outbox = outbox;
        this.acknowledgeable = acknowledgeable;
        this.joined = joined;
        this.notes = notes;
        this.texts = texts;
        this.dates = dates;
    }

    void registered(RequestView request, String cause, String dedupKey) {
        Contact contact = contact(request);
        if (outbox.knows(dedupKey)) {
            return;
        }
        if (!acknowledgeable.mayAcknowledge(request.id())) {
            note(
                    request,
                    cause,
                    "acknowledgement not sent: the mail came from a program or a list, or our mail server doubts its sender");
        } else {
            Language language = contact.language();
            Draft draft = (customers.isProven(contact.id())
                            ? draft(request, contact, Kind.REGISTERED, "registered")
                            : reticent(request, contact))
                    .fact(texts.get(language, "fact.registered"), dates.time(request.registeredAt(), language));
            withdrawal(draft, request, contact);
            outbox.post(
                    request,
                    draft.next(next(request, language, notes.isUnreadable(request.id()) ? "encrypted" : "registered")),
                    cause,
                    dedupKey);
        }
    }

    void rejected(RequestView request, String cause, String dedupKey) {
        ended(request, Kind.REJECTED, "rejected", cause, dedupKey);
    }

    void refused(RequestView request, String cause, String dedupKey) {
        ended(request, Kind.REFUSED, "refused", cause, dedupKey);
    }

    void clarificationAsked(RequestView request, String cause, String dedupKey) {
        Contact contact = contact(request);
        Draft draft = draft(request, contact, Kind.CLARIFICATION, "clarification");
        quote(draft, request, contact.language(), "clarification", ArchiveEntry.Kind.QUESTION);
        List<ProductProfile.Text> artefacts = profiles.get(request.product()).clarificationArtefacts();
        if (artefacts != null && !artefacts.isEmpty()) {
            draft.items(
                    texts.get(contact.language(), "clarification.items"),
                    artefacts.stream().map(text -> text.in(contact.language())).toList());
        }
        outbox.post(request, draft.next(next(request, contact.language(), "clarification")), cause, dedupKey);
    }

    void dueDateChanged(
            RequestView request, Instant oldDue, Instant newDue, String responsible, String cause, String dedupKey) {
        Contact contact = contact(request);
        Language language = contact.language();
        Draft draft = draft(request, contact, Kind.DUE_DATE_CHANGED, "dueDate")
                .fact(texts.get(language, "fact.due.old"), due(oldDue, language))
                .fact(texts.get(language, "fact.due.new"), due(newDue, language));
        if (responsible != null) {
            draft = draft.fact(texts.get(language, "fact.responsible"), responsible);
        }
        outbox.post(request, draft.next(next(request, language, "dueDate")), cause, dedupKey);
    }

    void answerGiven(RequestView request, String cause, String dedupKey) {
        result(request, Kind.ANSWER, "answer", "answer", ArchiveEntry.Kind.ANSWER, cause, dedupKey);
    }

    /** The contact was told by telephone; others who wait for the answer are written to. */
    void answeredOrally(RequestView request, String cause, String dedupKey) {
        joined.tell(
                request,
                Kind.ANSWER,
                "joinedResult",
                "answer",
                latest(request, ArchiveEntry.Kind.ANSWER),
                cause,
                dedupKey);
    }

    /** @param inProduction whether the letter says that the result is in use (ECRM-2.8-05) */
    void solutionDelivered(RequestView request, boolean inProduction, String cause, String dedupKey) {
        boolean solved =
                archive.latestText(request.id(), ArchiveEntry.Kind.SOLUTION).isPresent();
        ArchiveEntry.Kind words = solved ? ArchiveEntry.Kind.SOLUTION : ArchiveEntry.Kind.ANSWER;
        String key = solved ? "solution" : "answer";
        result(request, Kind.SOLUTION, inProduction ? "production" : key, key, words, cause, dedupKey);
    }

    void closureQuestioned(RequestView request, String cause, String dedupKey) {
        askRepresentatives(request, Kind.CLOSURE_QUESTION, "closure", cause, dedupKey);
    }

    void followUpRegistered(RequestView request, String cause, String dedupKey) {
        Contact contact = contact(request);
        Language language = contact.language();
        Optional<RequestView> earlier = requests.links(request.id()).stream()
                .filter(link -> link.outgoing() && link.kind().equals("FOLLOW_UP"))
                .findFirst()
                .map(link -> requests.get(link.number()));
        long thread = earlier.map(RequestView::id).orElse(request.id());
        Draft draft = Letter.draft(Kind.FOLLOW_UP, Addressee.of(contact), thread)
                .intro(texts.get(language, "followUp.intro", request.number()))
                .fact(texts.get(language, "fact.number"), request.number())
                .fact(
                        texts.get(language, "fact.earlier"),
                        earlier.map(RequestView::number).orElse(null));
        about(draft, request, language);
        withdrawal(draft, request, contact);
        outbox.post(request, draft.next(next(request, language, "followUp")), cause, dedupKey);
    }

    void remindedOfQuestion(RequestView request, String cause, String dedupKey) {
        Contact contact = contact(request);
        Draft draft = draft(request, contact, Kind.REMINDER, "reminder.question");
        quote(draft, request, contact.language(), "clarification", ArchiveEntry.Kind.QUESTION);
        outbox.post(request, draft.next(next(request, contact.language(), "clarification")), cause, dedupKey);
    }

    void remindedOfConfirmation(RequestView request, String cause, String dedupKey) {
        Contact contact = contact(request);
        Draft draft = draft(request, contact, Kind.REMINDER, "reminder.confirmation");
        links(draft, request, contact);
        outbox.post(request, draft.next(afterResult(request, contact.language(), "solution")), cause, dedupKey);
    }

    void remindedOfClosure(RequestView request, String cause, String dedupKey) {
        askRepresentatives(request, Kind.REMINDER, "reminder.closure", cause, dedupKey);
    }

    void closed(RequestView request, String cause, String dedupKey) {
        Contact contact = contact(request);
        Draft draft = draft(request, contact, Kind.CLOSED, "closed")
                .fact(texts.get(contact.language(), "fact.state"), request.label());
        outbox.post(request, draft.next(next(request, contact.language(), "closed")), cause, dedupKey);
    }

    /** Ended without being carried out: with the reason and the product's own mark. */
    private void ended(RequestView request, Kind kind, String key, String cause, String dedupKey) {
        Contact contact = contact(request);
        Draft draft =
                draft(request, contact, kind, key).fact(texts.get(contact.language(), "fact.mark"), request.mark());
        quote(draft, request, contact.language(), key, ArchiveEntry.Kind.REASON);
        outbox.post(request, draft.next(next(request, contact.language(), key)), cause, dedupKey);
        joined.tell(request, kind, key, key, latest(request, ArchiveEntry.Kind.REASON), cause, dedupKey);
    }

    private void result(
            RequestView request,
            Kind kind,
            String introKey,
            String key,
            ArchiveEntry.Kind words,
            String cause,
            String dedupKey) {
        Contact contact = contact(request);
        Draft draft = draft(request, contact, kind, introKey);
        quote(draft, request, contact.language(), key, words);
        if (isConfirmed(request)) {
            links(draft, request, contact);
        }
        outbox.post(request, draft.next(afterResult(request, contact.language(), key)), cause, dedupKey);
        joined.tell(request, kind, "joinedResult", key, latest(request, words), cause, dedupKey);
    }

    private void askRepresentatives(RequestView request, Kind kind, String key, String cause, String dedupKey) {
        List<Contact> representatives = customers.representatives(request.customerId(), request.product());
        if (representatives.isEmpty()) {
            note(request, cause, "closure not asked for: the customer has no representative");
        }
        String requester = contact(request).displayName();
        for (Contact representative : representatives) {
            Language language = representative.language();
            Draft draft =
                    draft(request, representative, kind, key).fact(texts.get(language, "fact.requester"), requester);
            links(draft, request, representative);
            outbox.post(
                    request,
                    draft.next(next(request, language, "closure")),
                    cause,
                    dedupKey + ":" + representative.id());
        }
    }

    private boolean isConfirmed(RequestView request) {
        return request.confirmation().model() != ConfirmationModel.NONE;
    }

    private String afterResult(RequestView request, Language language, String key) {
        if (!isConfirmed(request)) {
            return next(request, language, key);
        }
        Integer days = request.confirmation().autoCloseDays();
        return days == null
                ? texts.get(language, "solution.next.confirm")
                : texts.get(language, "solution.next.days", days);
    }

    private Draft draft(RequestView request, Contact contact, Kind kind, String key) {
        Language language = contact.language();
        Draft draft = Letter.draft(kind, Addressee.of(contact), request.id())
                .intro(texts.get(language, key + ".intro", request.number()))
                .fact(texts.get(language, "fact.number"), request.number());
        about(draft, request, language);
        return draft;
    }

    /**
     * Says nothing that the mail itself brought, neither its subject nor its sender's name: anybody may have sent it in
     * this address's name, to have us write to it (mail rule AU-8).
     */
    private Draft reticent(RequestView request, Contact contact) {
        Language language = contact.language();
        return Letter.draft(Kind.REGISTERED, new Addressee(null, contact.email(), language), request.id())
                .reticent()
                .headline(texts.get(language, "registered.subject"))
                .intro(texts.get(language, "registered.intro", request.number()))
                .fact(texts.get(language, "fact.number"), request.number())
                .fact(
                        texts.get(language, "fact.product"),
                        profiles.get(request.product()).name());
    }

    private void about(Draft draft, RequestView request, Language language) {
        draft.fact(
                        texts.get(language, "fact.product"),
                        profiles.get(request.product()).name())
                .fact(texts.get(language, "fact.subject"), request.subject());
    }

    private void quote(Draft draft, RequestView request, Language language, String key, ArchiveEntry.Kind words) {
        draft.quote(texts.get(language, key + ".quote"), latest(request, words));
    }

    private String latest(RequestView request, ArchiveEntry.Kind words) {
        return archive.latestText(request.id(), words).orElse(null);
    }

    private void links(Draft draft, RequestView request, Contact contact) {
        Language language = contact.language();
        draft.link(texts.get(language, "link.confirm"), customerLinks.confirm(request.number(), contact.id()))
                .link(texts.get(language, "link.remarks"), customerLinks.remarks(request.number(), contact.id()));
    }

    /** Where the regulation lets the customer end the request (ECRM-3.5-05). */
    private void withdrawal(Draft draft, RequestView request, Contact contact) {
        if (profiles.get(request.product()).customerMayWithdraw()) {
            draft.link(
                    texts.get(contact.language(), "link.withdraw"),
                    customerLinks.withdraw(request.number(), contact.id()));
        }
    }

    private String next(RequestView request, Language language, String key) {
        return texts.get(
                language,
                key + ".next",
                request.number(),
                profiles.get(request.product()).terms().vendor());
    }

    private String due(Instant at, Language language) {
        return at == null ? texts.get(language, "due.none") : dates.time(at, language);
    }

    private Contact contact(RequestView request) {
        return customers.contact(request.contactId());
    }

    private void note(RequestView request, String cause, String text) {
        archive.add(request.id(), Archive.SYSTEM, ArchiveEntry.Kind.DELIVERY, cause, text);
    }
}
