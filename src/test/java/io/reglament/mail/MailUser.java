package io.reglament.mail;

import static org.awaitility.Awaitility.await;

import io.reglament.mail.content.MailParser;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.content.UnreadableMail;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;

/** A person with a mail program: real SMTP and IMAP against the local profile's server. */
public class MailUser {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MailServers servers;
    private final String address;

    public MailUser(MailServers servers, String address) {
        this.servers = servers;
        this.address = address;
    }

    public String address() {
        return address;
    }

    /** @param header without From and To, lines ended by LF */
    public void send(String to, String header, String body) {
        sendRaw(to, "From: " + address + "\nTo: " + to + "\n" + header + "\n\n" + body);
    }

    void sendRaw(String to, String mail) {
        sendRaw(to, mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    void sendRaw(String to, byte[] mail) {
        MailServer smtp = servers.smtp("bonus");
        Properties settings = new Properties();
        settings.setProperty("mail.smtp.from", address);
        // As a mail program does whose user has such an address (RFC 6531).
        settings.setProperty(
                "mail.mime.allowutf8", Boolean.toString(!address.chars().allMatch(c -> c < 128)));
        Session session = Session.getInstance(settings);
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(smtp.host(), smtp.port(), null, null);
            MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(mail));
            transport.sendMessage(message, new InternetAddress[] {new InternetAddress(to)});
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the first mail in the mailbox that fulfils the condition, waiting for it */
    public ParsedMail receives(Predicate<ParsedMail> condition) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> mailbox().stream().filter(condition).findFirst(), found -> found.isPresent())
                .orElseThrow();
    }

    public List<ParsedMail> mailbox() {
        MailServer imap = servers.imap("bonus");
        Session session = Session.getInstance(new Properties());
        try (Store store = session.getStore("imap")) {
            store.connect(imap.host(), imap.port(), address, address);
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            List<ParsedMail> mails = new ArrayList<>();
            for (Message message : inbox.getMessages()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                message.writeTo(bytes);
                mails.add(MailParser.parse(bytes.toByteArray()));
            }
            return mails;
        } catch (MessagingException | IOException | UnreadableMail e) {
            throw new IllegalStateException(e);
        }
    }
}
