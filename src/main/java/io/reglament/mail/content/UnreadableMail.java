package io.reglament.mail.content;

/** A mail that cannot be taken apart within the limits of mail rule PA-15; a person looks at the original. */
public class UnreadableMail extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why; each has a sentence in {@code messages/mailnotes}. */
    public enum Limit {
        DEPTH,
        PARTS,
        HEADER_FIELDS,
        HEADER_FIELD_SIZE,
        HEADER_SIZE,
        ADDRESSES,
        ATTACHMENTS,
        DECODED_SIZE,
        HOPS,
        TIME,
        /** No limit was passed: the bytes make no sense to the parser. */
        BROKEN
    }

    private final Limit limit;

    UnreadableMail(Limit limit, String message) {
        super(message);
        this.limit = limit;
    }

    UnreadableMail(Limit limit, String message, Throwable cause) {
        super(message, cause);
        this.limit = limit;
    }

    public Limit limit() {
        return limit;
    }
}
