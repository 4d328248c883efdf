package io.reglament.crm;

import java.time.Instant;

/**
 * Somebody's time on duty for a product.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record Shift(long id, String product, String userId, Instant from, Instant to) {

    /**
     * A time in which nobody is on duty.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public record Gap(Instant from, Instant to) {}
}
