package io.reglament.mail;

import java.util.Arrays;

/** Why a person must say what a mail is; the code is the process variable {@code triageReason}. */
public enum TriageReason {
    /** Neither the address nor its domain belongs to a customer. */
    UNKNOWN_SENDER,
    /** A known customer that has no contract for the product, not even an expired one (C-23). */
    NO_CONTRACT,
    /** Names a request that its sender has no part in (mail rule TH-3). */
    STRANGER_WITH_NUMBER,
    /** Answers our own mail, but comes from somebody who takes no part in the request: needs approval (TH-3). */
    NON_PARTICIPANT,
    /** Answers a request, but our mail server says that the sender is not who the mail says (TH-4). */
    UNAUTHENTICATED,
    /** From one of our own people or our own domain, and no answer to a notice. */
    INTERNAL,
    /** Not a mail that could be parsed, or one that was built to exhaust a parser (mail rule PA-15). */
    UNREADABLE,
    /** Over the size limit: kept whole, but not read (mail rules IN-9, PA-15). */
    TOO_LARGE,
    /** A reply to a request that has ended (mail rule TH-8). */
    REPLY_AFTER_CLOSING,
    /** The decision failed again and again (mail rule IN-6), or no row of the table fits. */
    UNDECIDED;

    /** @return the reason that the table's row is named after; {@link #UNDECIDED} for a row of another name */
    public static TriageReason ofRule(String rule) {
        return Arrays.stream(values())
                .filter(reason -> reason.name().equals(rule))
                .findFirst()
                .orElse(UNDECIDED);
    }
}
