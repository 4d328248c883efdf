package io.reglament.sla;

import io.reglament.crm.ProductProfile.Level;
import java.time.Instant;

/**
 * A deadline that a change of priority, terms, calendar or plan moved.
 *
 * @param changedAt when
 * @param reason what kind of line moved it
 * @param oldPriority with reason {@code PRIORITY}, else null
 * @param newPriority with reason {@code PRIORITY}, else null
 * @param oldAt null if there was no such deadline before
 * @param newAt null if there is none any more
 */
public record DeadlineChange(
        Deadline.Kind kind,
        Instant changedAt,
        LedgerEntry.Kind reason,
        Level oldPriority,
        Level newPriority,
        Instant oldAt,
        Instant newAt) {

    /** @return whether the change itself made the request miss a deadline that it had kept until then */
    public boolean missedByChange() {
        return newAt != null && !newAt.isAfter(changedAt) && (oldAt == null || oldAt.isAfter(changedAt));
    }
}
