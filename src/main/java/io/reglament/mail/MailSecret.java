package io.reglament.mail;

/** What proves to a mail server that we may use the mailbox. */
public interface MailSecret {

    /**
     * @return a password, or an access token that is good for the next minutes
     * @throws SignInFailed if no token can be had
     */
    String value();

    /** @return whether the value is an OAuth2 access token, which goes by XOAUTH2 */
    default boolean isToken() {
        return false;
    }

    /** The server did not take the value: it must not be kept. */
    default void refused() {}

    /** A secret that stays; equal to any other of the same value, so that connections can be kept by server. */
    record Password(String value) implements MailSecret {

        @Override
        public String toString() {
            return "password";
        }
    }

    static MailSecret password(String password) {
        return new Password(password);
    }

    /** The identity provider gave no token; its answer is in the message. */
    class SignInFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public SignInFailed(String message) {
            super(message);
        }

        public SignInFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
