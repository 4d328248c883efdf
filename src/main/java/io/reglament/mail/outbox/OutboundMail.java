package io.reglament.mail.outbox;

import java.time.Instant;

/**
 * A row of the outbox.
 *
 * @param requestNumber visible number of the request that it belongs to
 * @param state {@code NEW, SENDING, SENT} or {@code FAILED}
 * @param raw the whole mail, the same bytes at every attempt
 */
public record OutboundMail(
        long id,
        long requestId,
        String requestNumber,
        String product,
        String sender,
        String recipient,
        String state,
        int attempts,
        Instant createdAt,
        byte[] raw) {}
