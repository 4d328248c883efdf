package io.reglament.mail.inbox;

import io.reglament.mail.MailOutcome;
import java.time.Instant;

/**
 * A row of the ledger with its bytes.
 *
 * @param receivedAt the mail server's own time of arrival (mail rule IN-8)
 * @param size of the mail on the server, bytes
 * @param truncated {@code raw} holds only the header, because the mail is over the size limit
 * @param reason null unless it waits for a person or a person set it aside
 * @param requestId null unless it is filed with a request
 */
public record InboundMail(
        long id,
        String mailbox,
        String product,
        Instant receivedAt,
        long size,
        boolean truncated,
        byte[] fingerprint,
        byte[] raw,
        MailOutcome outcome,
        String reason,
        Long requestId,
        int attempts) {}
