package io.reglament.mail.outbox;

import io.reglament.mail.MailServer;
import io.reglament.mail.MailServers;
import io.reglament.mail.MailSettings;
import io.reglament.mail.TransportSettings;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Properties;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.springframework.stereotype.Component;

/** Hands one mail to one recipient over to the product's server (mail rules OUT-2, OUT-6). */
@Component
public class SmtpSender {

    /** The server refuses us, not the mail: somebody will correct the password. */
    private static final Set<Integer> OUR_FAULT = Set.of(421, 454, 530, 534, 535, 538);

    private final MailServers servers;
    private final MailSettings settings;
    private final SmtpStates states;

    SmtpSender(MailServers servers, MailSettings settings, SmtpStates states) {
        this.servers = servers;
        this.settings = settings;
        this.states = states;
    }

    enum Verdict {
        SENT,
        TRY_AGAIN,
        REFUSED
    }

    /** @param reply the server's words, or what went wrong */
    record Result(Verdict verdict, String reply) {}

    /** Never throws: whatever happens is a result. */
    Result send(OutboundMail mail) {
        try {
            MailServer server = servers.smtp(mail.product());
            Session session = session(server, mail.sender());
            try (SMTPTransport transport = (SMTPTransport) session.getTransport(server.tls() ? "smtps" : "smtp")) {
                connect(transport, server);
                MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(mail.raw()));
                transport.sendMessage(message, new Address[] {new InternetAddress(mail.recipient(), true)});
                states.reached(mail.product());
                return new Result(Verdict.SENT, transport.getLastServerResponse());
            }
        } catch (MessagingException | RuntimeException e) {
            int code = code(e);
            boolean refused = code >= 500 && !OUR_FAULT.contains(code);
            if (code == 0 || OUR_FAULT.contains(code)) {
                states.failed(mail.product(), words(e));
            }
            return new Result(refused ? Verdict.REFUSED : Verdict.TRY_AGAIN, words(e));
        }
    }

    /** Connects and signs in, without sending anything; the result is in the states. */
    void probe(String product, String mailbox) {
        try {
            MailServer server = servers.smtp(product);
            try (SMTPTransport transport =
                    (SMTPTransport) session(server, mailbox).getTransport(server.tls() ? "smtps" : "smtp")) {
                connect(transport, server);
                states.reached(product);
            }
        } catch (MessagingException | RuntimeException e) {
            states.failed(product, words(e));
        }
    }

    private static void connect(SMTPTransport transport, MailServer server) throws MessagingException {
        boolean signIn = server.user() != null && !server.user().isBlank();
        try {
            transport.connect(
                    server.host(), server.port(), signIn ? server.user() : null, signIn ? server.password() : null);
        } catch (AuthenticationFailedException e) {
            server.secret().refused();
            throw e;
        }
    }

    private Session session(MailServer server, String envelopeFrom) {
        String prefix = server.tls() ? "mail.smtps." : "mail.smtp.";
        Properties properties = TransportSettings.of(server, "smtp", settings.timeout());
        boolean signIn = server.user() != null && !server.user().isBlank();
        properties.setProperty(prefix + "auth", Boolean.toString(signIn));
        properties.setProperty(prefix + "from", envelopeFrom);
        properties.setProperty(prefix + "quitwait", "false");
        properties.setProperty(prefix + "localhost", envelopeFrom.substring(envelopeFrom.indexOf('@') + 1));
        return Session.getInstance(properties);
    }

    private static int code(Exception e) {
        for (Throwable cause = e; cause != null; cause = next(cause)) {
            if (cause instanceof SMTPAddressFailedException address) {
                return address.getReturnCode();
            }
            if (cause instanceof SMTPSendFailedException send && send.getReturnCode() >= 400) {
                return send.getReturnCode();
            }
        }
        return 0;
    }

    private static Throwable next(Throwable e) {
        return e instanceof MessagingException mail && mail.getNextException() != null
                ? mail.getNextException()
                : e.getCause();
    }

    private static String words(Exception e) {
        StringBuilder words = new StringBuilder();
        for (Throwable cause = e; cause != null && words.length() < 900; cause = next(cause)) {
            words.append(words.isEmpty() ? "" : "; ")
                    .append(
                            cause instanceof SendFailedException
                                    ? ""
                                    : cause.getClass().getSimpleName() + ": ")
                    .append(String.valueOf(cause.getMessage()).strip());
        }
        return words.toString();
    }
}
