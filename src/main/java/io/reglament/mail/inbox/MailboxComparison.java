package io.reglament.mail.inbox;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.MailServers;
import io.reglament.mail.MailSettings;
import io.reglament.mail.inbox.InboundMails.Cursor;
import io.reglament.mail.inbox.MailIncidents.Kind;
import io.reglament.mail.inbox.MailboxReader.Place;
import jakarta.mail.MessagingException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Service;

/**
 * Compares each mailbox with the ledger, by UID: what the server holds below the cursor must be in the ledger. A
 * difference is fetched at once, and an operator is told that there was one.
 */
@NamedInterface("operations")
@Service
public class MailboxComparison {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxComparison.class);
    private static final int MOST_NAMED = 20;

    private final ProductProfiles profiles;
    private final MailServers servers;
    private final MailSettings settings;
    private final InboundMails ledger;
    private final MailIncidents incidents;
    private final DecisionBell bell;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Clock wallClock = Clock.systemUTC();

    MailboxComparison(
            ProductProfiles profiles,
            MailServers servers,
            MailSettings settings,
            InboundMails ledger,
            MailIncidents incidents,
            DecisionBell bell,
            JdbcClient jdbc,
            Clock clock) {
        this.profiles = profiles;
        this.servers = servers;
        this.settings = settings;
        this.ledger = ledger;
        this.incidents = incidents;
        this.bell = bell;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * How a mailbox and the ledger stood to each other.
     *
     * @param inLedger of the mails that were on the server
     * @param missing on the server, below the cursor and not in the ledger
     */
    @NamedInterface("operations")
    public record Comparison(Instant at, long onServer, long inLedger, long missing) {}

    void compareAll() {
        for (ProductProfile profile : profiles.all()) {
            try {
                compare(new Place(profile.mailbox(), profile.code()));
            } catch (MessagingException | RuntimeException e) {
                // A mailbox that cannot be opened is the reader's to tell; it is compared the next night.
                LOG.warn("Mailbox {} could not be compared with the ledger: {}", profile.mailbox(), e.toString());
            }
        }
    }

    /** @return what was found before the difference was fetched */
    Comparison compare(Place place) throws MessagingException {
        try (ImapMailbox connection = ImapMailbox.open(servers.imap(place.product()), settings.timeout())) {
            // Before the look at the server: what arrives meanwhile is above the cursor.
            long cursor = ledger.cursor(place.mailbox())
                    .filter(c -> c.uidValidity() == connection.uidValidity())
                    .map(Cursor::lastUid)
                    .orElse(0L);
            List<Long> onServer = connection.uidsAbove(0);
            List<Long> unknown = ledger.unknown(place.mailbox(), connection.uidValidity(), onServer);
            List<Long> missing = unknown.stream().filter(uid -> uid <= cursor).toList();
            Comparison comparison = new Comparison(
                    clock.instant(), onServer.size(), onServer.size() - (long) unknown.size(), missing.size());
            keep(place.mailbox(), comparison);
            if (!missing.isEmpty()) {
                LOG.error("{} mails in {} were not in the ledger: {}", missing.size(), place.mailbox(), missing);
                incidents.open(place.mailbox(), place.product(), Kind.DIFFERENCE, names(missing));
                new MailTaking(place, ledger, incidents, wallClock).take(connection, missing, bell::ring);
            }
            if (missing.isEmpty()) {
                incidents.end(place.mailbox(), Kind.DIFFERENCE);
            }
            return comparison;
        }
    }

    /** @return the mailbox's last comparison; nothing if there was none yet */
    public Optional<Comparison> last(String mailbox) {
        return jdbc.sql("select checked_at, on_server, in_ledger, missing from crm.mailbox_check where mailbox = ?")
                .param(mailbox)
                .query((rs, i) ->
                        new Comparison(rs.getTimestamp(1).toInstant(), rs.getLong(2), rs.getLong(3), rs.getLong(4)))
                .optional();
    }

    private void keep(String mailbox, Comparison comparison) {
        jdbc.sql("""
                insert into crm.mailbox_check (mailbox, checked_at, on_server, in_ledger, missing) values (?, ?, ?, ?, ?)
                on conflict (mailbox) do update set checked_at = excluded.checked_at, on_server = excluded.on_server,
                    in_ledger = excluded.in_ledger, missing = excluded.missing
                """)
                .params(
                        mailbox,
                        Timestamp.from(comparison.at()),
                        comparison.onServer(),
                        comparison.inLedger(),
                        comparison.missing())
                .update();
    }

    private static String names(List<Long> uids) {
        String names = uids.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        return uids.size() + ": UID " + names + (uids.size() > MOST_NAMED ? ", …" : "");
    }
}
