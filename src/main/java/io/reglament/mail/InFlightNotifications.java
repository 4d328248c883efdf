package io.reglament.mail;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.outbox.Addressee;
import io.reglament.mail.outbox.Letter;
import io.reglament.mail.outbox.Letter.Fact;
import io.reglament.mail.outbox.Letter.Kind;
import io.reglament.mail.outbox.MailTexts;
import io.reglament.mail.outbox.Outbox;
import io.reglament.request.RequestLinks;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What customers are told when a request in flight ends, is joined, divided, moved or suspended. As {@link
 * Notifications}: one row of the outbox each, in the caller's transaction, once for each {@code dedupKey}.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class InFlightNotifications {

    private final Requests requests;
    private final RequestLinks links;
    private final JoinedCustomers joined;
    private final Customers customers;
    private final ProductProfiles profiles;
    private final Outbox outbox;
    private final MailTexts texts;

    InFlightNotifications(
            Requests requests,
            RequestLinks links,
            JoinedCustomers joined,
            Customers customers,
            ProductProfiles profiles,
            Outbox outbox,
            MailTexts texts) {
        this.requests = requests;
        this.links = links;
        this.joined = joined;
        this.customers = customers;
        this.profiles = profiles;
        this.outbox = outbox;
        this.texts = texts;
    }

    /** Closed on the customer's initiative (T-25, ECRM-3.5-05). */
    public void requestWithdrawn(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        post(request, request, Kind.WITHDRAWN, "withdrawn", List.of(), List.of(), cause, dedupKey, request.number());
        joined.tell(request, Kind.WITHDRAWN, "joinedWithdrawn", "answer", null, cause, dedupKey);
    }

    /** Tells the customers of both requests, each the two numbers and only the own subject. */
    public void requestMerged(long requestId, long survivorId, String cause, String dedupKey) {
        RequestView merged = requests.get(requestId);
        RequestView survivor = requests.get(survivorId);
        String both = survivor.number();
        post(merged, merged, Kind.MERGED, "merged", List.of(), List.of(), cause, dedupKey, merged.number(), both);
        post(
                survivor,
                survivor,
                Kind.MERGED,
                "joined",
                List.of(),
                List.of(),
                cause,
                dedupKey + ":survivor",
                both,
                merged.number());
    }

    /** The one mail about a move: the new number beside the old one, in the old conversation. */
    public void requestMoved(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        RequestView earlier = requests.get(links.movedFrom(requestId).orElseThrow());
        String product = profiles.get(request.product()).name();
        Language language = customers.contact(request.contactId()).language();
        post(
                request,
                earlier,
                Kind.MOVED,
                "moved",
                List.of(new Fact(texts.get(language, "fact.earlier"), earlier.number())),
                List.of(),
                cause,
                dedupKey,
                earlier.number(),
                product,
                request.number());
    }

    /** The one mail about a separation: every new number with its subject. */
    public void requestSeparated(long requestId, List<RequestView> parts, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        List<String> items = parts.stream()
                .map(part -> part.number() + " — " + part.subject())
                .toList();
        post(request, request, Kind.SEPARATED, "separated", List.of(), items, cause, dedupKey, request.number());
    }

    /** Force majeure has begun (BONUS-10.5-02). */
    public void deadlinesSuspended(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        post(request, request, Kind.SUSPENDED, "suspended", List.of(), List.of(), cause, dedupKey, request.number());
    }

    /** Force majeure is over (BONUS-10.5-02). */
    public void deadlinesResumed(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        post(request, request, Kind.RESUMED, "resumed", List.of(), List.of(), cause, dedupKey, request.number());
    }

    private void post(
            RequestView request,
            RequestView threadOf,
            Kind kind,
            String key,
            List<Fact> further,
            List<String> items,
            String cause,
            String dedupKey,
            Object... arguments) {
        Contact contact = customers.contact(request.contactId());
        Language language = contact.language();
        Letter.Draft draft = Letter.draft(kind, Addressee.of(contact), threadOf.id())
                .intro(texts.get(language, key + ".intro", arguments))
                .fact(texts.get(language, "fact.number"), request.number());
        further.forEach(fact -> draft.fact(fact.name(), fact.value()));
        draft.fact(
                        texts.get(language, "fact.product"),
                        profiles.get(request.product()).name())
                .fact(texts.get(language, "fact.subject"), request.subject());
        if (!items.isEmpty()) {
            draft.items(texts.get(language, key + ".items"), items);
        }
        Letter letter = draft.next(texts.get(language, key + ".next", arguments));
        outbox.post(request, letter, cause, dedupKey);
    }
}
