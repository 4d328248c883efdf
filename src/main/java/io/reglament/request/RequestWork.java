package io.reglament.request;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.ConfirmationModel;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ProductProfiles;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The steps of the life cycle, each called by one element of the model within the engine's transaction. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class RequestWork {

    private final RequestRepository requests;
    private final Archive archive;
    private final ProductProfiles profiles;
    private final MessageRepository messages;
    private final RequestClock deadlines;
    private final Clock clock;
    private final ZoneId zone;

    RequestWork(
            RequestRepository requests,
            Archive archive,
            ProductProfiles profiles,
            MessageRepository messages,
            RequestClock deadlines,
            Clock clock,
            @Value("${reglament.zone}") ZoneId zone) {
        this.requests = requests;
        this.archive = archive;
        this.profiles = profiles;
        this.messages = messages;
        this.deadlines = deadlines;
        this.clock = clock;
        this.zone = zone;
    }

    /** What the decision tables propose at registration; a person may override each item. */
    public record Proposal(
            String category, String service, String topic, Level criticality, Level priority, String group) {}

    /** What first line has decided; every item is set, the due date and the people may be null. */
    public record Classification(
            String category,
            String service,
            Level criticality,
            Level priority,
            Level complexity,
            Instant dueAt,
            String assignee,
            String group) {}

    /** Stores the proposals of request-category, request-priority and request-routing. */
    public void propose(long requestId, Proposal proposal, String cause) {
        Request r = load(requestId);
        change(r, Archive.SYSTEM, ArchiveEntry.Kind.PROPOSAL, cause, "category", r.category, proposal.category());
        change(r, Archive.SYSTEM, ArchiveEntry.Kind.PROPOSAL, cause, "service", r.service, proposal.service());
        change(
                r,
                Archive.SYSTEM,
                ArchiveEntry.Kind.PROPOSAL,
                cause,
                "criticality",
                r.criticality,
                proposal.criticality());
        change(r, Archive.SYSTEM, ArchiveEntry.Kind.PROPOSAL, cause, "priority", r.priority, proposal.priority());
        change(r, Archive.SYSTEM, ArchiveEntry.Kind.PROPOSAL, cause, "group", r.assignedGroup, proposal.group());
        deadlines.priority(r, proposal.priority(), Archive.SYSTEM, cause);
        r.category = proposal.category();
        r.service = proposal.service();
        r.topic = proposal.topic();
        r.criticality = proposal.criticality();
        r.priority = proposal.priority();
        r.assignedGroup = proposal.group();
        touch(r);
    }

    /** Stores what first line decided, overrides of proposals included. */
    public void classify(long requestId, Classification to, String actor, String cause) {
        Request r = load(requestId);
        change(r, actor, ArchiveEntry.Kind.FIELD, cause, "category", r.category, to.category());
        change(r, actor, ArchiveEntry.Kind.FIELD, cause, "service", r.service, to.service());
        change(r, actor, ArchiveEntry.Kind.FIELD, cause, "criticality", r.criticality, to.criticality());
        change(r, actor, ArchiveEntry.Kind.FIELD, cause, "priority", r.priority, to.priority());
        change(r, actor, ArchiveEntry.Kind.FIELD, cause, "complexity", r.complexity, to.complexity());
        change(r, actor, ArchiveEntry.Kind.FIELD, cause, "dueAt", r.dueAt, to.dueAt());
        change(r, actor, ArchiveEntry.Kind.FIELD, cause, "assignee", r.assignee, to.assignee());
        change(r, actor, ArchiveEntry.Kind.FIELD, cause, "group", r.assignedGroup, to.group());
        deadlines.priority(r, to.priority(), actor, cause);
        deadlines.plan(r, to.dueAt(), actor, cause);
        r.category = to.category();
        r.service = to.service();
        r.criticality = to.criticality();
        r.priority = to.priority();
        r.complexity = to.complexity();
        r.dueAt = to.dueAt();
        r.assignee = to.assignee();
        r.assignedGroup = to.group();
        touch(r);
    }

    /** Moves the request to a state (requirements 6.2). */
    public void changeState(long requestId, RequestState to, String actor, String cause) {
        Request r = load(requestId);
        change(r, actor, ArchiveEntry.Kind.STATE, cause, "state", r.state, to);
        deadlines.state(r, to, actor, cause);
        r.state = to;
        if (to == RequestState.CLOSED) {
            r.closedAt = clock.instant();
        }
        touch(r);
    }

    /** Closes the request with the product's own mark (BONUS-5-03, BONUS-10.1-14). */
    public void closeWithMark(long requestId, ProductProfile.Mark mark, String actor, String cause) {
        Request r = load(requestId);
        String label = profiles.get(r.product).marks().get(mark);
        change(r, actor, ArchiveEntry.Kind.FIELD, cause, "mark", r.mark, label);
        r.mark = label;
        changeState(requestId, RequestState.CLOSED, actor, cause);
    }

    /** Hands the classified request to the group, and to the person if one is named (T-08). */
    public void assign(long requestId, String group, String actor, String cause) {
        Request r = load(requestId);
        change(r, actor, ArchiveEntry.Kind.FIELD, cause, "group", r.assignedGroup, group);
        r.assignedGroup = group;
        changeState(requestId, RequestState.ASSIGNED, actor, cause);
    }

    /** The specialist's first act begins the work (T-09); changes nothing in any other state than ASSIGNED. */
    public void begin(long requestId, String actor, String cause) {
        if (load(requestId).state == RequestState.ASSIGNED) {
            changeState(requestId, RequestState.IN_WORK, actor, cause);
        }
    }

    /** Somebody takes a request out of the queue (T-05); changes nothing in any other state than QUEUED. */
    public void takeFromQueue(long requestId, String actor, String cause) {
        if (load(requestId).state == RequestState.QUEUED) {
            changeState(requestId, RequestState.REGISTERED, actor, cause);
        }
    }

    /** Gives the request to another group without changing its state (OTK-6-05); {@code assignee} may be null. */
    public void handOver(long requestId, String group, String assignee, String actor, String cause) {
        Request r = load(requestId);
        change(r, actor, ArchiveEntry.Kind.FIELD, cause, "group", r.assignedGroup, group);
        r.assignedGroup = group;
        takeOver(requestId, assignee, actor, cause);
    }

    /** Records who works on the request now; null for nobody but its group. */
    public void takeOver(long requestId, String assignee, String actor, String cause) {
        Request r = load(requestId);
        change(r, actor, ArchiveEntry.Kind.FIELD, cause, "assignee", r.assignee, assignee);
        r.assignee = assignee;
        touch(r);
    }

    /** Answer or solution goes to the customer: ANSWERED where the customer confirms twice, else DONE (T-06, T-14, T-20, T-21). */
    public void deliver(long requestId, String actor, String cause) {
        ConfirmationModel model = confirmation(requestId).model();
        changeState(
                requestId,
                model == ConfirmationModel.CUSTOMER_CONFIRMS_TWICE ? RequestState.ANSWERED : RequestState.DONE,
                actor,
                cause);
    }

    /** @return when silence from now on counts as consent (T-19, C-34); empty if never */
    public Optional<Instant> silenceEnds(long requestId) {
        return Optional.ofNullable(confirmation(requestId).autoCloseDays()).map(this::inDays);
    }

    /** Archives the customer's newest message as remarks (BONUS-10.4-04, ECRM-3.5-02). */
    public void recordRemarks(long requestId, String cause) {
        messages.findFirstByRequestIdAndDirectionOrderByIdDesc(requestId, NewMessage.Direction.IN)
                .ifPresent(
                        m -> archive.add(requestId, "customer:" + m.sender, ArchiveEntry.Kind.REMARKS, cause, m.text));
    }

    /**
     * Hands the request back to its specialist: assigned anew with the profile's term where the account manager has
     * judged the remarks (T-16, BONUS-10.1-26, BONUS-10.4-08; the second label of ASSIGNED shows from now on), at once
     * in work elsewhere (T-23).
     *
     * @return the new due date, if there is one
     */
    public Optional<Instant> reopen(long requestId, String actor, String cause) {
        Request r = load(requestId);
        ProductProfile profile = profiles.get(r.product);
        r.reworkCount++;
        if (confirmation(requestId).model() != ConfirmationModel.MANAGER_CHECK) {
            changeState(requestId, RequestState.IN_WORK, actor, cause);
            return Optional.empty();
        }
        Instant dueAt = inDays(profile.rework().days());
        change(r, actor, ArchiveEntry.Kind.FIELD, cause, "dueAt", r.dueAt, dueAt);
        deadlines.rework(r, dueAt, actor, cause);
        r.dueAt = dueAt;
        changeState(requestId, RequestState.ASSIGNED, actor, cause);
        return Optional.of(dueAt);
    }

    /**
     * The request is worked on in stages from now on (T-09, BONUS-10.1-23).
     *
     * @return the group of specialists whose request it is
     */
    public String divide(long requestId, String actor, String cause) {
        Request r = load(requestId);
        String group = profiles.get(r.product).specialistGroup(r.assignedGroup);
        change(r, actor, ArchiveEntry.Kind.FIELD, cause, "group", r.assignedGroup, group);
        r.assignedGroup = group;
        changeState(requestId, RequestState.IN_WORK, actor, cause);
        return group;
    }

    /**
     * The request's deadlines stand still: force majeure (T-26, BONUS-10.5-02).
     *
     * @param from when it began; for a request that is younger, its registration
     */
    public void suspend(long requestId, Instant from, String actor, String cause) {
        Request r = load(requestId);
        Instant counted = from.isBefore(r.registeredAt) ? r.registeredAt : from;
        deadlines.suspend(r, counted, actor, cause);
        archive.change(requestId, actor, ArchiveEntry.Kind.FIELD, cause, "suspendedFrom", null, counted);
    }

    /**
     * The request's deadlines run again; a due date that had not passed when force majeure began moves by its length.
     *
     * @param until when it ended
     * @return the due date, if there is one
     */
    public Optional<Instant> resume(long requestId, Instant until, String actor, String cause) {
        Request r = load(requestId);
        archive.change(requestId, actor, ArchiveEntry.Kind.FIELD, cause, "suspendedUntil", null, until);
        Instant dueAt = deadlines.unsuspend(r, until, actor, cause);
        change(r, actor, ArchiveEntry.Kind.FIELD, cause, "dueAt", r.dueAt, dueAt);
        r.dueAt = dueAt;
        touch(r);
        return Optional.ofNullable(r.dueAt);
    }

    /** Raises or lowers the priority (T-11, BONUS-10.1-32). */
    public void reprioritise(long requestId, Level to, Act act) {
        Request r = load(requestId);
        change(r, act, "priority", r.priority, to);
        deadlines.priority(r, to, act.actor(), act.cause());
        r.priority = to;
        touch(r);
    }

    /**
     * Moves the planned due date (T-11, BONUS-10.1-33, BONUS-10.1-34, BONUS-10.3-01).
     *
     * @param consent user id of who agreed for the account managers; null where the regulation asks for no consent
     * @return the due date until now; empty if there was none
     */
    public Optional<Instant> reschedule(long requestId, Instant to, String consent, Act act) {
        Request r = load(requestId);
        Instant from = r.dueAt;
        change(r, act, "dueAt", from, to);
        if (consent != null) {
            change(r, act, "dueAtConsent", null, consent);
        }
        deadlines.plan(r, to, act.actor(), act.cause());
        r.dueAt = to;
        touch(r);
        return Optional.ofNullable(from);
    }

    /** Changes how complex the request is held to be (T-11, BONUS-10.1-11). */
    public void changeComplexity(long requestId, Level to, Act act) {
        Request r = load(requestId);
        change(r, act, "complexity", r.complexity, to);
        r.complexity = to;
        touch(r);
    }

    /** Calendar days in the vendor's zone (C-11). */
    private Instant inDays(int days) {
        return clock.instant().atZone(zone).plusDays(days).toInstant();
    }

    private ProductProfile.Confirmation confirmation(long requestId) {
        Request r = load(requestId);
        return r.confirmation(profiles.get(r.product));
    }

    private Request load(long requestId) {
        return requests.findById(requestId).orElseThrow(() -> new RequestNotFound("with id " + requestId));
    }

    private void change(
            Request r,
            String actor,
            ArchiveEntry.Kind kind,
            String cause,
            String field,
            Object oldValue,
            Object newValue) {
        archive.change(r.id, actor, kind, cause, field, oldValue, newValue);
    }

    private void change(Request r, Act act, String field, Object oldValue, Object newValue) {
        archive.change(
                r.id, act.actor(), ArchiveEntry.Kind.FIELD, act.cause(), field, oldValue, newValue, act.reason());
    }

    private void touch(Request r) {
        r.changedAt = clock.instant();
    }
}
