package io.reglament.local.mailserver;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHandler;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.imap.ImapHostManagerImpl;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.InMemoryStore;
import com.icegreen.greenmail.user.UserManager;
import io.reglament.local.mailserver.MailFiles.MailFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SMTP and IMAP for every address there is, on the loopback interface: GreenMail, made durable. A mail is on disk before
 * SMTP accepts it, and back in its mailbox after a restart (with a new UIDVALIDITY, and without the flags and deletions
 * of mail clients).
 */
public class LocalMailServer implements AutoCloseable {

    /** RFC 5321 4.5.3.2.7. */
    private static final Duration SMTP_IDLE_LIMIT = Duration.ofMinutes(5);

    /** RFC 3501 5.4. */
    private static final Duration IMAP_IDLE_LIMIT = Duration.ofMinutes(30);

    private static final int MOST_LOADED_OF_ONE_MAILBOX = 5_000;
    private static final Logger LOG = LoggerFactory.getLogger(LocalMailServer.class);

    enum Receipt {
        ACCEPTED,
        /** Nothing was stored; the client may try again later. */
        FULL,
        /** As {@link #FULL}, except that some of several recipients may have got the mail. */
        FAILED
    }

    /**
     * @param maxMailSize octets
     * @param memory octets of mail that IMAP shows; older mail stays in its files
     */
    public record Limits(long maxMailSize, long memory) {}

    private final MailFiles files;
    private final Clock clock;
    private final Mailboxes mailboxes;
    private final MailMemory memory;
    private final MailListener smtp;
    private final MailListener imap;

    /**
     * Loads the mailboxes and listens.
     *
     * @param ports of SMTP and IMAP; 0 chooses a free one
     * @param productMail what stays in memory whatever the limit
     * @throws IOException if a port cannot be had
     */
    public LocalMailServer(MailFiles files, Ports ports, Limits limits, ProductMail productMail, Clock clock)
            throws IOException {
        this.files = files;
        this.clock = clock;
        ImapHostManager hosts = new ImapHostManagerImpl(new InMemoryStore());
        mailboxes = new Mailboxes(hosts);
        memory = new MailMemory(mailboxes, hosts, productMail, limits.memory());
        memory.load(storedMail());
        Managers managers = new MailManagers(hosts, mailboxes);
        SmtpCommands commands = new SmtpCommands(this, limits.maxMailSize());
        smtp = new MailListener(
                "smtp",
                ports.smtp(),
                SMTP_IDLE_LIMIT,
                managers,
                socket -> new SmtpSession(commands, managers.getSmtpManager(), socket));
        try {
            imap = new MailListener(
                    "imap",
                    ports.imap(),
                    IMAP_IDLE_LIMIT,
                    managers,
                    socket -> new ImapHandler(mailboxes, hosts, socket));
        } catch (IOException e) {
            smtp.release();
            throw e;
        }
        smtp.startService();
        imap.startService();
    }

    /** TCP ports on the loopback interface. */
    public record Ports(int smtp, int imap) {}

    /** @return the ports that the server really listens on */
    public Ports ports() {
        return new Ports(smtp.getPort(), imap.getPort());
    }

    @Override
    public void close() {
        smtp.stopService();
        imap.stopService();
    }

    Instant now() {
        return clock.instant();
    }

    boolean accepts(String address) {
        return MailFiles.isMailbox(address) && mailboxes.mayOpen(MailFiles.normalised(address));
    }

    Path spool() throws IOException {
        return files.spool();
    }

    /** Stores a received mail for all its recipients, first on disk, then for IMAP. */
    Receipt deliver(Path spooled, Collection<MailAddress> recipients) {
        Set<String> addresses = recipients.stream()
                .map(recipient -> MailFiles.normalised(recipient.getEmail()))
                .collect(Collectors.toSet());
        try {
            if (!memory.makeRoom(Files.size(spooled) * addresses.size())) {
                return Receipt.FULL;
            }
            List<MailFile> kept = new ArrayList<>();
            for (String address : addresses) {
                kept.add(files.keep(spooled, address));
            }
            for (MailFile mail : kept) {
                memory.add(mail);
            }
            return Receipt.ACCEPTED;
        } catch (IOException | FolderException | RuntimeException e) {
            LOG.error("A mail for {} could not be stored", addresses, e);
            return Receipt.FAILED;
        }
    }

    private List<MailFile> storedMail() {
        return files.addresses().stream()
                .flatMap(address -> files.newest(address, MOST_LOADED_OF_ONE_MAILBOX, null).stream())
                .sorted(Comparator.comparing(MailFile::id).reversed())
                .toList();
    }

    private static final class MailManagers extends Managers {

        private final ImapHostManager hosts;
        private final UserManager users;
        private final SmtpManager smtp;

        private MailManagers(ImapHostManager hosts, UserManager users) {
            this.hosts = hosts;
            this.users = users;
            this.smtp = new SmtpManager(hosts, users);
        }

        @Override
        public SmtpManager getSmtpManager() {
            return smtp;
        }

        @Override
        public UserManager getUserManager() {
            return users;
        }

        @Override
        public ImapHostManager getImapHostManager() {
            return hosts;
        }
    }
}
