package io.reglament.mail.inbox;

import java.time.Instant;

/**
 * A mail as it came from the server.
 *
 * @param mailbox our address
 * @param size bytes on the server
 * @param truncated {@code raw} holds only the header
 */
record FetchedMail(
        String mailbox,
        String product,
        long uidValidity,
        long uid,
        Instant receivedAt,
        long size,
        boolean truncated,
        byte[] raw) {}
