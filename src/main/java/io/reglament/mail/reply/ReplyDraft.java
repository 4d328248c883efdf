package io.reglament.mail.reply;

import java.time.Instant;
import java.util.List;

/**
 * What a person has written about a request so far.
 *
 * @param copies addresses
 * @param internal whether it will be a note, which customers never see
 * @param changedAt null if it was never saved
 * @param version 0 if it was never saved; never goes back
 */
public record ReplyDraft(
        String text, List<String> copies, List<ReplyFile> files, boolean internal, Instant changedAt, int version) {}
