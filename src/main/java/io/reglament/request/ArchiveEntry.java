package io.reglament.request;

import java.time.Instant;

/**
 * One line of a request's archive (BONUS-10.1-35); never changed, never deleted.
 *
 * @param actor user id, {@code customer:<address>} or {@code system}
 * @param cause BPMN element, DMN row or API action that caused it
 * @param field what changed; null where nothing did
 * @param text what a person wrote, or a longer remark; null if none
 */
public record ArchiveEntry(
        Instant at,
        String actor,
        Kind kind,
        String cause,
        String field,
        String oldValue,
        String newValue,
        String text) {

    public enum Kind {
        REGISTERED,
        STATE,
        FIELD,
        PROPOSAL,
        DECISION,
        ANSWER,
        SOLUTION,
        QUESTION,
        REASON,
        REMARKS,
        NOTE,
        ORAL_NOTICE,
        MAIL_IN,
        MAIL_OUT,
        LINK,
        DELIVERY,
        /** A deadline comes near. */
        WARNING,
        /** A deadline was missed. */
        ESCALATION
    }
}
