package io.reglament.mail.outbox;

/**
 * A file that a stored mail refers to.
 *
 * @param at index of the byte before which it stands, in Base64
 * @param attachmentId of the file, which never changes
 */
public record Enclosure(int at, long attachmentId) {

    /** @param text {@code at:attachmentId}, as the database gives it */
    static Enclosure parse(String text) {
        int colon = text.indexOf(':');
        return new Enclosure(Integer.parseInt(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
    }
}
