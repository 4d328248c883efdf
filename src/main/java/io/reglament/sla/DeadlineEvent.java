package io.reglament.sla;

import io.reglament.sla.LedgerEntry.By;
import java.time.Instant;
import java.util.List;

/** What others want to know of deadlines; published within the transaction in which it happens, and part of it. */
public sealed interface DeadlineEvent {

    /** @return the request's id */
    long requestId();

    /** A change of priority, terms, calendar or plan moved a deadline. */
    record Moved(long requestId, DeadlineChange change, By by) implements DeadlineEvent {}

    /** A deadline comes near; said once for each moment that it has. */
    record Warned(long requestId, Deadline.Kind kind, Instant at) implements DeadlineEvent {}

    /**
     * A deadline was missed; said once for each moment that it had.
     *
     * @param alone false if a {@link MissedTogether} says it of several, so that people hear of them at once
     */
    record Missed(long requestId, Deadline.Kind kind, Instant at, boolean alone) implements DeadlineEvent {}

    /**
     * Many deadlines of a product were found missed at once, e.g. after a standstill.
     *
     * @param missed at least one, the oldest first; each has been said by itself before
     */
    record MissedTogether(String product, List<Missed> missed) {}
}
