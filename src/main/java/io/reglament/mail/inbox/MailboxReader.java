package io.reglament.mail.inbox;

import io.reglament.mail.MailServers;
import io.reglament.mail.MailSettings;
import io.reglament.mail.inbox.InboundMails.Cursor;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one mailbox for as long as this node holds its lock: everything above the cursor, oldest first, each mail
 * committed to the ledger before the server is told (mail.md 2.3). One bad mail never delays the next.
 */
final class MailboxReader implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxReader.class);
    private static final Duration LOCK_PAUSE = Duration.ofSeconds(2);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(5);
    private static final int MOST_FAILURES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final String mailbox;
    private final String product;
    private final MailServers servers;
    private final MailSettings settings;
    private final MailboxLocks locks;
    private final InboundMails ledger;
    private final MailboxStates states;
    private final ScheduledExecutorService watchdog;
    private final Runnable onStored;
    private final Clock wallClock = Clock.systemUTC();
    /** Attempts so far of the mails that are not stored yet, by UID. */
    private final Map<Long, Integer> failures = new HashMap<>();

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
            MailboxStates states,
            ScheduledExecutorService watchdog,
            Runnable onStored) {
        this.mailbox = place.mailbox();
        this.product = place.product();
        this.servers = servers;
        this.settings = settings;
        this.locks = locks;
        this.ledger = ledger;
        this.states = states;
        this.watchdog = watchdog;
        this.onStored = onStored;
    }

    void stop() {
        stopped = true;
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
                if (locks.hold(mailbox)) {
                    failures = read(failures);
                } else {
                    states.elsewhere(mailbox);
                    pause(LOCK_PAUSE);
                }
            } catch (MessagingException | IOException | RuntimeException e) {
                failures++;
                if (!stopped) {
                    states.failed(mailbox, e);
                    Duration pause = backOff(failures);
                    LOG.warn(
                            "Mailbox {} cannot be read, next attempt in {} ms: {}",
                            mailbox,
                            pause.toMillis(),
                            e.toString());
                    pause(pause);
                }
            }
        }
    }

    private int read(int failuresBefore) throws MessagingException, IOException {
        try (ImapMailbox connection = ImapMailbox.open(servers.imap(product), settings.timeout())) {
            open = connection;
            if (failuresBefore > 0) {
                LOG.info("Mailbox {} is read again", mailbox);
            }
            states.connected(mailbox);
            while (!stopped && locks.hold(mailbox)) {
                connection.refresh();
                boolean complete = take(connection);
                states.connected(mailbox);
                if (!stopped) {
                    await(connection, complete);
                }
            }
            return 0;
        } finally {
            open = null;
        }
    }

    /** @return false if a mail could not be fetched or stored now and is tried again soon */
    private boolean take(ImapMailbox connection) throws MessagingException {
        long validity = connection.uidValidity();
        boolean rescan = !wallClock.instant().isBefore(nextRescan);
        long cursor = rescan
                ? 0
                : ledger.cursor(mailbox)
                        .filter(c -> c.uidValidity() == validity)
                        .map(Cursor::lastUid)
                        .orElse(0L);
        Set<Long> known = rescan ? ledger.knownUids(mailbox, validity) : Set.of();
        List<Message> candidates = connection.above(cursor, known);
        // What failed again and again, perhaps by ending the connection, must not keep its successors waiting.
        candidates.sort(Comparator.comparing(message -> isSuspect(connection.uid(message))));
        int failed = 0;
        for (Message message : candidates) {
            if (stopped || failed == MOST_FAILURES) {
                break;
            }
            failed += takeOne(connection, validity, message) ? 0 : 1;
        }
        if (rescan || failed > 0) {
            // What failed is a gap below the cursor now: only a rescan finds it.
            nextRescan = wallClock.instant().plus(failed == 0 ? settings.rescanInterval() : RETRY_PAUSE);
        }
        return failed == 0;
    }

    private boolean takeOne(ImapMailbox connection, long validity, Message message) throws MessagingException {
        long uid = connection.uid(message);
        failures.merge(uid, 1, Integer::sum);
        try {
            if (!message.isExpunged() && ledger.store(fetch(connection, validity, uid, message))) {
                onStored.run();
            }
            failures.remove(uid);
        } catch (MessagingException | IOException | RuntimeException e) {
            if (!connection.isOpen()) {
                throw new MessagingException("connection lost at UID " + uid, e);
            }
            LOG.warn("Mail with UID {} in {} could not be taken, it is tried again", uid, mailbox, e);
            return false;
        }
        try {
            connection.markTaken(message);
        } catch (MessagingException | RuntimeException e) {
            LOG.debug("Mail with UID {} in {} could not be flagged", uid, mailbox, e);
        }
        return true;
    }

    private boolean isSuspect(long uid) {
        return failures.getOrDefault(uid, 0) >= MOST_FAILURES;
    }

    private FetchedMail fetch(ImapMailbox connection, long validity, long uid, Message message)
            throws MessagingException, IOException {
        byte[] whole = connection.whole(message, settings.sizeLimit().toBytes());
        byte[] raw = whole == null ? connection.header(message) : whole;
        Date received = message.getReceivedDate();
        long size =
                whole == null ? Math.max(message.getSize(), settings.sizeLimit().toBytes()) : whole.length;
        Instant receivedAt = received == null ? wallClock.instant() : received.toInstant();
        return new FetchedMail(mailbox, product, validity, uid, receivedAt, size, whole == null, raw);
    }

    private void await(ImapMailbox connection, boolean complete) throws MessagingException {
        boolean push = complete && !settings.idleTime().isZero() && connection.canPush();
        if (push) {
            connection.awaitPush(settings.idleTime(), watchdog);
        } else {
            pause(complete ? settings.pollInterval() : RETRY_PAUSE);
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
