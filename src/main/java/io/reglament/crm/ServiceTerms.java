package io.reglament.crm;

import io.reglament.crm.ProductProfile.Level;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

/**
 * The service level that holds for a request: when service time passes, and how much of it each goal allows. Set by the
 * contract, else by the product's profile; no regulation gives hours (C-30).
 *
 * @param zone in which {@code hours} are meant, the customer's
 * @param country ISO 3166 code whose public holidays are not served; null: every day is served as its weekday
 * @param goals by priority; a priority without an entry has no deadlines
 * @param warnBefore service time before a deadline at which people are warned; null: nobody is
 */
public record ServiceTerms(
        ServiceHours hours, ZoneId zone, String country, Map<Level, Goal> goals, Duration warnBefore) {

    public ServiceTerms {
        goals = Map.copyOf(goals);
    }

    /**
     * Service time allowed from the registration.
     *
     * @param reaction until somebody begins; null: no such goal
     * @param solution until the answer is with the customer; null: no such goal
     */
    public record Goal(Duration reaction, Duration solution) {}
}
