package io.reglament.request;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Changes who has to do with a request: at the vendor and at the customer. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class RequestPeople {

    private final RequestRepository requests;
    private final Absences absences;
    private final RequestClock deadlines;
    private final Participants participants;
    private final Customers customers;
    private final Archive archive;
    private final Clock clock;

    RequestPeople(
            RequestRepository requests,
            Absences absences,
            RequestClock deadlines,
            Participants participants,
            Customers customers,
            Archive archive,
            Clock clock) {
        this.requests = requests;
        this.absences = absences;
        this.deadlines = deadlines;
        this.participants = participants;
        this.customers = customers;
        this.archive = archive;
        this.clock = clock;
    }

    /**
     * Hands the request to another person or group (CIS-A.1-02); whoever is away is stood in for by the deputy.
     *
     * @param assignee user id; null for the group alone
     * @param group whose members may work on it
     * @return who has the request now; empty if the group alone
     */
    public Optional<String> reassign(long requestId, String assignee, String group, Act act) {
        Request r = load(requestId);
        change(r, act, "group", r.assignedGroup, group);
        r.assignedGroup = group;
        hand(r, assignee, null, act);
        return standIn(requestId, act);
    }

    /** Hands the request to somebody who stands in for its assignee until it is given back. */
    public void delegate(long requestId, String deputy, Act act) {
        Request r = load(requestId);
        hand(r, deputy, r.delegatedBy == null ? r.assignee : r.delegatedBy, act);
    }

    /**
     * Gives a delegated request back.
     *
     * @return who has the request now
     * @throws IllegalStateException if nobody is stood in for
     */
    public String giveBack(long requestId, Act act) {
        Request r = load(requestId);
        if (r.delegatedBy == null) {
            throw new IllegalStateException("request " + r.number + " is not delegated");
        }
        hand(r, r.delegatedBy, null, act);
        return r.assignee;
    }

    /**
     * Hands a request whose assignee is away to the deputy, and archives that.
     *
     * @return who has the request now; empty if it has nobody
     */
    public Optional<String> standIn(long requestId, Act act) {
        Request r = load(requestId);
        if (r.assignee != null) {
            String absent = r.assignee;
            absences.deputy(absent)
                    .ifPresent(deputy -> hand(
                            r, deputy, absent, new Act(Archive.SYSTEM, act.cause(), absent + " is away: " + deputy)));
        }
        return Optional.ofNullable(r.assignee);
    }

    /**
     * Corrects whose request it is, where sender and customer were recognised wrongly (OTK-3-10, MEET-3-10). The terms of
     * the right customer's contract hold; people of the wrong customer take part no longer.
     */
    public void correctCustomer(long requestId, Contact to, Act act) {
        Request r = load(requestId);
        Contact from = customers.contact(r.contactId);
        change(r, act, "customer", from.customerName(), to.customerName());
        change(r, act, "contact", from.email(), to.email());
        deadlines.customer(r, to.customerId(), act.actor(), act.cause());
        participants.of(requestId).stream()
                .filter(participant -> participant.customerId() != to.customerId())
                .forEach(participant -> participants.remove(requestId, participant, act));
        r.customerId = to.customerId();
        r.contactId = to.id();
        r.language = to.language().code();
        r.changedAt = clock.instant();
    }

    private void hand(Request r, String assignee, String delegatedBy, Act act) {
        change(r, act, "assignee", r.assignee, assignee);
        change(r, act, "delegatedBy", r.delegatedBy, delegatedBy);
        r.assignee = assignee;
        r.delegatedBy = delegatedBy;
        r.changedAt = clock.instant();
    }

    private Request load(long requestId) {
        return requests.findById(requestId).orElseThrow(() -> new RequestNotFound("with id " + requestId));
    }

    private void change(Request r, Act act, String field, Object oldValue, Object newValue) {
        archive.change(
                r.id, act.actor(), ArchiveEntry.Kind.FIELD, act.cause(), field, oldValue, newValue, act.reason());
    }
}
