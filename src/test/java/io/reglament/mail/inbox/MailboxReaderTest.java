package io.reglament.mail.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.reglament.ReglamentTest;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.MailServer;
import io.reglament.mail.MailServers;
import io.reglament.mail.MailSettings;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A mailbox of its own on a server of its own, whose restart empties it and changes its UIDVALIDITY. */
@ReglamentTest
class MailboxReaderTest {

    @Autowired
    ProductProfiles profiles;

    @Autowired
    MailSettings settings;

    @Autowired
    InboundMails ledger;

    @Autowired
    MailIncidents incidents;

    @Autowired
    DataSource database;

    @Autowired
    JdbcClient jdbc;

    private final String mailbox = "r" + UUID.randomUUID().toString().substring(0, 8) + "@support.example.org";
    private final ScheduledExecutorService watchdog = Executors.newScheduledThreadPool(2);
    private final MailboxStates states = new MailboxStates();
    private GreenMail server;
    private MailboxLocks locks;
    private MailboxReader reader;

    @BeforeEach
    void start() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        locks = new MailboxLocks(database);
    }

    @AfterEach
    void stop() {
        if (reader != null) {
            reader.stop();
        }
        locks.release();
        watchdog.shutdownNow();
        server.stop();
    }

    @Test
    @DisplayName("IN-1, IN-5: everything is stored once, seen or not; IDLE brings what comes later at once")
    void reads() {
        deliver("one");
        deliver("two");
        read(locks, Duration.ofMinutes(5));
        await().until(() -> stored().size() == 2);

        deliver("three");

        await().atMost(Duration.ofSeconds(20)).until(() -> stored().equals(List.of("one", "two", "three")));
    }

    @Test
    @DisplayName("IN-4: after a change of UIDVALIDITY the same mails are known, and new ones are not overlooked")
    void uid_validity() {
        deliver("one");
        deliver("two");
        read(locks, Duration.ofSeconds(1));
        await().until(() -> stored().size() == 2);
        long before = validity();

        int port = server.getImap().getPort();
        server.stop();
        // The server's UIDVALIDITY is the time of the mailbox's making, in seconds.
        await().until(() -> System.currentTimeMillis() / 1000 > before);
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        deliver("zero");
        deliver("two");
        deliver("one");

        await().atMost(Duration.ofSeconds(30)).until(() -> stored().contains("zero"));
        await().until(() -> validities().size() == 1 && validities().get(0) != before);
        assertThat(stored()).containsExactlyInAnyOrder("zero", "one", "two");
    }

    @Test
    @DisplayName("One node at a time reads a mailbox; when it stops, another takes over")
    void takes_over() {
        MailboxLocks other = new MailboxLocks(database);
        assertThat(other.hold(mailbox)).isTrue();
        read(locks, Duration.ofSeconds(1));
        deliver("one");
        await().until(() -> states.all().containsKey(mailbox));
        assertThat(states.all().get(mailbox).description()).isEqualTo("read by another node");
        assertThat(stored()).isEmpty();

        other.release();

        await().atMost(Duration.ofSeconds(20)).until(() -> stored().equals(List.of("one")));
    }

    private void read(MailboxLocks with, Duration idle) {
        ProductProfile bonus = profiles.get("bonus");
        MailServer imap = new MailServer("127.0.0.1", server.getImap().getPort(), false, mailbox, mailbox);
        MailServers servers = new MailServers() {
            @Override
            public MailServer imap(String product) {
                return imap;
            }

            @Override
            public MailServer smtp(String product) {
                throw new IllegalStateException("not asked");
            }
        };
        reader = new MailboxReader(
                new MailboxReader.Place(mailbox, bonus.code()),
                servers,
                withIdle(idle),
                with,
                ledger,
                incidents,
                states,
                watchdog,
                count -> {});
        Thread thread = new Thread(reader, "mailbox-reader-test");
        thread.setDaemon(true);
        thread.start();
    }

    private void deliver(String subject) {
        try {
            GreenMailUser user = server.setUser(mailbox, mailbox);
            String raw = "From: someone@nowhere.example.org\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject
                    + "-" + mailbox + ">\r\n\r\nbody\r\n";
            user.deliver(new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(raw.getBytes(StandardCharsets.US_ASCII))));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** From the bytes: the decision of these mails is not awaited. */
    private List<String> stored() {
        return jdbc.sql("select substring(convert_from(raw, 'UTF8') from 'Subject: (\\w+)') from crm.inbound_mail"
                        + " where mailbox = ? order by id")
                .param(mailbox)
                .query(String.class)
                .list();
    }

    private long validity() {
        return validities().get(0);
    }

    private List<Long> validities() {
        return jdbc.sql("select distinct uid_validity from crm.inbound_mail where mailbox = ?")
                .param(mailbox)
                .query(Long.class)
                .list();
    }

    private MailSettings withIdle(Duration idle) {
        return new MailSettings(
                settings.mailboxes(),
                settings.sizeLimit(),
                settings.pollInterval(),
                idle,
                settings.rescanInterval(),
                settings.reconnectMax(),
                settings.timeout(),
                settings.decisionThreads(),
                settings.decisionRetries(),
                settings.deliveryRetries(),
                settings.giveUpAfter(),
                settings.acknowledgementsPerHour());
    }
}
