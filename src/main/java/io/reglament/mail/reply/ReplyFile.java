package io.reglament.mail.reply;

/**
 * A file of a draft or a waiting reply.
 *
 * @param contentType as the person's browser said, not to be trusted
 * @param size in bytes
 */
public record ReplyFile(long id, String name, String contentType, long size) {}
