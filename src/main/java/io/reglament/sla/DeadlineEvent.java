package io.reglament.sla;

import io.reglament.sla.LedgerEntry.By;
import java.time.Instant;

/** What others want to know of deadlines; published within the transaction in which it happens, and part of it. */
public sealed interface DeadlineEvent {

    /** @return the request's id */
    long requestId();

    /** A change of priority, terms, calendar or plan moved a deadline. */
    record Moved(long requestId, DeadlineChange change, By by) implements DeadlineEvent {}

    /** A deadline comes near; said once for each moment that it has. */
    record Warned(long requestId, Deadline.Kind kind, Instant at) implements DeadlineEvent {}

    /** A deadline was missed; said once for each moment that it had. */
    record Missed(long requestId, Deadline.Kind kind, Instant at) implements DeadlineEvent {}
}
