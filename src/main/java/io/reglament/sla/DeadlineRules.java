package io.reglament.sla;

import io.reglament.crm.ServiceTerms;
import io.reglament.crm.ServiceTerms.Goal;
import io.reglament.sla.Deadline.Kind;
import io.reglament.sla.Deadline.Status;
import io.reglament.sla.Interval.Owner;
import io.reglament.sla.Ledger.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How deadlines follow from a ledger. Goals count the vendor's service time from the registration; the customer's time
 * and force majeure do not count. A planned date stands as it was promised (D-17): only force majeure moves it, by its
 * length (D-18); while the customer is asked nobody is reproached with it.
 */
final class DeadlineRules {

    private final Ledger ledger;
    private final ServiceCalendar calendar;
    private final Instant now;

    DeadlineRules(Ledger ledger, ServiceCalendar calendar, Instant now) {
        this.ledger = ledger;
        this.calendar = calendar;
        this.now = now;
    }

    List<Deadline> all() {
        List<Deadline> deadlines = new ArrayList<>();
        ServiceTerms terms = ledger.terms().orElse(null);
        Goal goal = terms == null || ledger.priority() == null
                ? null
                : terms.goals().get(ledger.priority());
        if (goal != null && goal.reaction() != null) {
            deadlines.add(goal(Kind.REACTION, goal.reaction(), terms.warnBefore(), ledger.reactionDoneAt()));
        }
        if (goal != null && goal.solution() != null) {
            deadlines.add(goal(Kind.SOLUTION, goal.solution(), terms.warnBefore(), ledger.solutionDoneAt()));
        }
        ledger.plan().ifPresent(plan -> deadlines.add(planned(plan, terms == null ? null : terms.warnBefore())));
        return deadlines;
    }

    private Deadline goal(Kind kind, Duration goal, Duration warnBefore, Instant doneAt) {
        List<Phase> phases = until(doneAt);
        Instant at = reach(phases, goal);
        Instant warnAt =
                warnBefore == null || warnBefore.compareTo(goal) >= 0 ? null : reach(phases, goal.minus(warnBefore));
        Phase open = phases.get(phases.size() - 1);
        Instant end = doneAt == null ? now : doneAt;
        Status status = status(doneAt, open, at);
        return new Deadline(
                kind,
                ledger.startedAt(),
                goal,
                null,
                at,
                warnAt,
                status,
                status == Status.PAUSED || status == Status.SUSPENDED ? open.from() : null,
                doneAt,
                passed(phases, Owner.CUSTOMER, end),
                passed(phases, Owner.FORCE_MAJEURE, end),
                changesOf(kind));
    }

    /** @return the moment at which so much of the vendor's service time has passed */
    private Instant reach(List<Phase> phases, Duration goal) {
        Duration left = goal;
        for (Phase phase : phases) {
            if (phase.until() == null) {
                Instant from = phase.owner() == Owner.VENDOR ? phase.from() : later(phase.from(), now);
                return calendar.plus(from, left);
            }
            if (phase.owner() == Owner.VENDOR) {
                Duration passed = calendar.between(phase.from(), phase.until());
                if (passed.compareTo(left) >= 0) {
                    return calendar.plus(phase.from(), left);
                }
                left = left.minus(passed);
            }
        }
        throw new IllegalStateException("the ledger's last phase is not open");
    }

    private Duration passed(List<Phase> phases, Owner owner, Instant end) {
        Duration sum = Duration.ZERO;
        for (Phase phase : phases) {
            if (phase.owner() == owner) {
                Instant until = phase.until() == null || phase.until().isAfter(end) ? end : phase.until();
                sum = sum.plus(calendar.between(phase.from(), until));
            }
        }
        return sum;
    }

    private Deadline planned(LedgerEntry plan, Duration warnBefore) {
        Instant doneAt = ledger.solutionDoneAt();
        List<Phase> phases = until(doneAt);
        Phase open = phases.get(phases.size() - 1);
        Instant at = plan.dueAt();
        Duration waited = Duration.ZERO;
        Duration suspended = Duration.ZERO;
        for (Phase phase : phases) {
            Instant from = later(phase.from(), plan.at());
            Instant until = phase.until() == null ? later(from, now) : phase.until();
            if (phase.owner() == Owner.VENDOR || !from.isBefore(until)) {
                continue;
            }
            Duration length = Duration.between(from, until);
            if (phase.owner() == Owner.CUSTOMER) {
                waited = waited.plus(length);
            } else if (from.isBefore(at)) {
                suspended = suspended.plus(length);
                at = at.plus(length);
            }
        }
        Status status = status(doneAt, open, at);
        return new Deadline(
                Kind.DUE_DATE,
                plan.at(),
                null,
                plan.plan(),
                at,
                warnBefore == null ? null : at.minus(warnBefore),
                status,
                status == Status.PAUSED || status == Status.SUSPENDED ? open.from() : null,
                doneAt,
                waited,
                suspended,
                changesOf(Kind.DUE_DATE));
    }

    /** What was missed before the clock stopped stays missed. */
    private static Status status(Instant doneAt, Phase open, Instant at) {
        if (doneAt != null) {
            return Status.DONE;
        }
        boolean missedBefore = !at.isAfter(open.from());
        return switch (open.owner()) {
            case CUSTOMER -> missedBefore ? Status.RUNNING : Status.PAUSED;
            case FORCE_MAJEURE -> missedBefore ? Status.RUNNING : Status.SUSPENDED;
            default -> Status.RUNNING;
        };
    }

    /** @return the phases up to the moment, as if the vendor's time had gone on from there; all of them for null */
    private List<Phase> until(Instant doneAt) {
        if (doneAt == null) {
            return ledger.phases();
        }
        List<Phase> cut = new ArrayList<>();
        Instant end = ledger.startedAt();
        for (Phase phase : ledger.phases()) {
            if (!phase.from().isBefore(doneAt)) {
                break;
            }
            Instant until = phase.until() == null || phase.until().isAfter(doneAt) ? doneAt : phase.until();
            cut.add(new Phase(phase.from(), until, phase.owner()));
            end = until;
        }
        cut.add(new Phase(end, null, Owner.VENDOR));
        return cut;
    }

    private List<DeadlineChange> changesOf(Kind kind) {
        return ledger.changes().stream().filter(change -> change.kind() == kind).toList();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
