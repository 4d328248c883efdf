package io.reglament.mail.outbox;

import java.time.Instant;
import java.util.List;

/**
 * A row of the outbox.
 *
 * @param kind a {@link Letter.Kind}'s name
 * @param requestNumber visible number of the request that it belongs to
 * @param messageId with angle brackets
 * @param returnPath where delivery reports go
 * @param state {@code NEW, SENDING, UNKNOWN, SENT, BOUNCED, FAILED}, {@code HELD} (until a person decides) or {@code DROPPED}
 *     (by that person)
 * @param raw the mail without the files that it refers to, the same bytes at every attempt
 * @param files where they stand in it
 */
public record OutboundMail(
        long id,
        long requestId,
        String requestNumber,
        String product,
        String kind,
        String messageId,
        String sender,
        String returnPath,
        String recipient,
        String state,
        int attempts,
        Instant createdAt,
        byte[] raw,
        List<Enclosure> files) {

    /** @return whether it is a letter to the vendor's own people, whom nobody need reach in another way */
    public boolean toStaff() {
        return Letter.Kind.valueOf(kind).toStaff();
    }
}
