package io.reglament.mail.inbox;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.reglament.mail.MailServer;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;

/** A server of the test's own behind a line that can be cut; its restart empties it and changes its UIDVALIDITY. */
abstract class GreenMailScenario extends ReaderScenario {

    protected final ImapProxy proxy = new ImapProxy(() -> this.server.getImap().getPort());
    protected GreenMail server;

    @BeforeEach
    void start() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
    }

    @Override
    protected void close() {
        proxy.close();
        GreenMailThreads.stop(server);
    }

    @Override
    protected MailServer imap() {
        return new MailServer("127.0.0.1", proxy.port(), false, mailbox, mailbox);
    }

    protected void deliver(String subject) {
        deliver(subject, "body\r\n");
    }

    protected void deliver(String subject, String body) {
        try {
            GreenMailUser user = server.setUser(mailbox, mailbox);
            String raw = "From: someone@nowhere.example.org\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject
                    + "-" + mailbox + ">\r\n\r\n" + body;
            user.deliver(new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(raw.getBytes(StandardCharsets.US_ASCII))));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    protected void expunge(String subject) {
        change(subject, message -> message.setFlag(Flags.Flag.DELETED, true));
    }

    /** As a person with a mail program would. */
    protected void change(String subject, MessageChange change) {
        try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", server.getImap().getPort(), mailbox, mailbox);
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            for (Message message : inbox.getMessages()) {
                if (subject.equals(message.getSubject())) {
                    change.apply(message);
                }
            }
            inbox.close(true);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    protected interface MessageChange {
        void apply(Message message) throws MessagingException;
    }
}
