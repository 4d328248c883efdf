package io.reglament.mail;

/**
 * One mail server as one mailbox uses it.
 *
 * @param tls whether the connection is encrypted from its first byte (imaps, smtps)
 * @param user null or blank: no sign-in (SMTP only)
 */
public record MailServer(String host, int port, boolean tls, String user, String password) {

    /** Without the password, which must not reach a log. */
    @Override
    public String toString() {
        return (tls ? "TLS " : "") + host + ":" + port + (user == null ? "" : " as " + user);
    }
}
