package io.reglament.request;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ProductProfiles;
import java.time.Clock;
import java.time.Instant;
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
    private final Clock clock;

    RequestWork(RequestRepository requests, Archive archive, ProductProfiles profiles, Clock clock) {
        this.requests = requests;
        this.archive = archive;
        this.profiles = profiles;
        this.clock = clock;
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

    /** Hands the request back to its specialist (T-16, BONUS-10.4-08): the second label of ASSIGNED shows from now on. */
    public void returnForRework(long requestId, Instant dueAt, String actor, String cause) {
        Request r = load(requestId);
        change(r, actor, ArchiveEntry.Kind.FIELD, cause, "dueAt", r.dueAt, dueAt);
        r.reworkCount++;
        r.dueAt = dueAt;
        changeState(requestId, RequestState.ASSIGNED, actor, cause);
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

    private void touch(Request r) {
        r.changedAt = clock.instant();
    }
}
