package io.reglament.mail;

/**
 * One mail server as one mailbox uses it.
 *
 * @param tls whether the connection is encrypted from its first byte (imaps, smtps)
 * @param startTls whether a connection that begins in the clear must be encrypted before anybody signs in
 * @param folder that is read (IMAP only)
 * @param user null or blank: no sign-in (SMTP only)
 */
public record MailServer(
        String host, int port, boolean tls, boolean startTls, String folder, String user, MailSecret secret) {

    private static final String INBOX = "INBOX";

    /** With a password, and the folder that every mailbox has. */
    public MailServer(String host, int port, boolean tls, String user, String password) {
        this(host, port, tls, false, INBOX, user, MailSecret.password(password));
    }

    /** @return the password or the access token of this moment */
    public String password() {
        return secret.value();
    }

    /** Without the password, which must not reach a log. */
    @Override
    public String toString() {
        return (tls ? "TLS " : "") + host + ":" + port + (user == null ? "" : " as " + user);
    }
}
