package io.reglament.mail.reply;

import java.time.Instant;
import java.util.List;

/**
 * A reply that has not left yet.
 *
 * @param copies addresses beside the request's contact
 * @param by user id of the author
 * @param undoUntil until when its author can take it back
 */
public record WaitingReply(
        long id,
        String text,
        List<String> copies,
        List<ReplyFile> files,
        String by,
        Instant sendAt,
        Instant undoUntil) {}
