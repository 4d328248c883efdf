package io.reglament.mail.inbox;

import io.reglament.mail.MailSecret.SignInFailed;
import io.reglament.mail.MailServer;
import io.reglament.mail.MailServers;
import io.reglament.mail.MailSettings;
import io.reglament.mail.TransportSettings;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Service;

/** Finds out what is wrong with a mailbox's settings: signs in to both servers, reads nothing and sends nothing. */
@NamedInterface("operations")
@Service
public class MailboxProbe {

    private final MailServers servers;
    private final MailSettings settings;

    MailboxProbe(MailServers servers, MailSettings settings) {
        this.servers = servers;
        this.settings = settings;
    }

    /** What was found; each but the first two keeps mail from being fetched or sent. */
    @NamedInterface("operations")
    public enum Finding {
        OK,
        /** Mail is fetched, and not marked in the mailbox. */
        READ_ONLY,
        NOT_CONFIGURED,
        HOST_UNKNOWN,
        PORT_REFUSED,
        NO_ANSWER,
        /** The certificate is for another name, or nobody whom we trust has signed it. */
        CERTIFICATE,
        /** The server speaks no TLS here, or we do and it does not. */
        ENCRYPTION,
        /** The identity provider gave no access token. */
        TOKEN,
        SIGN_IN,
        FOLDER,
        /** The SMTP server does not let this user send from the mailbox's address. */
        SENDER,
        OTHER
    }

    /**
     * @param server host and port, empty if there are none
     * @param words what the server or the library said; empty if all is well
     */
    @NamedInterface("operations")
    public record Result(Finding finding, String server, String words) {

        public boolean isGood() {
            return finding == Finding.OK || finding == Finding.READ_ONLY;
        }
    }

    /** @return whether the product's mailbox can be read */
    public Result imap(String product) {
        String where = "";
        try {
            MailServer server = servers.imap(product);
            where = server.host() + ":" + server.port();
            try (ImapMailbox mailbox = ImapMailbox.open(server, settings.timeout())) {
                return new Result(mailbox.isReadOnly() ? Finding.READ_ONLY : Finding.OK, where, "");
            }
        } catch (MessagingException | RuntimeException e) {
            return new Result(finding(e, where), where, words(e));
        }
    }

    /** @return whether mail can be handed in from the product's mailbox */
    public Result smtp(String product, String mailbox) {
        String where = "";
        try {
            MailServer server = servers.smtp(product);
            where = server.host() + ":" + server.port();
            return smtp(server, mailbox, where);
        } catch (MessagingException | RuntimeException e) {
            return new Result(finding(e, where), where, words(e));
        }
    }

    private Result smtp(MailServer server, String mailbox, String where) throws MessagingException {
        boolean signIn = server.user() != null && !server.user().isBlank();
        Properties properties = TransportSettings.of(server, "smtp", settings.timeout());
        String protocol = TransportSettings.protocol(server, "smtp");
        properties.setProperty("mail." + protocol + ".auth", Boolean.toString(signIn));
        properties.setProperty("mail." + protocol + ".localhost", mailbox.substring(mailbox.indexOf('@') + 1));
        try (SMTPTransport transport =
                (SMTPTransport) Session.getInstance(properties).getTransport(protocol)) {
            transport.connect(
                    server.host(), server.port(), signIn ? server.user() : null, signIn ? server.password() : null);
            int answer = transport.simpleCommand("MAIL FROM:<" + mailbox + ">");
            String words = transport.getLastServerResponse();
            return answer < 400 ? new Result(Finding.OK, where, "") : new Result(Finding.SENDER, where, words.strip());
        }
    }

    private static Finding finding(Exception e, String where) {
        if (where.isEmpty()) {
            return Finding.NOT_CONFIGURED;
        }
        Finding found = Finding.OTHER;
        for (Throwable cause = e; cause != null; cause = next(cause)) {
            found = cause instanceof SignInFailed
                    ? Finding.TOKEN
                    : cause instanceof AuthenticationFailedException
                            ? Finding.SIGN_IN
                            : cause instanceof FolderNotFoundException ? Finding.FOLDER : network(cause, found);
        }
        return found;
    }

    private static Finding network(Throwable cause, Finding otherwise) {
        if (cause instanceof UnknownHostException) {
            return Finding.HOST_UNKNOWN;
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return Finding.PORT_REFUSED;
        }
        if (cause instanceof SocketTimeoutException) {
            return Finding.NO_ANSWER;
        }
        if (cause instanceof CertificateException) {
            return Finding.CERTIFICATE;
        }
        boolean tls = cause instanceof SSLException
                || String.valueOf(cause.getMessage()).contains("STARTTLS");
        return tls && otherwise == Finding.OTHER ? Finding.ENCRYPTION : otherwise;
    }

    private static Throwable next(Throwable e) {
        return e instanceof MessagingException mail && mail.getNextException() != null
                ? mail.getNextException()
                : e.getCause();
    }

    private static String words(Exception e) {
        StringBuilder words = new StringBuilder();
        for (Throwable cause = e; cause != null && words.length() < 500; cause = next(cause)) {
            String said = String.valueOf(cause.getMessage()).strip();
            if (cause.getMessage() != null && words.indexOf(said) < 0) {
                words.append(words.isEmpty() ? "" : "; ").append(said);
            }
        }
        return words.isEmpty() ? e.getClass().getSimpleName() : words.toString();
    }
}
