package io.reglament.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is due when, with all that its explanation needs.
 *
 * @param startedAt from which the goal counts
 * @param goal service time allowed; null for a planned date
 * @param plan why the date was planned; null for a goal
 * @param at the moment it is due; while the clock stands still, as if it went on now
 * @param warnAt when people are warned; null: never
 * @param since when the clock stopped; null while it runs
 * @param doneAt when it was met or missed for good; null while it is open
 * @param waited service time (planned dates: wall time) that passed waiting for the customer
 * @param suspended the same, for force majeure
 * @param changes what moved it, oldest first
 */
public record Deadline(
        Kind kind,
        Instant startedAt,
        Duration goal,
        LedgerEntry.Plan plan,
        Instant at,
        Instant warnAt,
        Status status,
        Instant since,
        Instant doneAt,
        Duration waited,
        Duration suspended,
        List<DeadlineChange> changes) {

    /** Which of a request's deadlines it is; the API shows these codes. */
    public enum Kind {
        REACTION,
        SOLUTION,
        DUE_DATE
    }

    /** Whether its clock runs. */
    public enum Status {
        RUNNING,
        /** The customer is asked. */
        PAUSED,
        /** Force majeure. */
        SUSPENDED,
        DONE
    }

    /** @return whether it was or is missed at that moment */
    public boolean isMissed(Instant now) {
        return switch (status) {
            case DONE -> doneAt.isAfter(at);
            case RUNNING -> !at.isAfter(now);
            case PAUSED, SUSPENDED -> false;
        };
    }
}
