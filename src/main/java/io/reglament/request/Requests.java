package io.reglament.request;

import io.reglament.crm.Contact;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.ConfirmationModel;
import io.reglament.crm.ProductProfiles;
import io.reglament.sla.Deadlines;
import io.reglament.sla.LedgerEntry.By;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Registers requests and takes what their customers answer. */
@Service
public class Requests {

    private static final int SUBJECT_LENGTH = 255;

    private final RequestRepository requests;
    private final Archive archive;
    private final ProductProfiles profiles;
    private final RequestLifecycle lifecycle;
    private final Deadlines deadlines;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ZoneId zone;

    Requests(
            RequestRepository requests,
            Archive archive,
            ProductProfiles profiles,
            RequestLifecycle lifecycle,
            Deadlines deadlines,
            JdbcClient jdbc,
            Clock clock,
            @Value("${reglament.zone}") ZoneId zone) {
        this.requests = requests;
        this.archive = archive;
        this.profiles = profiles;
        this.lifecycle = lifecycle;
        this.deadlines = deadlines;
        this.jdbc = jdbc;
        this.clock = clock;
        this.zone = zone;
    }

    /** What a customer's reply did to the request. */
    public enum ReplyEffect {
        /** The process waited for it and went on. */
        RESUMED,
        /** Kept with the request; the process did not wait for it. */
        KEPT,
        /** The request has ended; a person or a rule must say what the reply means. */
        AFTER_CLOSING
    }

    /**
     * Gives the request its number (OTK-3-12), without starting its process: the caller first files what belongs to it
     * and then calls {@link #start}.
     *
     * @throws ProductProfiles.UnknownProduct if no profile has the product
     */
    @Transactional
    public RequestView register(NewRequest from) {
        ProductProfile profile = profiles.get(from.product());
        Contact contact = from.contact();
        Instant now = clock.instant();
        // Flushed: Hibernate orders inserts by kind, and lines of another request's archive may wait before this row.
        Request request = requests.saveAndFlush(
                new Request(nextNumber(profile, now), profile.code(), shorten(from), contact.language(), now));
        String actor = "customer:" + contact.email();
        archive.add(request.id, actor, ArchiveEntry.Kind.REGISTERED, from.cause(), request.subject);
        archive.change(
                request.id,
                Archive.SYSTEM,
                ArchiveEntry.Kind.STATE,
                from.cause(),
                "state",
                null,
                RequestState.REGISTERED);
        deadlines.start(request.id, request.customerId, request.product, new By(actor, from.cause()));
        if (from.origin() != null) {
            link(request, from.origin(), from.cause());
        }
        return view(request);
    }

    /**
     * Starts the life cycle of a registered request.
     *
     * @param text what the customer wrote, for the decision tables
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void start(long requestId, String text) {
        Request request = requests.findById(requestId).orElseThrow();
        // What the process writes must find the row.
        request.processInstanceId = lifecycle.start(view(request), text);
    }

    /** Takes a reply whose message is already filed with the request. */
    @Transactional(propagation = Propagation.MANDATORY)
    public ReplyEffect customerReplied(String number, Contact sender, String text) {
        Request request = lock(number);
        if (isEnded(request)) {
            return ReplyEffect.AFTER_CLOSING;
        }
        if (request.state == RequestState.COMPLETED && !sender.representative()) {
            return ReplyEffect.KEPT;
        }
        return lifecycle.customerReplied(view(request), text, sender.representative())
                ? ReplyEffect.RESUMED
                : ReplyEffect.KEPT;
    }

    /**
     * Takes a confirmation by signed link.
     *
     * @return whether the request waited for it from this person
     */
    @Transactional
    public boolean customerConfirmed(String number, Contact contact, String cause) {
        Request request = lock(number);
        if (isEnded(request) || request.state == RequestState.COMPLETED && !contact.representative()) {
            return false;
        }
        if (!lifecycle.customerConfirmed(view(request), contact.representative())) {
            return false;
        }
        archive.add(request.id, "customer:" + contact.email(), ArchiveEntry.Kind.DECISION, cause, "confirmed");
        return true;
    }

    /**
     * Takes remarks by signed link (BONUS-10.4-04, ECRM-3.5-02).
     *
     * @return whether the request waited for a reaction of this person
     */
    @Transactional
    public boolean customerRemarked(String number, Contact contact, String remarks, String cause) {
        Request request = lock(number);
        if (isEnded(request) || request.state == RequestState.COMPLETED && !contact.representative()) {
            return false;
        }
        // Before the process goes on: its next step reads the remarks from the archive.
        archive.add(request.id, "customer:" + contact.email(), ArchiveEntry.Kind.REMARKS, cause, remarks);
        if (!lifecycle.customerRemarked(view(request))) {
            throw new NotAwaited(number);
        }
        return true;
    }

    @Transactional(readOnly = true)
    public Optional<RequestView> find(String number) {
        return requests.findByNumber(number).map(this::view);
    }

    @Transactional(readOnly = true)
    public Optional<RequestView> find(long requestId) {
        return requests.findById(requestId).map(this::view);
    }

    /** @throws RequestNotFound if there is none */
    @Transactional(readOnly = true)
    public RequestView get(String number) {
        return find(number).orElseThrow(() -> new RequestNotFound(number));
    }

    /**
     * Keeps everybody else from changing the request until the transaction ends.
     *
     * @return the request as it stands
     * @throws RequestNotFound if there is none
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public RequestView locked(String number) {
        return view(lock(number));
    }

    @Transactional(readOnly = true)
    public RequestView get(long requestId) {
        return requests.findById(requestId)
                .map(this::view)
                .orElseThrow(() -> new RequestNotFound("with id " + requestId));
    }

    /** @return the requests with these ids, in the order of the ids, in one query */
    List<RequestView> views(List<Long> ids) {
        Map<Long, RequestView> byId =
                requests.findByIdIn(ids).stream().map(this::view).collect(Collectors.toMap(RequestView::id, v -> v));
        return ids.stream().map(byId::get).toList();
    }

    /** @return the numbers of linked requests, either direction, at most 100 */
    @Transactional(readOnly = true)
    public List<RequestLink> links(long requestId) {
        return jdbc.sql("""
                select r.number, l.kind, l.from_request = ? as outgoing from crm.request_link l
                join crm.request r on r.id = case when l.from_request = ? then l.to_request else l.from_request end
                where l.from_request = ? or l.to_request = ? order by l.created_at limit 100
                """)
                .params(requestId, requestId, requestId, requestId)
                .query((rs, i) ->
                        new RequestLink(rs.getString("number"), rs.getString("kind"), rs.getBoolean("outgoing")))
                .list();
    }

    /**
     * @param kind {@code FOLLOW_UP}, {@code RELATED}, {@code DUPLICATE}, {@code SEPARATED}, {@code MOVED} or {@code SIGNAL}
     * @param outgoing whether the request that was asked for is the newer one
     */
    public record RequestLink(String number, String kind, boolean outgoing) {}

    /** The customer answered where nobody waits for an answer. */
    public static class NotAwaited extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAwaited(String number) {
            super("request " + number + " does not wait for the customer now");
        }
    }

    /** @return whether the request has ended for good: nothing reopens it (design 4.1) */
    public boolean isEnded(RequestView request) {
        return request.state() == RequestState.CLOSED
                || request.state() == RequestState.DONE
                        && request.confirmation().model() == ConfirmationModel.NONE;
    }

    private boolean isEnded(Request request) {
        return request.state == RequestState.CLOSED
                || request.state == RequestState.DONE
                        && request.confirmation(profiles.get(request.product)).model() == ConfirmationModel.NONE;
    }

    private Request lock(String number) {
        return requests.lockByNumber(number).orElseThrow(() -> new RequestNotFound(number));
    }

    private void link(Request request, String origin, String cause) {
        Request older = requests.findByNumber(origin).orElseThrow(() -> new RequestNotFound(origin));
        jdbc.sql(
                        "insert into crm.request_link (from_request, to_request, kind, created_at) values (?, ?, 'FOLLOW_UP', ?)")
                .params(request.id, older.id, Timestamp.from(clock.instant()))
                .update();
        archive.change(request.id, Archive.SYSTEM, ArchiveEntry.Kind.LINK, cause, "followUpOf", null, origin);
        archive.change(older.id, Archive.SYSTEM, ArchiveEntry.Kind.LINK, cause, "followedUpBy", null, request.number);
    }

    private String nextNumber(ProductProfile profile, Instant now) {
        long next = jdbc.sql("select nextval('crm.request_number_" + profile.code() + "')")
                .query(Long.class)
                .single();
        return "%s-%d-%06d".formatted(profile.prefix(), now.atZone(zone).getYear(), next);
    }

    private static NewRequest shorten(NewRequest from) {
        String subject = from.subject();
        if (subject.codePointCount(0, subject.length()) <= SUBJECT_LENGTH) {
            return from;
        }
        String shortened = subject.substring(0, subject.offsetByCodePoints(0, SUBJECT_LENGTH));
        return new NewRequest(
                from.product(), from.contact(), from.channel(), shortened, from.text(), from.cause(), from.origin());
    }

    private RequestView view(Request r) {
        boolean rework = r.state == RequestState.ASSIGNED && r.reworkCount > 0;
        ProductProfile profile = profiles.get(r.product);
        String label = profile.labels().get(rework ? "ASSIGNED_REWORK" : r.state.name());
        return new RequestView(
                r.id,
                r.number,
                r.product,
                r.state,
                label,
                r.mark,
                r.subject,
                r.channel,
                Language.of(r.language),
                r.category,
                r.service,
                r.topic,
                r.nature,
                r.responsibility,
                r.confirmation(profile),
                r.priority,
                r.criticality,
                r.complexity,
                r.assignee,
                r.assignedGroup,
                r.delegatedBy,
                r.dueAt,
                r.customerId,
                r.contactId,
                r.processInstanceId,
                r.reworkCount,
                r.registeredAt,
                r.changedAt,
                r.closedAt,
                r.version);
    }
}
