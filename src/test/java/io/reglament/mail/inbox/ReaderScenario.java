package io.reglament.mail.inbox;

import io.reglament.ReglamentTest;
import io.reglament.mail.MailServer;
import io.reglament.mail.MailServers;
import io.reglament.mail.MailSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One mailbox of a test's own, read as the application reads it; what was stored is told by the subjects. */
@ReglamentTest
abstract class ReaderScenario {

    protected final String key = UUID.randomUUID().toString().substring(0, 8);
    protected final String mailbox = "r" + key + "@support.example.org";
    protected final MailboxStates states = new MailboxStates();

    protected Duration standsStillAfter = Duration.ofMinutes(5);

    @Autowired
    protected MailSettings settings;

    @Autowired
    protected InboundMails ledger;

    @Autowired
    protected MailIncidents incidents;

    @Autowired
    protected DataSource database;

    @Autowired
    protected JdbcClient jdbc;

    private final ScheduledExecutorService watchdog = Executors.newScheduledThreadPool(2);
    private MailboxLocks locks;
    private MailboxReader reader;

    @BeforeEach
    void prepare() {
        locks = new MailboxLocks(database);
    }

    @AfterEach
    void stop() throws IOException {
        if (reader != null) {
            reader.stop();
        }
        locks.release();
        watchdog.shutdownNow();
        close();
    }

    /** Ends the test's server, if it was started. */
    protected abstract void close() throws IOException;

    /** @return where the mailbox is and who opens it */
    protected abstract MailServer imap();

    /** @param idle how long the reader waits in IDLE before it looks by itself */
    protected void read(Duration idle) {
        read(idle, Duration.ofSeconds(10));
    }

    /** @param timeout how long the reader waits for an answer of the server */
    protected void read(Duration idle, Duration timeout) {
        reader = new MailboxReader(
                new MailboxReader.Place(mailbox, "bonus"),
                servers(),
                settings(idle, timeout),
                locks,
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

    protected MailServers servers() {
        MailServer imap = imap();
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

    /** The server's threads throw when a connection is cut: that is no failure here. */
    protected static ConditionFactory await() {
        return Awaitility.await().dontCatchUncaughtExceptions();
    }

    /** From the bytes: the decision of these mails is not awaited. */
    protected List<String> stored() {
        return jdbc.sql("select substring(convert_from(raw, 'UTF8') from 'Subject: (\\w+)') from crm.inbound_mail"
                        + " where mailbox = ? order by id")
                .param(mailbox)
                .query(String.class)
                .list();
    }

    protected List<Long> validities() {
        return jdbc.sql("select distinct uid_validity from crm.inbound_mail where mailbox = ?")
                .param(mailbox)
                .query(Long.class)
                .list();
    }

    /** @return kinds of the mailbox's incidents, and who closed each */
    protected List<String> told() {
        return jdbc.sql("select kind || ' ' || coalesce(closed_by, 'null') from crm.mail_incident where mailbox = ?"
                        + " order by id")
                .param(mailbox)
                .query(String.class)
                .list();
    }

    private MailSettings settings(Duration idle, Duration timeout) {
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
