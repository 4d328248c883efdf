package io.reglament.mail.inbox;

import java.time.Instant;

/**
 * What the server says of one mail.
 *
 * @param receivedAt its INTERNALDATE; null if it tells none that can be read
 * @param block the bytes that were asked for, fewer at the mail's end; null if the server gave none
 */
record RemoteMail(long uid, Instant receivedAt, byte[] block) {}
