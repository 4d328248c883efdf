package io.reglament.crm;

import java.time.Instant;

/**
 * One recorded change of a customer, a contact or a contract; never changed, never deleted.
 *
 * @param actor user id, or {@code system}
 * @param subject name, address or number of what was changed
 * @param field name of the draft's component; {@code entered} for something new
 */
public record CustomerEvent(
        Instant at, String actor, Kind kind, String subject, String field, String oldValue, String newValue) {

    public enum Kind {
        CUSTOMER,
        CONTACT,
        CONTRACT
    }
}
