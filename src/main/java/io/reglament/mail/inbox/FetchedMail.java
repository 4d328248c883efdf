package io.reglament.mail.inbox;

import java.time.Instant;

/**
 * A mail as it came from the server.
 *
 * @param mailbox our address
 * @param uidValidity 0 for a mail that was pushed to us
 * @param content is closed by whoever made it
 */
record FetchedMail(String mailbox, String product, long uidValidity, long uid, Instant receivedAt, MailBytes content) {}
