package io.reglament.mail;

/** Why a person must say what a mail is; the code is the process variable {@code triageReason}. */
public enum TriageReason {
    /** Neither the address nor its domain belongs to a customer. */
    UNKNOWN_SENDER,
    /** A known customer that has no contract for the product, not even an expired one (C-23). */
    NO_CONTRACT,
    /** Names a request that its sender has no part in (mail rule TH-3). */
    STRANGER_WITH_NUMBER,
    /** Not a mail that could be parsed, or one that was built to exhaust a parser (mail rule PA-15). */
    UNREADABLE,
    /** Over the size limit: only its headers are here, the mail itself stays in the mailbox (mail rule IN-9). */
    TOO_LARGE,
    /** A reply to a request that has ended (mail rule TH-8). */
    REPLY_AFTER_CLOSING,
    /** The decision failed again and again (mail rule IN-6). */
    UNDECIDED
}
