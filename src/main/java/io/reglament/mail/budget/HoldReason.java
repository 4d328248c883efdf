package io.reglament.mail.budget;

/** Why an automatic mail is not sent until a person says so. */
public enum HoldReason {
    /** The address had its share of the hour or the day. */
    ADDRESS_BUDGET,
    /** All addresses of the domain together had their share of the hour. */
    DOMAIN_BUDGET,
    /** The request wrote to this address too often within a day. */
    REQUEST_BUDGET,
    /** The same sender sent the same text again and again: a program that does not say that it is one. */
    REPEATED_TEXT,
    /** A mail server reported the address as dead (mail rule AU-9). */
    UNDELIVERABLE,
    /** Far more mail than usual was about to leave. */
    BREAKER
}
