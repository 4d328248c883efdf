package io.reglament.local.mailserver;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.imap.commands.IdRange;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMailUtil;
import io.reglament.local.mailserver.MailFiles.MailFile;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What IMAP shows: GreenMail keeps whole mails in memory, so only as many as the budget allows. The oldest go first,
 * from memory only; a mail in a product's mailbox that nobody took never does.
 */
class MailMemory {

    private static final Logger LOG = LoggerFactory.getLogger(MailMemory.class);

    /** What GreenMail remembers of a mail beside its bytes, roughly. */
    private static final int OVERHEAD = 4096;

    /** Counting looks at every mail; between counts clients may append and delete a few. */
    private static final int DELIVERIES_PER_COUNT = 200;

    private final Mailboxes mailboxes;
    private final ImapHostManager imap;
    private final ProductMail productMail;
    private final long budget;
    private long used;
    private int deliveriesSinceCount = DELIVERIES_PER_COUNT;

    private record Held(MailFolder folder, StoredMessage mail, boolean dispensable) {
        private long cost() {
            return mail.getAttributes().getSize() + (long) OVERHEAD;
        }
    }

    /**
     * @param productMail what must stay
     * @param budget octets
     */
    MailMemory(Mailboxes mailboxes, ImapHostManager imap, ProductMail productMail, long budget) {
        this.mailboxes = mailboxes;
        this.imap = imap;
        this.productMail = productMail;
        this.budget = budget;
    }

    /** Loads the newest mails, first the products', then the customers', as far as the budget goes. */
    synchronized void load(List<MailFile> newestFirst) {
        List<MailFile> chosen = new ArrayList<>();
        long used = 0;
        List<MailFile> byImportance = newestFirst.stream()
                .sorted(Comparator.comparing(
                        (MailFile mail) -> !productMail.mailboxes().contains(mail.address())))
                .toList();
        for (MailFile mail : byImportance) {
            used += mail.size() + OVERHEAD;
            if (used > budget) {
                LOG.info(
                        "Mailboxes show the newest {} of {} mails; older ones are in files",
                        chosen.size(),
                        newestFirst.size());
                break;
            }
            chosen.add(mail);
        }
        chosen.sort(Comparator.comparing(MailFile::id));
        for (MailFile mail : chosen) {
            try {
                add(mail);
            } catch (IOException | FolderException | RuntimeException e) {
                LOG.warn("{} cannot be shown in its mailbox: {}", mail.file(), e.toString());
            }
        }
    }

    /** @return whether a mail of this size can be taken in; older mail has been dropped for it where needed */
    synchronized boolean makeRoom(long size) throws FolderException {
        if (used + size <= budget && deliveriesSinceCount < DELIVERIES_PER_COUNT) {
            return true;
        }
        List<Held> held = held();
        used = held.stream().mapToLong(Held::cost).sum();
        deliveriesSinceCount = 0;
        if (used + size <= budget) {
            return true;
        }
        List<Held> dispensable = held.stream()
                .filter(Held::dispensable)
                .sorted(Comparator.comparing(one -> one.mail().getReceivedDate()))
                .toList();
        for (Held oldest : dispensable) {
            if (used + size <= budget) {
                break;
            }
            drop(oldest);
            used -= oldest.cost();
        }
        // A single mail may be larger than the budget.
        return used + size <= budget || used <= 0;
    }

    /** Shows a mail in its mailbox and tells the clients that wait there. */
    synchronized void add(MailFile mail) throws IOException, FolderException {
        MailFolder inbox = imap.getInbox(mailboxes.open(mail.address()));
        Date receivedAt = Date.from(mail.receivedAt());
        try {
            inbox.appendMessage(parse(mail), new Flags(), receivedAt);
        } catch (RuntimeException e) {
            LOG.info("{} is shown as one opaque part: {}", mail.file(), e.toString());
            inbox.appendMessage(opaque(mail), new Flags(), receivedAt);
        }
        used += mail.size() + OVERHEAD;
        deliveriesSinceCount++;
    }

    private List<Held> held() throws FolderException {
        List<Held> held = new ArrayList<>();
        for (GreenMailUser user : mailboxes.listUser()) {
            MailFolder inbox = imap.getInbox(user);
            for (MailFolder folder : imap.listMailboxes(user, "*")) {
                boolean guarded = folder == inbox && productMail.mailboxes().contains(user.getEmail());
                Set<Long> taken = guarded ? productMail.taken(user.getEmail(), folder.getUidValidity()) : Set.of();
                for (StoredMessage mail : folder.getMessages()) {
                    boolean dispensable = !guarded || taken.contains(mail.getUid()) || isHandled(mail.getFlags());
                    held.add(new Held(folder, mail, dispensable));
                }
            }
        }
        return held;
    }

    private static boolean isHandled(Flags flags) {
        return flags.contains(Flags.Flag.SEEN)
                || flags.contains(Flags.Flag.DELETED)
                || flags.contains(Flags.Flag.FLAGGED)
                || flags.contains(Flags.Flag.ANSWERED)
                || flags.getUserFlags().length > 0;
    }

    private static void drop(Held one) throws FolderException {
        long uid = one.mail().getUid();
        one.folder().setFlags(new Flags(Flags.Flag.DELETED), true, uid, null, true);
        one.folder().expunge(new IdRange[] {new IdRange(uid)});
    }

    private static MimeMessage parse(MailFile mail) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(mail.file()))) {
            return GreenMailUtil.newMimeMessage(in);
        }
    }

    private static MimeMessage opaque(MailFile mail) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(mail.file()))) {
            return new OpaqueMail(in);
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }

    /** The same bytes for a client, but nothing for GreenMail to analyse: some broken headers make it give up. */
    private static final class OpaqueMail extends MimeMessage {

        private OpaqueMail(InputStream in) throws MessagingException {
            super(Session.getInstance(new Properties()), in);
        }

        @Override
        public String getContentType() {
            return "application/octet-stream";
        }

        @Override
        public String[] getHeader(String name) throws MessagingException {
            return name.toLowerCase(Locale.ROOT).startsWith("content-") ? null : super.getHeader(name);
        }
    }
}
