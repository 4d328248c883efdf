package io.reglament.mail.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reglament.ReglamentTest;
import io.reglament.mail.MailServer;
import io.reglament.mail.MailServers;
import io.reglament.mail.MailSettings;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a real server does: where it is not installed these tests are skipped, except where {@code CI} is set. */
@ReglamentTest
class DovecotTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

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

    private final String key = UUID.randomUUID().toString().substring(0, 8);
    private final String mailbox = "d" + key + "@support.example.org";
    private final ScheduledExecutorService watchdog = Executors.newScheduledThreadPool(2);
    private final MailboxStates states = new MailboxStates();
    private String user = "u" + key;
    private Dovecot server;
    private MailboxLocks locks;
    private MailboxReader reader;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(
                Dovecot.isInstalled() || System.getenv("CI") != null,
                "Dovecot is not installed (apt-get install dovecot-imapd): nothing is tested against a real server");
        server = new Dovecot().start();
        locks = new MailboxLocks(database);
    }

    @AfterEach
    void stop() throws IOException {
        if (reader != null) {
            reader.stop();
        }
        if (locks != null) {
            locks.release();
        }
        watchdog.shutdownNow();
        if (server != null) {
            server.close();
        }
    }

    @Test
    @DisplayName("IN-1: IDLE of a real server brings a mail at once, and the server shows that it is taken, not read")
    void idle() throws MessagingException {
        deliver("one");
        read(Duration.ofMinutes(5));
        await().atMost(PATIENCE).until(() -> stored().equals(List.of("one")));

        deliver("two");

        await().atMost(Duration.ofSeconds(10)).until(() -> stored().equals(List.of("one", "two")));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(flags()).hasSize(2).allSatisfy(flags -> {
                    assertThat(flags.getUserFlags()).contains("$ReglamentTaken");
                    assertThat(flags.contains(Flags.Flag.SEEN)).isFalse();
                }));
    }

    @Test
    @DisplayName("IN-4: after a change of UIDVALIDITY on a real server nothing is doubled and nothing overlooked")
    void uid_validity() throws Exception {
        deliver("one");
        deliver("two");
        read(Duration.ofSeconds(1));
        await().atMost(PATIENCE).until(() -> stored().size() == 2);
        long before = validities().get(0);

        server.stop();
        server.forgetUids(user);
        server.start();
        deliver("three");

        await().atMost(PATIENCE).until(() -> stored().equals(List.of("one", "two", "three")));
        await().atMost(PATIENCE).until(() -> validities().equals(List.of(before + 1)));
    }

    @Test
    @DisplayName("IN-1, IN-6: a server that is stopped in the middle and comes back loses and doubles nothing")
    void restart_in_the_middle() throws Exception {
        List<String> all = IntStream.range(0, 150).mapToObj(i -> "mail" + i).toList();
        for (String subject : all) {
            deliver(subject);
        }
        read(Duration.ofSeconds(1));
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> !stored().isEmpty());

        server.stop();
        server.start();

        await().atMost(PATIENCE).until(() -> stored().size() >= all.size());
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    @DisplayName("IN-6: a mailbox that the server cannot open for now is read as soon as it can")
    void temporary_failure() throws Exception {
        deliver("one");
        read(Duration.ofSeconds(1));
        await().atMost(PATIENCE).until(() -> stored().equals(List.of("one")));
        deliver("two");
        deliver("three");
        server.fails(user, true);
        server.stop();
        server.start();
        await().atMost(PATIENCE)
                .until(() -> states.all().containsKey(mailbox)
                        && states.all().get(mailbox).problem() != null);

        server.fails(user, false);

        await().atMost(PATIENCE).until(() -> stored().equals(List.of("one", "two", "three")));
    }

    @Test
    @DisplayName("IN-1: a shared mailbox that we may only read is read; marking is left out")
    void read_only() throws IOException {
        user = Dovecot.READER;
        server.drop(user, "From: someone@nowhere.example.org\nSubject: one\n\nbody\n");
        assertThat(new MailboxProbe(servers(), settings).imap("bonus").finding())
                .isEqualTo(MailboxProbe.Finding.READ_ONLY);
        read(Duration.ofSeconds(1));
        await().atMost(PATIENCE).until(() -> stored().equals(List.of("one")));

        server.drop(user, "From: someone@nowhere.example.org\nSubject: two\n\nbody\n");

        await().atMost(PATIENCE).until(() -> stored().equals(List.of("one", "two")));
    }

    @Test
    @DisplayName("IN-6: a mailbox that is full is read to its last mail, and on when somebody makes room")
    void quota() throws MessagingException {
        for (int i = 0; i < Dovecot.MOST_MAILS; i++) {
            deliver("mail" + i);
        }
        assertThatThrownBy(() -> deliver("refused")).hasMessageContaining("uota");
        read(Duration.ofSeconds(1));
        await().atMost(PATIENCE).until(() -> stored().size() == Dovecot.MOST_MAILS);

        emptied();
        deliver("later");

        await().atMost(PATIENCE).until(() -> stored().contains("later"));
        assertThat(stored()).hasSize(Dovecot.MOST_MAILS + 1).doesNotContain("refused");
    }

    private void emptied() throws MessagingException {
        try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", server.port(), user, Dovecot.PASSWORD);
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            inbox.setFlags(inbox.getMessages(), new Flags(Flags.Flag.DELETED), true);
            inbox.close(true);
        }
    }

    private void read(Duration idle) {
        reader = new MailboxReader(
                new MailboxReader.Place(mailbox, "bonus"),
                servers(),
                withIdle(idle),
                locks,
                ledger,
                incidents,
                Duration.ofMinutes(5),
                states,
                watchdog,
                count -> {});
        Thread thread = new Thread(reader, "dovecot-reader-test");
        thread.setDaemon(true);
        thread.start();
    }

    private MailServers servers() {
        MailServer imap = new MailServer("127.0.0.1", server.port(), false, user, Dovecot.PASSWORD);
        return new MailServers() {
            @Override
            public MailServer imap(String product) {
                return imap;
            }

            @Override
            public MailServer smtp(String product) {
                throw new IllegalStateException("not asked");
            }
        };
    }

    private void deliver(String subject) throws MessagingException {
        String raw = "From: someone@nowhere.example.org\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject + key
                + "@nowhere.example.org>\r\n\r\nbody\r\n";
        Session session = Session.getInstance(new Properties());
        try (Store store = session.getStore("imap")) {
            store.connect("127.0.0.1", server.port(), user, Dovecot.PASSWORD);
            store.getFolder("INBOX").appendMessages(new Message[] {
                new MimeMessage(session, new ByteArrayInputStream(raw.getBytes(StandardCharsets.US_ASCII)))
            });
        }
    }

    private List<Flags> flags() throws MessagingException {
        try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", server.port(), user, Dovecot.PASSWORD);
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            List<Flags> flags = new ArrayList<>();
            for (Message message : inbox.getMessages()) {
                flags.add(message.getFlags());
            }
            return flags;
        }
    }

    private List<String> stored() {
        return jdbc.sql("select substring(convert_from(raw, 'UTF8') from 'Subject: (\\w+)') from crm.inbound_mail"
                        + " where mailbox = ? order by id")
                .param(mailbox)
                .query(String.class)
                .list();
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
