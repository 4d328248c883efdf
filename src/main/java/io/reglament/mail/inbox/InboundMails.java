package io.reglament.mail.inbox;

import io.reglament.mail.MailOutcome;
import io.reglament.mail.content.Fingerprint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The ledger's table {@code crm.inbound_mail} and the mailboxes' cursors. */
@Repository
public class InboundMails {

    private static final String COLUMNS =
            "id, mailbox, product, internal_date, size, truncated, fingerprint, raw, outcome,"
                    + " reason, request_id, attempts";

    private final JdbcClient jdbc;
    private final Clock clock;

    InboundMails(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How far a mailbox was read. */
    record Cursor(long uidValidity, long lastUid) {}

    @Transactional(readOnly = true)
    Optional<Cursor> cursor(String mailbox) {
        return jdbc.sql("select uid_validity, last_uid from crm.mailbox_cursor where mailbox = ?")
                .param(mailbox)
                .query((rs, i) -> new Cursor(rs.getLong(1), rs.getLong(2)))
                .optional();
    }

    /** @return the UIDs of this mailbox that the ledger holds */
    @Transactional(readOnly = true)
    Set<Long> knownUids(String mailbox, long uidValidity) {
        return new HashSet<>(jdbc.sql("select uid from crm.inbound_mail where mailbox = ? and uid_validity = ?")
                .params(mailbox, uidValidity)
                .query(Long.class)
                .list());
    }

    /**
     * Stores a mail and moves the cursor in one transaction (mail rules IN-1, IN-4).
     *
     * @return whether it is new; false for one that is known under this or, after a change of UIDVALIDITY, an older UID
     */
    @Transactional
    public boolean store(FetchedMail mail) {
        byte[] sha256 = Fingerprint.sha256(mail.raw());
        boolean isNew = !isKnown(mail) && !rebind(mail, sha256) && insert(mail, sha256);
        jdbc.sql("""
                insert into crm.mailbox_cursor (mailbox, uid_validity, last_uid, changed_at) values (?, ?, ?, ?)
                on conflict (mailbox) do update set changed_at = excluded.changed_at, uid_validity = excluded.uid_validity,
                    last_uid = case when mailbox_cursor.uid_validity = excluded.uid_validity
                        then greatest(mailbox_cursor.last_uid, excluded.last_uid) else excluded.last_uid end
                """)
                .params(mail.mailbox(), mail.uidValidity(), mail.uid(), now())
                .update();
        return isNew;
    }

    private boolean isKnown(FetchedMail mail) {
        return jdbc.sql(
                        "select exists (select 1 from crm.inbound_mail where mailbox = ? and uid_validity = ? and uid = ?)")
                .params(mail.mailbox(), mail.uidValidity(), mail.uid())
                .query(Boolean.class)
                .single();
    }

    private boolean rebind(FetchedMail mail, byte[] sha256) {
        return jdbc.sql("""
                        update crm.inbound_mail set uid_validity = ?, uid = ? where id = (
                            select id from crm.inbound_mail
                            where mailbox = ? and sha256 = ? and size = ? and uid_validity <> ? order by id limit 1)
                        """)
                        .params(mail.uidValidity(), mail.uid(), mail.mailbox(), sha256, mail.size(), mail.uidValidity())
                        .update()
                > 0;
    }

    private boolean insert(FetchedMail mail, byte[] sha256) {
        return jdbc.sql("""
                        insert into crm.inbound_mail (mailbox, product, uid_validity, uid, internal_date, fetched_at, size,
                            sha256, fingerprint, raw, truncated) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (mailbox, uid_validity, uid) do nothing
                        """)
                        .params(
                                mail.mailbox(),
                                mail.product(),
                                mail.uidValidity(),
                                mail.uid(),
                                Timestamp.from(mail.receivedAt()),
                                now(),
                                mail.size(),
                                sha256,
                                Fingerprint.of(mail.raw()),
                                mail.raw(),
                                mail.truncated())
                        .update()
                > 0;
    }

    /** Locks the oldest mail that waits for its decision; mails that another thread or node decides are passed over. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<InboundMail> claimNext(Instant dueBy) {
        return jdbc.sql("select " + COLUMNS + """
                 from crm.inbound_mail
                where outcome = 'PENDING' and (next_attempt_at is null or next_attempt_at <= ?)
                order by id limit 1 for update skip locked
                """)
                .param(Timestamp.from(dueBy))
                .query(InboundMails::row)
                .optional();
    }

    /** Locks this mail if it still waits for its decision and nobody else decides it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<InboundMail> claim(long id) {
        return jdbc.sql("select " + COLUMNS
                        + " from crm.inbound_mail where id = ? and outcome = 'PENDING' for update skip locked")
                .param(id)
                .query(InboundMails::row)
                .optional();
    }

    /** Locks the mail, waiting for whoever holds it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<InboundMail> lock(long id) {
        return jdbc.sql("select " + COLUMNS + " from crm.inbound_mail where id = ? for update")
                .param(id)
                .query(InboundMails::row)
                .optional();
    }

    @Transactional(readOnly = true)
    public Optional<InboundMail> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from crm.inbound_mail where id = ?")
                .param(id)
                .query(InboundMails::row)
                .optional();
    }

    /** @return whether the same mail came to the same mailbox before (mail rule IN-2) */
    @Transactional(readOnly = true)
    public boolean hasEarlierCopy(InboundMail mail) {
        return jdbc.sql(
                        "select exists (select 1 from crm.inbound_mail where mailbox = ? and fingerprint = ? and id < ?)")
                .params(mail.mailbox(), mail.fingerprint(), mail.id())
                .query(Boolean.class)
                .single();
    }

    /** Keeps what the parser read, for threading and lists. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void describe(
            long id, String messageId, List<String> references, String sender, String subject, boolean unanswerable) {
        jdbc.sql("""
                update crm.inbound_mail set message_id = ?, refs = ?, sender = ?, subject = ?, unanswerable = ? where id = ?
                """)
                .params(messageId, String.join(" ", references), sender, subject, unanswerable, id)
                .update();
    }

    /** Ends the mail in its place. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void decide(long id, MailOutcome outcome, String reason, String rule, Long requestId) {
        jdbc.sql("""
                update crm.inbound_mail set outcome = ?, reason = ?, rule = ?, request_id = ?, decided_at = ?,
                    next_attempt_at = null where id = ?
                """).params(outcome.name(), reason, rule, requestId, now(), id).update();
    }

    /** Counts a failed attempt. */
    @Transactional
    public void postpone(long id, Instant until) {
        jdbc.sql(
                        "update crm.inbound_mail set attempts = attempts + 1, next_attempt_at = ? where id = ? and outcome = 'PENDING'")
                .params(Timestamp.from(until), id)
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static InboundMail row(ResultSet rs, int i) throws SQLException {
        return new InboundMail(
                rs.getLong("id"),
                rs.getString("mailbox"),
                rs.getString("product"),
                rs.getTimestamp("internal_date").toInstant(),
                rs.getLong("size"),
                rs.getBoolean("truncated"),
                rs.getBytes("fingerprint"),
                rs.getBytes("raw"),
                MailOutcome.valueOf(rs.getString("outcome")),
                rs.getString("reason"),
                rs.getObject("request_id", Long.class),
                rs.getInt("attempts"));
    }
}
