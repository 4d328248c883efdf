package io.reglament.mail.content;

/** A mail that cannot be taken apart within the limits of mail rule PA-15; a person looks at the original. */
public class UnreadableMail extends Exception {

    private static final long serialVersionUID = 1L;

    public UnreadableMail(String message) {
        super(message);
    }

    public UnreadableMail(String message, Throwable cause) {
        super(message, cause);
    }
}
