package io.reglament.mail.outbox;

import io.reglament.mail.MailServer;
import io.reglament.mail.TransportSettings;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * One connection to a product's server, used for one mail after another. Knows whether the final dot of the last mail
 * has left: from then on nobody can say whether the server has the mail until it answers (mail rule OUT-2).
 */
final class SmtpLine extends SMTPTransport {

    private final Session session;
    private boolean dotSent;
    private int mailsSent;
    private Instant idleSince;

    private SmtpLine(Session session, String protocol, boolean tls) {
        super(session, new URLName(protocol, null, -1, null, null, null), protocol, tls);
        this.session = session;
    }

    /**
     * Connects and signs in.
     *
     * @param helo our name in the conversation
     * @param utf8 whether the mails need SMTPUTF8
     */
    static SmtpLine open(MailServer server, Duration timeout, String helo, boolean utf8) throws MessagingException {
        String protocol = TransportSettings.protocol(server, "smtp");
        String prefix = "mail." + protocol + ".";
        Properties properties = TransportSettings.of(server, "smtp", timeout);
        boolean signIn = server.user() != null && !server.user().isBlank();
        properties.setProperty(prefix + "auth", Boolean.toString(signIn));
        properties.setProperty(prefix + "quitwait", "false");
        properties.setProperty(prefix + "localhost", helo);
        properties.setProperty("mail.mime.allowutf8", Boolean.toString(utf8));
        SmtpLine line = new SmtpLine(Session.getInstance(properties), protocol, server.tls());
        try {
            line.connect(
                    server.host(), server.port(), signIn ? server.user() : null, signIn ? server.password() : null);
        } catch (MessagingException | RuntimeException e) {
            if (e instanceof AuthenticationFailedException) {
                server.secret().refused();
            }
            line.hangUp();
            throw e;
        }
        return line;
    }

    Session session() {
        return session;
    }

    /** @return whether the server may have the mail although it did not say so */
    boolean isDotSent() {
        return dotSent;
    }

    int mailsSent() {
        return mailsSent;
    }

    Instant idleSince() {
        return idleSince;
    }

    void idle(Instant since) {
        mailsSent++;
        idleSince = since;
        dotSent = false;
    }

    /** Closes it, whatever its state. */
    void hangUp() {
        try {
            close();
        } catch (MessagingException | RuntimeException e) {
            // Nothing more can be done for a connection that is given up.
            idleSince = null;
        }
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        dotSent = true;
        super.finishData();
    }
}
