package io.reglament.request;

import io.reglament.crm.ProductProfile.Level;
import io.reglament.sla.Deadline;
import io.reglament.sla.Deadlines;
import io.reglament.sla.LedgerEntry.By;
import io.reglament.sla.LedgerEntry.Plan;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What a change of a request means for its deadlines; each is asked before the request itself is changed. */
@Component
class RequestClock {

    private static final Set<RequestState> ANSWERED =
            EnumSet.of(RequestState.ANSWERED, RequestState.DONE, RequestState.COMPLETED);

    private final Deadlines deadlines;

    RequestClock(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    void state(Request r, RequestState to, String actor, String cause) {
        RequestState from = r.state;
        if (from == to) {
            return;
        }
        By by = new By(actor, cause);
        if (to == RequestState.CLOSED) {
            deadlines.ended(r.id, by);
        } else if (ANSWERED.contains(to)) {
            if (!ANSWERED.contains(from)) {
                deadlines.solved(r.id, by);
            }
        } else if (ANSWERED.contains(from) || from == RequestState.CLOSED) {
            deadlines.reopened(r.id, by);
        } else if (to == RequestState.WAITING_CUSTOMER) {
            deadlines.reacted(r.id, by);
            deadlines.pause(r.id, by);
        } else if (from == RequestState.WAITING_CUSTOMER) {
            deadlines.resume(r.id, by);
        } else if (to == RequestState.IN_WORK) {
            deadlines.reacted(r.id, by);
        }
    }

    void priority(Request r, Level to, String actor, String cause) {
        if (r.priority != to) {
            deadlines.changePriority(r.id, to, new By(actor, cause));
        }
    }

    /** A date that is set for the first time, or another one. */
    void plan(Request r, Instant to, String actor, String cause) {
        if (!Objects.equals(r.dueAt, to)) {
            Plan plan = r.dueAt == null ? Plan.ASSIGNMENT : Plan.RESCHEDULING;
            deadlines.plan(r.id, to, plan, new By(actor, cause));
        }
    }

    /** The term in which a returned request is due back at the specialist (D-04, BONUS-10.1-26). */
    void rework(Request r, Instant dueAt, String actor, String cause) {
        deadlines.plan(r.id, dueAt, Plan.REWORK, new By(actor, cause));
    }

    /** The request is another customer's than was thought (OTK-3-10). */
    void customer(Request r, long customerId, String actor, String cause) {
        if (r.customerId != customerId) {
            deadlines.changeCustomer(r.id, customerId, r.product, new By(actor, cause));
        }
    }

    /** Force majeure has begun (T-26, D-18). */
    void suspend(Request r, Instant from, String actor, String cause) {
        deadlines.suspend(r.id, from, new By(actor, cause));
    }

    /**
     * Force majeure is over.
     *
     * @return the planned date as it stands from now on, moved by the length of force majeure; null: there is none
     */
    Instant unsuspend(Request r, Instant until, String actor, String cause) {
        By by = new By(actor, cause);
        deadlines.unsuspend(r.id, until, by);
        Instant dueAt = deadlines.of(r.id).stream()
                .filter(deadline -> deadline.kind() == Deadline.Kind.DUE_DATE)
                .map(Deadline::at)
                .findFirst()
                .orElse(r.dueAt);
        if (!Objects.equals(r.dueAt, dueAt)) {
            deadlines.plan(r.id, dueAt, Plan.FORCE_MAJEURE, by);
        }
        return dueAt;
    }
}
