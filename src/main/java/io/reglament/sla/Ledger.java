package io.reglament.sla;

import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ServiceTerms;
import io.reglament.sla.Interval.Owner;
import io.reglament.sla.LedgerEntry.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a request's ledger says, replayed from its lines: whose time it was when, and what the deadlines are computed
 * from. Replaying the same lines gives the same ledger, whatever changed meanwhile outside of them. Force majeure lies over
 * everything else: it may be recorded afterwards, and then takes its time from whoever had it until then.
 */
public final class Ledger {

    /** As if force majeure never were. */
    private final List<Phase> ordinary = new ArrayList<>();

    private final List<Phase> suspensions = new ArrayList<>();
    private final List<DeadlineChange> changes = new ArrayList<>();
    private Instant startedAt;
    private Instant lastAt;
    private boolean paused;
    private List<Phase> phases;
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
        ledger.phases = ledger.overlaid();
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
            case SUSPENDED -> suspend(counted(entry, at));
            case UNSUSPENDED -> unsuspend(counted(entry, at));
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
        Owner owner = paused || isDone() ? Owner.CUSTOMER : Owner.VENDOR;
        Instant from = at;
        if (!ordinary.isEmpty()) {
            Phase open = ordinary.remove(ordinary.size() - 1);
            if (open.owner() == owner) {
                from = open.from();
            } else if (open.from().isBefore(at)) {
                ordinary.add(new Phase(open.from(), at, open.owner()));
            } else if (!ordinary.isEmpty() && ordinary.get(ordinary.size() - 1).owner() == owner) {
                from = ordinary.remove(ordinary.size() - 1).from();
            }
        }
        ordinary.add(new Phase(from, null, owner));
    }

    /** From when force majeure counts: as it was entered, but never before the registration. */
    private Instant counted(LedgerEntry entry, Instant at) {
        Instant since = entry.since() == null || entry.since().isAfter(at) ? at : entry.since();
        return since.isAfter(startedAt) ? since : startedAt;
    }

    private void suspend(Instant from) {
        Instant earliest = from;
        if (isSuspended()) {
            Instant before = suspensions.remove(suspensions.size() - 1).from();
            earliest = before.isBefore(from) ? before : from;
        }
        suspensions.add(new Phase(earliest, null, Owner.FORCE_MAJEURE));
    }

    private void unsuspend(Instant until) {
        if (isSuspended()) {
            Phase open = suspensions.remove(suspensions.size() - 1);
            if (open.from().isBefore(until)) {
                suspensions.add(new Phase(open.from(), until, open.owner()));
            }
        }
    }

    /** Lays force majeure over the ordinary phases. */
    private List<Phase> overlaid() {
        if (suspensions.isEmpty()) {
            return ordinary;
        }
        List<Phase> over = new ArrayList<>(suspensions);
        over.sort(Comparator.comparing(Phase::from));
        List<Phase> all = new ArrayList<>();
        for (Phase phase : ordinary) {
            Instant at = phase.from();
            for (Phase suspension : over) {
                if (at != null && overlaps(suspension, at, phase.until())) {
                    add(all, at, suspension.from(), phase.owner());
                    Instant begin = suspension.from().isAfter(at) ? suspension.from() : at;
                    at = earlier(suspension.until(), phase.until());
                    add(all, begin, at, suspension.owner());
                }
            }
            if (at != null) {
                add(all, at, phase.until(), phase.owner());
            }
        }
        return all;
    }

    private static boolean overlaps(Phase suspension, Instant from, Instant until) {
        return (suspension.until() == null || suspension.until().isAfter(from))
                && (until == null || suspension.from().isBefore(until));
    }

    /** Adds what has a length, as one with what has the same owner right before it. */
    private static void add(List<Phase> phases, Instant from, Instant until, Owner owner) {
        if (until != null && !from.isBefore(until)) {
            return;
        }
        Phase last = phases.isEmpty() ? null : phases.get(phases.size() - 1);
        if (last != null && last.owner() == owner) {
            phases.set(phases.size() - 1, new Phase(last.from(), until, owner));
        } else {
            phases.add(new Phase(from, until, owner));
        }
    }

    /** @return the earlier one; null stands for no end */
    private static Instant earlier(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
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
        return !suspensions.isEmpty() && suspensions.get(suspensions.size() - 1).until() == null;
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
