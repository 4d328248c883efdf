package io.reglament.sla;

import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ServiceTerms;
import io.reglament.sla.Interval.Owner;
import io.reglament.sla.LedgerEntry.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a request's ledger says, replayed from its lines: whose time it was when, and what the deadlines are computed
 * from. Replaying the same lines gives the same ledger, whatever changed meanwhile outside of them.
 */
public final class Ledger {

    private final List<Phase> phases = new ArrayList<>();
    private final List<DeadlineChange> changes = new ArrayList<>();
    private Instant startedAt;
    private Instant lastAt;
    private boolean paused;
    private boolean suspended;
    private ServiceTerms terms;
    private Level priority;
    private Instant reactedAt;
    private Instant solvedAt;
    private Instant endedAt;
    private LedgerEntry plan;

    /** A stretch with one owner; the newest is open: its {@code until} is null. */
    record Phase(Instant from, Instant until, Owner owner) {}

    private Ledger() {}

    /**
     * @param entries in the order in which they were written, the first of kind STARTED; a line that is older than the
     *     one before it, because a clock was set back, counts as if both were of the same moment
     * @throws IllegalArgumentException if there is no line, or the first has another kind
     */
    public static Ledger replay(List<LedgerEntry> entries) {
        if (entries.isEmpty() || entries.get(0).kind() != Kind.STARTED) {
            throw new IllegalArgumentException("a ledger begins with STARTED");
        }
        Ledger ledger = new Ledger();
        entries.forEach(ledger::apply);
        return ledger;
    }

    private void apply(LedgerEntry entry) {
        Instant at = lastAt == null || entry.at().isAfter(lastAt) ? entry.at() : lastAt;
        lastAt = at;
        switch (entry.kind()) {
            case STARTED -> {
                startedAt = at;
                terms = entry.terms();
            }
            case REACTED -> reactedAt = reactedAt == null ? at : reactedAt;
            case PAUSED -> paused = true;
            case RESUMED -> paused = false;
            case SUSPENDED -> suspended = true;
            case UNSUSPENDED -> suspended = false;
            case SOLVED -> solvedAt = solvedAt == null ? at : solvedAt;
            case REOPENED -> {
                solvedAt = null;
                endedAt = null;
                paused = false;
            }
            case PLANNED -> plan = entry;
            case PRIORITY -> priority = entry.priority();
            case TERMS -> terms = entry.terms();
            case CALENDAR -> {
                // Its lines only keep what the change moved: the calendar itself is not the request's.
            }
            case ENDED -> endedAt = endedAt == null ? at : endedAt;
        }
        changes.addAll(entry.changes());
        turn(at);
    }

    /** Begins a new phase where the owner changes; one of no length leaves no trace. */
    private void turn(Instant at) {
        Owner owner = suspended ? Owner.FORCE_MAJEURE : paused || isDone() ? Owner.CUSTOMER : Owner.VENDOR;
        Instant from = at;
        if (!phases.isEmpty()) {
            Phase open = phases.remove(phases.size() - 1);
            if (open.owner() == owner) {
                from = open.from();
            } else if (open.from().isBefore(at)) {
                phases.add(new Phase(open.from(), at, open.owner()));
            } else if (!phases.isEmpty() && phases.get(phases.size() - 1).owner() == owner) {
                from = phases.remove(phases.size() - 1).from();
            }
        }
        phases.add(new Phase(from, null, owner));
    }

    private boolean isDone() {
        return solvedAt != null || endedAt != null;
    }

    /**
     * @param calendar by which the vendor's time is told from the time outside service hours; null: all of it counts
     * @return the request's life from its registration to the given moment, without gaps and overlaps
     */
    public List<Interval> intervals(ServiceCalendar calendar, Instant until) {
        List<Interval> intervals = new ArrayList<>();
        for (Phase phase : phases) {
            Instant end = phase.until() == null || phase.until().isAfter(until) ? until : phase.until();
            if (!phase.from().isBefore(end)) {
                continue;
            }
            if (phase.owner() != Owner.VENDOR || calendar == null) {
                intervals.add(new Interval(phase.from(), end, phase.owner()));
                continue;
            }
            Instant at = phase.from();
            for (ServiceCalendar.Window window : calendar.windows(phase.from(), end)) {
                addIfLong(intervals, at, window.from(), Owner.OUTSIDE_HOURS);
                addIfLong(intervals, window.from(), window.until(), Owner.VENDOR);
                at = window.until();
            }
            addIfLong(intervals, at, end, Owner.OUTSIDE_HOURS);
        }
        return intervals;
    }

    private static void addIfLong(List<Interval> intervals, Instant from, Instant until, Owner owner) {
        if (from.isBefore(until)) {
            intervals.add(new Interval(from, until, owner));
        }
    }

    /**
     * @param calendar of the ledger's terms; null if it has none
     * @param now to which a clock that stands still is carried forward
     * @return the deadlines that the ledger implies, in the order of their kinds
     */
    public List<Deadline> deadlines(ServiceCalendar calendar, Instant now) {
        return new DeadlineRules(this, calendar, now).all();
    }

    /** @return what holds now; empty if no goals do */
    public Optional<ServiceTerms> terms() {
        return Optional.ofNullable(terms);
    }

    /** @return the newest priority; null before the first */
    public Level priority() {
        return priority;
    }

    /** @return whether the request has ended */
    public boolean isEnded() {
        return endedAt != null;
    }

    /** @return whether its answer is with the customer */
    public boolean isSolved() {
        return solvedAt != null;
    }

    /** @return whether the customer is asked */
    public boolean isPaused() {
        return paused;
    }

    /** @return whether force majeure suspends it */
    public boolean isSuspended() {
        return suspended;
    }

    /** @return whether anybody has begun */
    public boolean isReacted() {
        return reactedAt != null;
    }

    /** @return the moment of the newest line */
    public Instant lastAt() {
        return lastAt;
    }

    Instant startedAt() {
        return startedAt;
    }

    List<Phase> phases() {
        return phases;
    }

    List<DeadlineChange> changes() {
        return changes;
    }

    Optional<LedgerEntry> plan() {
        return Optional.ofNullable(plan).filter(p -> p.dueAt() != null);
    }

    /** @return when the first reaction was there; null: not yet */
    Instant reactionDoneAt() {
        return reactedAt != null ? reactedAt : solutionDoneAt();
    }

    /** @return when the work ended; null: not yet */
    Instant solutionDoneAt() {
        return solvedAt != null ? solvedAt : endedAt;
    }
}
