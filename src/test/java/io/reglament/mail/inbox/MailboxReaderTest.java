package io.reglament.mail.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.reglament.ReglamentTest;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    private final ImapProxy proxy = new ImapProxy(() -> this.server.getImap().getPort());
    private MailboxLocks locks;
    private MailboxReader reader;
    private Duration timeout = Duration.ofSeconds(10);
    private Duration standsStillAfter = Duration.ofMinutes(5);

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
        proxy.close();
        GreenMailThreads.stop(server);
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
        // Told, and over as soon as everything has been compared.
        await().until(() -> told().equals(List.of("UID_VALIDITY system")));
    }

    @Test
    @DisplayName(
            "IN-4: where the server's numbers hold for one connection only (UIDNOTSTICKY) mails are known by their bytes")
    void numbers_of_one_connection() {
        proxy.rewrite(answer ->
                answer.replace("* OK [UIDVALIDITY", "* NO [UIDNOTSTICKY] no lasting numbers\r\n* OK [UIDVALIDITY"));
        deliver("one");
        deliver("two");
        read(locks, Duration.ofSeconds(1));
        await().atMost(Duration.ofSeconds(20)).until(() -> stored().equals(List.of("one", "two")));
        long before = validity();

        AtomicBoolean lost = proxy.once("NOOP", ImapProxy.Link::cut);
        await().atMost(Duration.ofSeconds(20)).until(lost::get);
        deliver("three");

        await().atMost(Duration.ofSeconds(20)).until(() -> stored().equals(List.of("one", "two", "three")));
        await().until(() -> validities().size() == 1 && validity() != before);
        assertThat(told()).isEmpty();
    }

    @Test
    @DisplayName(
            "IN-6: a mailbox that stands still for some time is an incident, which ends when the mailbox is read again")
    void stands_still() {
        standsStillAfter = Duration.ofSeconds(1);
        deliver("one");
        int port = server.getImap().getPort();
        server.stop();
        read(locks, Duration.ofSeconds(1));

        await().atMost(Duration.ofSeconds(30)).until(() -> told().equals(List.of("STANDS_STILL null")));
        assertThat(incidents.open()).anySatisfy(i -> {
            assertThat(i.mailbox()).isEqualTo(mailbox);
            assertThat(i.detail()).startsWith("not read since ");
        });
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        deliver("two");

        await().atMost(Duration.ofSeconds(60)).until(() -> told().equals(List.of("STANDS_STILL system")));
        await().atMost(Duration.ofSeconds(20)).until(() -> stored().contains("two"));
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

    @ParameterizedTest
    @ValueSource(strings = {"LOGIN|AUTHENTICATE", "SELECT", "NOOP", "UID SEARCH", "UID FETCH", "UID STORE", "IDLE"})
    @DisplayName(
            "IN-1, IN-6: a connection that is lost at any command, before it or in its answer, costs and doubles nothing")
    void connection_lost(String command) {
        deliver("one");
        deliver("two");
        AtomicBoolean before = proxy.once(command, ImapProxy.Link::cut);
        read(locks, Duration.ofSeconds(1));
        await().atMost(Duration.ofSeconds(20)).until(() -> stored().equals(List.of("one", "two")) && before.get());

        AtomicBoolean inAnswer = new AtomicBoolean();
        proxy.once("", link -> {
            // The next connection: only there are all commands seen again.
            link.cut();
            proxy.once(command, next -> {
                next.cutAtAnswer();
                inAnswer.set(true);
            });
        });
        deliver("three");
        deliver("four");

        await().atMost(Duration.ofSeconds(20)).until(inAnswer::get);
        await().atMost(Duration.ofSeconds(20)).until(() -> stored().equals(List.of("one", "two", "three", "four")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"IDLE", "NOOP", "UID FETCH"})
    @DisplayName("OUT-6: a connection that hangs is noticed after the time limit, a waiting one too, and read anew")
    void hung_connection(String command) {
        timeout = Duration.ofSeconds(1);
        deliver("one");
        proxy.once(command, ImapProxy.Link::freeze);
        long start = System.nanoTime();
        read(locks, Duration.ofSeconds(1));
        await().atMost(Duration.ofSeconds(20)).until(() -> stored().contains("one"));
        deliver("two");

        await().atMost(Duration.ofSeconds(20)).until(() -> stored().equals(List.of("one", "two")));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    @DisplayName("IN-7: a mail that is expunged between the list and the fetch is gone; its neighbours are stored")
    void expunged_before_fetch() {
        deliver("one");
        deliver("gone");
        deliver("three");
        proxy.once("UID FETCH", link -> expunge("gone"));
        read(locks, Duration.ofSeconds(1));

        await().atMost(Duration.ofSeconds(20)).until(() -> stored().equals(List.of("one", "three")));
        deliver("four");
        await().atMost(Duration.ofSeconds(20)).until(() -> stored().equals(List.of("one", "three", "four")));
        assertThat(incidents.open()).noneMatch(i -> i.mailbox().equals(mailbox));
    }

    @Test
    @DisplayName("IN-6: a mail whose fetch ends the connection each time delays no other, and an operator is told")
    void poisoned_fetch() {
        deliver("one");
        deliver("poison");
        IntStream.range(0, 30).forEach(i -> deliver("mail" + i));
        proxy.behave((command, link) -> {
            boolean poisoned = command.matches("\\S+ UID FETCH ([0-9]+,)*2[, ].*");
            if (poisoned) {
                link.cut();
            }
            return !poisoned;
        });
        read(locks, Duration.ofSeconds(1));

        await().atMost(Duration.ofSeconds(40)).until(() -> stored().size() == 31);
        assertThat(stored()).doesNotContain("poison");
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(incidents.open()).anySatisfy(i -> {
                    assertThat(i.mailbox()).isEqualTo(mailbox);
                    assertThat(i.detail()).startsWith("UID 2: ");
                }));
        proxy.behave((command, link) -> true);

        await().atMost(Duration.ofSeconds(60)).until(() -> stored().contains("poison"));
        await().until(() -> told().equals(List.of("NOT_FETCHED system")));
    }

    @Test
    @DisplayName("IN-5: what people read, flagged or moved away before or after it was fetched changes nothing")
    void people_in_the_mailbox() {
        deliver("one");
        deliver("two");
        change("one", message -> message.setFlag(Flags.Flag.SEEN, true));
        change("two", message -> message.setFlag(Flags.Flag.FLAGGED, true));
        read(locks, Duration.ofSeconds(1));
        await().until(() -> stored().equals(List.of("one", "two")));

        expunge("one");
        change("two", message -> message.setFlag(Flags.Flag.SEEN, false));
        deliver("three");

        await().atMost(Duration.ofSeconds(20)).until(() -> stored().equals(List.of("one", "two", "three")));
    }

    @Test
    @DisplayName("IN-9, PA-15: a mail of some megabytes goes through a file in slices, byte by byte")
    void large() {
        String body = "0123456789abcdef\r\n".repeat(150_000);
        deliver("large", body);
        read(locks, Duration.ofSeconds(1));

        await().atMost(Duration.ofSeconds(20)).until(() -> stored().contains("large"));
        assertThat(jdbc.sql("""
                select m.truncated and m.size = sum(length(p.content))
                    and m.sha256 = sha256(string_agg(p.content, ''::bytea order by p.no))
                from crm.inbound_mail m join crm.inbound_mail_part p on p.mail_id = m.id
                where m.mailbox = ? group by m.id
                """).param(mailbox).query(Boolean.class).single()).isTrue();
    }

    @Test
    @DisplayName("IN-6: the nightly comparison finds what is not in the ledger, fetches it and tells an operator")
    void comparison() throws MessagingException {
        deliver("one");
        deliver("two");
        jdbc.sql("insert into crm.mailbox_cursor (mailbox, uid_validity, last_uid, changed_at) values (?, ?, 2, now())")
                .params(mailbox, uidValidityOnServer())
                .update();
        MailboxComparison comparison = new MailboxComparison(
                profiles, servers(), settings, ledger, incidents, new DecisionBell(), jdbc, Clock.systemUTC());

        MailboxComparison.Comparison found = comparison.compare(new MailboxReader.Place(mailbox, "bonus"));

        assertThat(found.missing()).isEqualTo(2);
        assertThat(stored()).containsExactly("one", "two");
        assertThat(incidents.open()).anySatisfy(i -> {
            assertThat(i.mailbox()).isEqualTo(mailbox);
            assertThat(i.kind()).isEqualTo(MailIncidents.Kind.DIFFERENCE);
            assertThat(i.detail()).isEqualTo("2: UID 1, 2");
        });
        assertThat(comparison.compare(new MailboxReader.Place(mailbox, "bonus")).missing())
                .isZero();
        assertThat(comparison.last(mailbox)).hasValueSatisfying(last -> {
            assertThat(last.onServer()).isEqualTo(2);
            assertThat(last.inLedger()).isEqualTo(2);
        });
        assertThat(told()).containsExactly("DIFFERENCE system");
    }

    @Test
    @DisplayName(
            "One node at a time: from one that hangs the mailbox passes to another soon, and the first one knows it")
    void a_node_that_hangs() {
        Duration silence = Duration.ofSeconds(2);
        MailboxLocks hanging = new MailboxLocks(database, silence);
        MailboxLocks other = new MailboxLocks(database, silence);
        assertThat(hanging.hold(mailbox)).isTrue();
        assertThat(other.hold(mailbox)).isFalse();
        assertThat(hanging.beat()).isLessThan(silence);
        for (int i = 0; i < 2; i++) {
            // Whoever says that it is there keeps its mailboxes.
            await().pollDelay(Duration.ofMillis(1_200)).until(() -> true);
            hanging.stay();
            other.stay();
        }
        assertThat(other.hold(mailbox)).isFalse();

        await().atMost(Duration.ofSeconds(15)).until(() -> other.hold(mailbox));
        assertThat(hanging.hold(mailbox)).isFalse();
        other.release();
        hanging.release();
    }

    private void read(MailboxLocks with, Duration idle) {
        ProductProfile bonus = profiles.get("bonus");
        reader = new MailboxReader(
                new MailboxReader.Place(mailbox, bonus.code()),
                servers(),
                withIdle(idle),
                with,
                ledger,
                incidents,
                standsStillAfter,
                states,
                watchdog,
                count -> {});
        Thread thread = new Thread(reader, "mailbox-reader-test");
        thread.setDaemon(true);
        thread.start();
    }

    /** The server's threads throw when a connection is cut: that is no failure here. */
    private static ConditionFactory await() {
        return Awaitility.await().dontCatchUncaughtExceptions();
    }

    private MailServers servers() {
        MailServer imap = new MailServer("127.0.0.1", proxy.port(), false, mailbox, mailbox);
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

    private void deliver(String subject) {
        deliver(subject, "body\r\n");
    }

    private void expunge(String subject) {
        change(subject, message -> message.setFlag(Flags.Flag.DELETED, true));
    }

    /** As a person with a mail program would. */
    private void change(String subject, MessageChange change) {
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

    private interface MessageChange {
        void apply(Message message) throws MessagingException;
    }

    private long uidValidityOnServer() throws MessagingException {
        try (ImapMailbox open = ImapMailbox.open(servers().imap("bonus"), timeout)) {
            return open.uidValidity();
        }
    }

    private void deliver(String subject, String body) {
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

    /** @return kinds of the mailbox's incidents, and who closed each */
    private List<String> told() {
        return jdbc.sql("select kind || ' ' || coalesce(closed_by, 'null') from crm.mail_incident where mailbox = ?"
                        + " order by id")
                .param(mailbox)
                .query(String.class)
                .list();
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
                timeout,
                settings.decisionThreads(),
                settings.decisionRetries(),
                settings.deliveryRetries(),
                settings.giveUpAfter(),
                settings.acknowledgementsPerHour());
    }
}
