package io.reglament.mail.content;

/**
 * A file of a mail.
 *
 * @param fileName safe and unique within the mail
 * @param contentId without angle brackets; null if the text does not refer to it
 */
public record MailAttachment(String fileName, String contentType, String contentId, byte[] content) {}
