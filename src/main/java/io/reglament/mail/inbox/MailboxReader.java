package io.reglament.mail.inbox;

import io.reglament.mail.MailServers;
import io.reglament.mail.MailSettings;
import io.reglament.mail.inbox.InboundMails.Cursor;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one mailbox for as long as this node holds its lock: everything above the cursor, oldest first, each mail
 * committed to the ledger before the server is told (mail.md 2.3).
 */
final class MailboxReader implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxReader.class);
    private static final Duration LOCK_PAUSE = Duration.ofSeconds(2);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final Place place;
    private final MailServers servers;
    private final MailSettings settings;
    private final MailboxLocks locks;
    private final InboundMails ledger;
    private final MailboxStates states;
    private final ScheduledExecutorService watchdog;
    private final IntConsumer onStored;
    private final MailTaking taking;
    private final MailboxWatch watch;
    private final Clock wallClock = Clock.systemUTC();

    private Instant nextRescan = Instant.MIN;
    private volatile boolean stopped;
    private volatile ImapMailbox open;

    /** @param mailbox our address */
    record Place(String mailbox, String product) {}

    MailboxReader(
            Place place,
            MailServers servers,
            MailSettings settings,
            MailboxLocks locks,
            InboundMails ledger,
            MailIncidents incidents,
            Duration standsStillAfter,
            MailboxStates states,
            ScheduledExecutorService watchdog,
            IntConsumer onStored) {
        this.place = place;
        this.servers = servers;
        this.settings = settings;
        this.locks = locks;
        this.ledger = ledger;
        this.states = states;
        this.watchdog = watchdog;
        this.onStored = onStored;
        this.taking = new MailTaking(place, ledger, incidents, wallClock);
        this.watch = new MailboxWatch(place, incidents, standsStillAfter, wallClock);
    }

    void stop() {
        stopped = true;
        taking.stop();
        ImapMailbox connection = open;
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public void run() {
        int failures = 0;
        while (!stopped) {
            try {
                if (locks.hold(place.mailbox())) {
                    failures = read(failures);
                } else if (locks.isConnected()) {
                    states.elsewhere(place.mailbox());
                    watch.elsewhere();
                    pause(LOCK_PAUSE);
                } else {
                    states.failed(place.mailbox(), new IllegalStateException("the database cannot be reached"));
                    pause(LOCK_PAUSE);
                }
            } catch (MessagingException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
                failures++;
                if (!stopped) {
                    states.failed(place.mailbox(), e);
                    watch.failed(e);
                    Duration pause = backOff(failures);
                    LOG.warn(
                            "Mailbox {} cannot be read, next attempt in {} ms: {}",
                            place.mailbox(),
                            pause.toMillis(),
                            e.toString());
                    pause(pause);
                }
            }
        }
    }

    private int read(int failuresBefore) throws MessagingException {
        try (ImapMailbox connection = ImapMailbox.open(servers.imap(place.product()), settings.timeout())) {
            open = connection;
            if (failuresBefore > 0) {
                LOG.info("Mailbox {} is read again", place.mailbox());
            }
            states.connected(place.mailbox());
            while (!stopped && locks.hold(place.mailbox())) {
                connection.refresh();
                boolean mayWait = take(connection);
                states.connected(place.mailbox());
                watch.read();
                if (!stopped) {
                    await(connection, mayWait);
                }
            }
            return 0;
        } finally {
            open = null;
        }
    }

    /** @return false if something must be tried again too soon to wait for the server's word */
    private boolean take(ImapMailbox connection) throws MessagingException {
        long validity = connection.uidValidity();
        Optional<Cursor> known = ledger.cursor(place.mailbox());
        known.map(Cursor::uidValidity)
                .filter(before -> before != validity && connection.keepsNumbers())
                .ifPresent(before -> watch.renumbered(before, validity));
        boolean rescan = !wallClock.instant().isBefore(nextRescan);
        long cursor = rescan
                ? 0
                : known.filter(c -> c.uidValidity() == validity)
                        .map(Cursor::lastUid)
                        .orElse(0L);
        List<Long> wanted = ledger.unknown(place.mailbox(), validity, connection.uidsAbove(cursor));
        boolean complete = taking.take(connection, wanted, onStored);
        watch.looked(complete);
        Instant soon = wallClock.instant().plus(RETRY_PAUSE);
        if (rescan || !complete) {
            // What failed is a gap below the cursor now: only a rescan finds it.
            Instant usual = wallClock.instant().plus(settings.rescanInterval());
            nextRescan = complete
                    ? usual
                    : taking.nextAttempt().filter(usual::isAfter).orElse(soon);
        }
        return complete || nextRescan.isAfter(soon);
    }

    private void await(ImapMailbox connection, boolean mayWait) throws MessagingException {
        boolean push = mayWait && !settings.idleTime().isZero() && connection.canPush();
        if (push) {
            connection.awaitPush(settings.idleTime(), watchdog);
        } else {
            pause(mayWait ? settings.pollInterval() : RETRY_PAUSE);
        }
    }

    private Duration backOff(int failures) {
        long doubled = FIRST_PAUSE.toMillis() << Math.min(failures - 1, 20);
        long most = Math.min(doubled, settings.reconnectMax().toMillis());
        // Nodes and mailboxes must not return to a recovering server all at once.
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }

    private void pause(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            stopped = true;
            Thread.currentThread().interrupt();
        }
    }
}
