package io.reglament.mail.inbox;

import io.reglament.mail.inbox.MailIncidents.Kind;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Carries mails from an open mailbox into the ledger, the oldest first: several small ones with one command and one
 * transaction, any other alone. One bad mail never delays the next (mail rule IN-6).
 */
final class MailTaking {

    private static final Logger LOG = LoggerFactory.getLogger(MailTaking.class);
    private static final int TOGETHER = 16;
    private static final int MOST_FAILURES = 3;

    private final MailboxReader.Place place;
    private final InboundMails ledger;
    private final MailIncidents incidents;
    private final Clock wallClock;
    private final FetchFailures failures;
    private boolean oneByOne;
    private volatile boolean stopped;

    MailTaking(MailboxReader.Place place, InboundMails ledger, MailIncidents incidents, Clock wallClock) {
        this.place = place;
        this.ledger = ledger;
        this.incidents = incidents;
        this.wallClock = wallClock;
        this.failures = new FetchFailures(wallClock);
    }

    /** After the mail that is being taken. */
    void stop() {
        stopped = true;
    }

    /**
     * @param uids that the ledger does not hold, all that there are
     * @param onStored told how many mails are new, after they are committed
     * @return whether all of them were taken or are gone
     * @throws MessagingException if the connection is lost
     * @throws org.springframework.dao.DataAccessException if the database is away
     */
    boolean take(ImapMailbox connection, List<Long> uids, IntConsumer onStored) throws MessagingException {
        failures.keepOnly(new HashSet<>(uids));
        // What failed again and again, perhaps by ending the connection, must not keep its successors waiting.
        List<Long> due = uids.stream()
                .filter(failures::isDue)
                .sorted(Comparator.comparing(failures::isSuspect))
                .toList();
        int failed = 0;
        for (int from = 0; from < due.size() && !stopped && failed < MOST_FAILURES; ) {
            int to = endOfGroup(due, from);
            failed += take(connection, due.subList(from, to), failed, onStored);
            from = to;
        }
        oneByOne = false;
        return failed == 0 && due.size() == uids.size();
    }

    /** @return when what failed should be tried again; nothing if nothing did */
    Optional<Instant> nextAttempt() {
        return failures.nextDue();
    }

    private int endOfGroup(List<Long> uids, int from) {
        int to = from + 1;
        if (!oneByOne && !failures.has(uids.get(from))) {
            while (to < uids.size() && to < from + TOGETHER && !failures.has(uids.get(to))) {
                to++;
            }
        }
        return to;
    }

    private int take(ImapMailbox connection, List<Long> uids, int failedBefore, IntConsumer onStored)
            throws MessagingException {
        Set<Long> left = new HashSet<>(uids);
        if (uids.size() > 1) {
            List<Long> taken = takeTogether(connection, uids, onStored);
            left.removeAll(taken);
            mark(connection, taken);
        }
        int failed = 0;
        for (long uid : uids) {
            if (left.contains(uid) && !stopped && failedBefore + failed < MOST_FAILURES) {
                failed += takeOne(connection, uid, onStored) ? 0 : 1;
            }
        }
        return failed;
    }

    /** @return those that the ledger holds now; the others must be tried one by one */
    private List<Long> takeTogether(ImapMailbox connection, List<Long> uids, IntConsumer onStored)
            throws MessagingException {
        List<MailBytes> contents = new ArrayList<>();
        try {
            List<FetchedMail> mails = new ArrayList<>();
            List<Long> taken = new ArrayList<>();
            for (RemoteMail mail : connection.smallOnes(uids)) {
                MailBytes content = MailBytes.of(mail.block());
                contents.add(content);
                mails.add(fetched(connection, mail, content));
                taken.add(mail.uid());
            }
            onStored.accept(mails.isEmpty() ? 0 : ledger.store(mails));
            return taken;
        } catch (MessagingException | RuntimeException e) {
            // The guilty one must be found, even if it ends the connection each time.
            oneByOne = true;
            requireUsable(connection, e);
            LOG.info("{} mails in {} could not be taken together: {}", uids.size(), place.mailbox(), e.toString());
            return List.of();
        } finally {
            contents.forEach(MailTaking::close);
        }
    }

    private boolean takeOne(ImapMailbox connection, long uid, IntConsumer onStored) throws MessagingException {
        failures.begins(uid);
        MailBytes content = new MailBytes();
        try {
            RemoteMail mail = connection.whole(uid, content);
            if (mail != null) {
                onStored.accept(ledger.store(List.of(fetched(connection, mail, content))));
            } else if (connection.has(uid)) {
                throw new IOException("the server gives no content");
            }
            failures.ended(uid);
            mark(connection, mail == null ? List.of() : List.of(uid));
            return true;
        } catch (MessagingException | IOException | RuntimeException e) {
            tellIfPersistent(uid, e);
            requireUsable(connection, e);
            LOG.warn("Mail with UID {} in {} could not be taken, it is tried again", uid, place.mailbox(), e);
            return false;
        } finally {
            close(content);
        }
    }

    private FetchedMail fetched(ImapMailbox connection, RemoteMail mail, MailBytes content) {
        Instant receivedAt = mail.receivedAt() == null ? wallClock.instant() : mail.receivedAt();
        return new FetchedMail(
                place.mailbox(), place.product(), connection.uidValidity(), mail.uid(), receivedAt, content);
    }

    private void tellIfPersistent(long uid, Exception problem) {
        if (failures.isPersistent(uid) && !isDatabaseAway(problem)) {
            incidents.open(place.mailbox(), place.product(), Kind.NOT_FETCHED, "UID " + uid + ": " + problem);
        }
    }

    /** Nothing more can be taken without the server or the database, and no mail is to blame. */
    private void requireUsable(ImapMailbox connection, Exception e) throws MessagingException {
        if (isDatabaseAway(e)) {
            failures.keepOnly(Set.of());
            throw (RuntimeException) e;
        }
        if (!connection.isOpen()) {
            throw new MessagingException("connection lost", e);
        }
    }

    private static boolean isDatabaseAway(Exception e) {
        return e instanceof TransactionException
                || e instanceof NonTransientDataAccessResourceException
                || e instanceof TransientDataAccessException;
    }

    private void mark(ImapMailbox connection, List<Long> uids) {
        try {
            connection.markTaken(uids);
        } catch (MessagingException | RuntimeException e) {
            LOG.debug("Mails in {} could not be flagged", place.mailbox(), e);
        }
    }

    private static void close(MailBytes content) {
        try {
            content.close();
        } catch (IOException e) {
            LOG.debug("A temporary file could not be deleted", e);
        }
    }
}
