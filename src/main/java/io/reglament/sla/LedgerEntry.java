package io.reglament.sla;

import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ServiceTerms;
import java.time.Instant;
import java.util.List;

/**
 * One line of a request's ledger; never changed, never deleted.
 *
 * @param priority with {@link Kind#PRIORITY}: the new one
 * @param dueAt with {@link Kind#PLANNED}: the new date; null: none any more
 * @param plan with {@link Kind#PLANNED}: why the date was set
 * @param terms with {@link Kind#STARTED} and {@link Kind#TERMS}: what holds from the registration on; null: no goals
 * @param since with {@link Kind#SUSPENDED} and {@link Kind#UNSUSPENDED}: the earlier moment from which it counts, where it
 *     was recorded afterwards; null: it counts from {@code at}
 * @param changes which deadlines the line moved, as it was then
 */
public record LedgerEntry(
        Instant at,
        Kind kind,
        Level priority,
        Instant dueAt,
        Plan plan,
        ServiceTerms terms,
        Instant since,
        By by,
        List<DeadlineChange> changes) {

    /** What happened. */
    public enum Kind {
        STARTED,
        REACTED,
        PAUSED,
        RESUMED,
        SUSPENDED,
        UNSUSPENDED,
        SOLVED,
        REOPENED,
        PLANNED,
        PRIORITY,
        TERMS,
        CALENDAR,
        ENDED
    }

    /** Why a due date was set. */
    public enum Plan {
        ASSIGNMENT,
        RESCHEDULING,
        /** The term in which a returned request is due back at the specialist (D-04). */
        REWORK,
        /** The date moved by the length of force majeure (D-18). */
        FORCE_MAJEURE
    }

    /**
     * Who did it, and by what.
     *
     * @param actor user id, {@code customer:<address>} or {@code system}
     * @param cause BPMN element, DMN row or API action
     */
    public record By(String actor, String cause) {}

    /** @return a line of a kind that needs no more than the moment */
    public static LedgerEntry of(Kind kind, Instant at, By by) {
        return new LedgerEntry(at, kind, null, null, null, null, null, by, List.of());
    }

    /** @return the beginning or end of force majeure, recorded after it happened */
    public static LedgerEntry backdated(Kind kind, Instant at, Instant since, By by) {
        return new LedgerEntry(at, kind, null, null, null, null, since, by, List.of());
    }

    /** @return the first line of a ledger, or a change of the terms */
    public static LedgerEntry terms(Kind kind, Instant at, ServiceTerms terms, By by) {
        return new LedgerEntry(at, kind, null, null, null, terms, null, by, List.of());
    }

    /** @return a change of priority */
    public static LedgerEntry priority(Instant at, Level priority, By by) {
        return new LedgerEntry(at, Kind.PRIORITY, priority, null, null, null, null, by, List.of());
    }

    /** @return a planned date */
    public static LedgerEntry planned(Instant at, Instant dueAt, Plan plan, By by) {
        return new LedgerEntry(at, Kind.PLANNED, null, dueAt, plan, null, null, by, List.of());
    }

    /** @return the same line with what it moved */
    LedgerEntry with(List<DeadlineChange> moved) {
        return new LedgerEntry(at, kind, priority, dueAt, plan, terms, since, by, List.copyOf(moved));
    }
}
