package io.reglament.mail;

import java.io.IOException;

/**
 * A mail that a server handed in and that the ledger now holds.
 *
 * @param isNew false for a mail that the ledger held already
 */
public record PushedMail(long id, boolean isNew) {

    /** The mail is larger than whoever asks wants to take. */
    public static class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** There is nothing in the mail. */
    public static class Empty extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
