package io.reglament.sla;

import java.time.Duration;
import java.time.Instant;

/** A stretch of a request's life with the one whose time it was; {@code until} belongs to the next one. */
public record Interval(Instant from, Instant until, Owner owner) {

    /** Whose time passes. */
    public enum Owner {
        /** Service hours in which the vendor has to act. */
        VENDOR,
        /** The customer is asked, or has the answer to judge. */
        CUSTOMER,
        /** The vendor would have to act, but it is night, weekend or a holiday. */
        OUTSIDE_HOURS,
        /** No service level applies (BONUS-10.5-02). */
        FORCE_MAJEURE
    }

    /** @return wall time */
    public Duration length() {
        return Duration.between(from, until);
    }
}
