package io.reglament.mail.inbox;

import io.reglament.mail.MailServer;
import io.reglament.mail.TransportSettings;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import jakarta.mail.ReadOnlyFolderException;
import jakarta.mail.Session;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import jakarta.mail.event.MessageCountListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;

/**
 * One open folder. The library signs in and carries answers: it is never asked for a message, a header or a structure,
 * because its parsing throws on real mail, servers answer such questions wrongly, and message numbers change under our
 * hands. Everything goes by UID (mail.md 2.1).
 */
final class ImapMailbox implements AutoCloseable {

    /** Says on the server that the ledger holds the mail; only for people who look into the mailbox. */
    private static final String TAKEN = "$ReglamentTaken";

    private static final int BLOCK = 1024 * 1024;

    private final ClosableSockets sockets;
    private final IMAPStore store;
    private final IMAPFolder folder;
    private final Duration timeout;
    private final long uidValidity;
    private final boolean keepsNumbers;

    private ImapMailbox(ClosableSockets sockets, IMAPStore store, IMAPFolder folder, Duration timeout)
            throws MessagingException {
        this.sockets = sockets;
        this.store = store;
        this.folder = folder;
        this.timeout = timeout;
        this.keepsNumbers = !folder.getUIDNotSticky();
        this.uidValidity = folder.getUIDValidity() + (keepsNumbers ? 0 : System.nanoTime());
    }

    /** @throws FolderNotFoundException if the server has no such folder */
    static ImapMailbox open(MailServer server, Duration timeout) throws MessagingException {
        String protocol = TransportSettings.protocol(server, "imap");
        ClosableSockets sockets =
                new ClosableSockets(server.tls() ? SSLSocketFactory.getDefault() : SocketFactory.getDefault());
        Properties settings = TransportSettings.of(server, "imap", timeout);
        settings.setProperty("mail." + protocol + ".connectionpoolsize", "1");
        settings.put("mail." + protocol + (server.tls() ? ".ssl.socketFactory" : ".socketFactory"), sockets);
        IMAPStore store = (IMAPStore) Session.getInstance(settings).getStore(protocol);
        try {
            store.connect(server.host(), server.port(), server.user(), server.password());
            IMAPFolder folder = (IMAPFolder) store.getFolder(server.folder());
            openAsAllowed(store, folder);
            return new ImapMailbox(sockets, store, folder, timeout);
        } catch (AuthenticationFailedException e) {
            server.secret().refused();
            sockets.cut();
            throw e;
        } catch (MessagingException | RuntimeException e) {
            sockets.cut();
            throw e;
        }
    }

    /** A mailbox that we may only look into is read all the same: marking is for people, the ledger needs none. */
    private static void openAsAllowed(IMAPStore store, IMAPFolder folder) throws MessagingException {
        try {
            folder.open(Folder.READ_WRITE);
        } catch (FolderNotFoundException e) {
            throw e;
        } catch (ReadOnlyFolderException e) {
            folder.open(Folder.READ_ONLY);
        } catch (MessagingException e) {
            if (!store.isConnected()) {
                throw e;
            }
            folder.open(Folder.READ_ONLY);
        }
    }

    /** @return what the server calls this life of the folder; another one at each sign-in where UIDs do not last */
    long uidValidity() {
        return uidValidity;
    }

    /** @return whether UIDs last longer than one connection, unless UIDVALIDITY says otherwise */
    boolean keepsNumbers() {
        return keepsNumbers;
    }

    boolean isReadOnly() {
        return folder.getMode() == Folder.READ_ONLY;
    }

    boolean canPush() throws MessagingException {
        return store.hasCapability("IDLE");
    }

    /** Asks the server for news: without it the library sees no mail that came since the last command. */
    void refresh() throws MessagingException {
        folder.doCommand(protocol -> {
            protocol.simpleCommand("NOOP", null);
            return null;
        });
    }

    boolean isOpen() {
        return folder.isOpen();
    }

    /** @return whether the mail is still there */
    boolean has(long uid) throws MessagingException {
        return ImapAnswers.search(folder, "UID " + uid).contains(uid);
    }

    /** @return the UIDs above this one, ascending */
    List<Long> uidsAbove(long uid) throws MessagingException {
        String which = uid == 0 ? "ALL" : "UID " + (uid + 1) + ":*";
        List<Long> found = new ArrayList<>(ImapAnswers.search(folder, which));
        // A server answers a range above its last UID with the last mail.
        found.removeIf(other -> other <= uid);
        found.sort(Comparator.naturalOrder());
        return found;
    }

    /**
     * Fetches several mails with one command.
     *
     * @return by ascending UID; without those that are larger than {@link MailBytes#SMALL} or gone
     */
    List<RemoteMail> smallOnes(Collection<Long> uids) throws MessagingException {
        String set = uids.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
        List<RemoteMail> mails = ImapAnswers.fetch(folder, set, 0, MailBytes.SMALL);
        mails.removeIf(mail -> mail.block() == null || mail.block().length >= MailBytes.SMALL);
        mails.sort(Comparator.comparingLong(RemoteMail::uid));
        return mails;
    }

    /**
     * Fetches one mail of any size, block by block.
     *
     * @param content gets the bytes
     * @return the mail without its bytes; null if it is gone
     */
    RemoteMail whole(long uid, MailBytes content) throws MessagingException, IOException {
        RemoteMail first = null;
        while (true) {
            RemoteMail answer = ImapAnswers.fetch(folder, Long.toString(uid), content.size(), BLOCK).stream()
                    .filter(mail -> mail.uid() == uid)
                    .findFirst()
                    .orElse(null);
            if (first == null && (answer == null || answer.block() == null)) {
                return null;
            }
            if (answer == null) {
                throw new IOException("the server stopped in the middle of the mail");
            }
            first = first == null ? answer : first;
            if (answer.block() == null || answer.block().length == 0) {
                return first;
            }
            content.write(answer.block(), 0, answer.block().length);
            if (answer.block().length < BLOCK) {
                return first;
            }
        }
    }

    /** Failure is harmless: the ledger knows the mails. */
    void markTaken(Collection<Long> uids) throws MessagingException {
        if (uids.isEmpty() || isReadOnly()) {
            return;
        }
        Flags permanent = folder.getPermanentFlags();
        String mark = permanent != null && permanent.contains(Flags.Flag.USER) ? TAKEN : "\\Seen";
        String set = uids.stream().map(String::valueOf).collect(Collectors.joining(","));
        folder.doCommand(protocol -> {
            protocol.simpleCommand("UID STORE " + set + " +FLAGS.SILENT (" + mark + ")", null);
            return null;
        });
    }

    /** Waits until the server reports something, at most this long; a dead connection is cut. */
    void awaitPush(Duration most, ScheduledExecutorService watchdog) throws MessagingException {
        ScheduledFuture<?> wake = watchdog.schedule(() -> refreshQuietly(), most.toMillis(), TimeUnit.MILLISECONDS);
        ScheduledFuture<?> cut =
                watchdog.schedule(sockets::cut, most.plus(timeout).toMillis(), TimeUnit.MILLISECONDS);
        // What came between the last look and this wait is reported before the wait begins, which does not end it.
        MessageCountListener arrivals = new MessageCountAdapter() {
            @Override
            public void messagesAdded(MessageCountEvent event) {
                refreshQuietly();
            }
        };
        folder.addMessageCountListener(arrivals);
        try {
            folder.idle(true);
        } finally {
            folder.removeMessageCountListener(arrivals);
            wake.cancel(false);
            cut.cancel(false);
        }
    }

    /** Any command ends a waiting IDLE. */
    private void refreshQuietly() {
        try {
            refresh();
        } catch (MessagingException | IllegalStateException e) {
            sockets.cut();
        }
    }

    @Override
    public void close() {
        // A polite LOGOUT would wait for a server that may be gone.
        sockets.cut();
        try {
            store.close();
        } catch (MessagingException | IllegalStateException e) {
            // Nothing is left to close.
            return;
        }
    }
}
