package io.reglament.mail;

/** The one known place where each fetched mail ends (mail rule IN-6). */
public enum MailOutcome {
    /** Registered as a new request. */
    REQUEST,
    /** Filed with a request that it answers. */
    REPLY,
    /** An automatic answer; kept with its request where it has one, never answered. */
    AUTOMATIC,
    /** A delivery report. */
    BOUNCE,
    /** Came before; kept, no effect. */
    DUPLICATE,
    /** Sent by ourselves. */
    SELF,
    /** Spam, said a person. */
    BLOCKED,
    /** Waits for a person. */
    TO_SORT,
    /** Set aside by a person. */
    DISCARDED,
    /** Stored, not yet decided. */
    PENDING
}
