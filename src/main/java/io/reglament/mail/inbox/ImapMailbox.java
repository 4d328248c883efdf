package io.reglament.mail.inbox;

import io.reglament.mail.MailServer;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import jakarta.mail.event.MessageCountListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.BODY;

/**
 * One open INBOX. The library only carries bytes: it is never asked for a header, a part or a structure, because its
 * parsing throws on real mail and servers answer such questions wrongly.
 */
final class ImapMailbox implements AutoCloseable {

    /** Says on the server that the ledger holds the mail; only for people who look into the mailbox. */
    private static final String TAKEN = "$ReglamentTaken";

    private static final String BLOCK_SIZE = Integer.toString(1024 * 1024);

    private final ClosableSockets sockets;
    private final IMAPStore store;
    private final IMAPFolder inbox;
    private final Duration timeout;

    private ImapMailbox(ClosableSockets sockets, IMAPStore store, IMAPFolder inbox, Duration timeout) {
        this.sockets = sockets;
        this.store = store;
        this.inbox = inbox;
        this.timeout = timeout;
    }

    static ImapMailbox open(MailServer server, Duration timeout) throws MessagingException {
        String protocol = server.tls() ? "imaps" : "imap";
        ClosableSockets sockets =
                new ClosableSockets(server.tls() ? SSLSocketFactory.getDefault() : SocketFactory.getDefault());
        Properties settings = new Properties();
        String prefix = "mail." + protocol + ".";
        settings.put(prefix + (server.tls() ? "ssl.socketFactory" : "socketFactory"), sockets);
        for (String limit : List.of("connectiontimeout", "timeout", "writetimeout", "connectionpooltimeout")) {
            settings.setProperty(prefix + limit, Long.toString(timeout.toMillis()));
        }
        settings.setProperty(prefix + "ssl.checkserveridentity", "true");
        settings.setProperty(prefix + "peek", "true");
        settings.setProperty(prefix + "fetchsize", BLOCK_SIZE);
        settings.setProperty(prefix + "ignorebodystructuresize", "true");
        settings.setProperty(prefix + "connectionpoolsize", "1");
        IMAPStore store = (IMAPStore) Session.getInstance(settings).getStore(protocol);
        try {
            store.connect(server.host(), server.port(), server.user(), server.password());
            IMAPFolder inbox = (IMAPFolder) store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            return new ImapMailbox(sockets, store, inbox, timeout);
        } catch (MessagingException | RuntimeException e) {
            sockets.cut();
            throw e;
        }
    }

    long uidValidity() throws MessagingException {
        return inbox.getUIDValidity();
    }

    boolean canPush() throws MessagingException {
        return store.hasCapability("IDLE");
    }

    /** Asks the server for news: without it the library sees no mail that came since the last command. */
    void refresh() throws MessagingException {
        inbox.doCommand(protocol -> {
            protocol.simpleCommand("NOOP", null);
            return null;
        });
    }

    boolean isOpen() {
        return inbox.isOpen();
    }

    /** @return the mails above this UID that are not among the known ones, oldest first */
    List<Message> above(long uid, Set<Long> known) throws MessagingException {
        List<Message> found = new ArrayList<>();
        for (Message message : inbox.getMessagesByUID(uid + 1, UIDFolder.MAXUID)) {
            // A server answers a range above its last UID with the last mail.
            if (message != null && inbox.getUID(message) > uid && !known.contains(inbox.getUID(message))) {
                found.add(message);
            }
        }
        FetchProfile fields = new FetchProfile();
        fields.add(UIDFolder.FetchProfileItem.UID);
        fields.add(FetchProfile.Item.SIZE);
        fields.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        inbox.fetch(found.toArray(Message[]::new), fields);
        found.sort(Comparator.comparingLong(this::uid));
        return found;
    }

    long uid(Message message) {
        try {
            return inbox.getUID(message);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param most bytes
     * @return the whole mail; null if it is larger
     */
    byte[] whole(Message message, long most) throws MessagingException, IOException {
        if (message.getSize() > most) {
            return null;
        }
        ((IMAPMessage) message).setPeek(true);
        Limited bytes = new Limited(most);
        try {
            message.writeTo(bytes);
        } catch (TooLarge e) {
            return null;
        }
        return bytes.toByteArray();
    }

    /** @return the header block, empty if the server has none */
    byte[] header(Message message) throws MessagingException {
        Object header = inbox.doCommand(protocol -> {
            BODY body = protocol.peekBody(message.getMessageNumber(), "HEADER");
            ByteArray bytes = body == null ? null : body.getByteArray();
            return bytes == null ? new byte[0] : bytes.getNewBytes();
        });
        return (byte[]) header;
    }

    /** Failure is harmless: the ledger knows the mail. */
    void markTaken(Message message) throws MessagingException {
        Flags permanent = inbox.getPermanentFlags();
        Flags mark = permanent != null && permanent.contains(Flags.Flag.USER)
                ? new Flags(TAKEN)
                : new Flags(Flags.Flag.SEEN);
        inbox.setFlags(new Message[] {message}, mark, true);
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
        inbox.addMessageCountListener(arrivals);
        try {
            inbox.idle(true);
        } finally {
            inbox.removeMessageCountListener(arrivals);
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

    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Stops a mail whose server told a wrong size. */
    private static final class Limited extends OutputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final long most;

        Limited(long most) {
            this.most = most;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] block, int offset, int length) throws IOException {
            if (bytes.size() + (long) length > most) {
                throw new TooLarge();
            }
            bytes.write(block, offset, length);
        }

        byte[] toByteArray() {
            return bytes.toByteArray();
        }
    }
}
