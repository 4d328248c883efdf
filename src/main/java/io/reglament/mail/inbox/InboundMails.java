package io.reglament.mail.inbox;

import io.reglament.mail.MailOutcome;
import io.reglament.mail.PushedMail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
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

    private static final int UIDS_AT_ONCE = 10_000;

    private final JdbcClient jdbc;
    private final InboundRows rows;
    private final Clock clock;

    InboundMails(JdbcClient jdbc, InboundRows rows, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
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

    /** @return of these UIDs of the mailbox, in their order, those that the ledger does not hold */
    @Transactional(readOnly = true)
    List<Long> unknown(String mailbox, long uidValidity, List<Long> uids) {
        List<Long> unknown = new ArrayList<>();
        for (int from = 0; from < uids.size(); from += UIDS_AT_ONCE) {
            List<Long> some = uids.subList(from, Math.min(uids.size(), from + UIDS_AT_ONCE));
            unknown.addAll(jdbc.sql("""
                    select u.uid from unnest(?) with ordinality as u (uid, no)
                    where not exists (select 1 from crm.inbound_mail m
                        where m.mailbox = ? and m.uid_validity = ? and m.uid = u.uid)
                    order by u.no
                    """)
                    .params(some.toArray(Long[]::new), mailbox, uidValidity)
                    .query(Long.class)
                    .list());
        }
        return unknown;
    }

    /**
     * Stores mails of one mailbox and moves its cursor in one transaction (mail rules IN-1, IN-4).
     *
     * @return how many are new: not those known under this or, after a change of UIDVALIDITY, an older UID
     */
    @Transactional
    public int store(List<FetchedMail> mails) {
        FetchedMail last =
                mails.stream().max(Comparator.comparingLong(FetchedMail::uid)).orElseThrow();
        int stored = 0;
        for (FetchedMail mail : unbound(mails)) {
            stored += rows.insert(mail).isPresent() ? 1 : 0;
        }
        jdbc.sql("""
                insert into crm.mailbox_cursor (mailbox, uid_validity, last_uid, changed_at) values (?, ?, ?, ?)
                on conflict (mailbox) do update set changed_at = excluded.changed_at, uid_validity = excluded.uid_validity,
                    last_uid = case when mailbox_cursor.uid_validity = excluded.uid_validity
                        then greatest(mailbox_cursor.last_uid, excluded.last_uid) else excluded.last_uid end
                """)
                .params(last.mailbox(), last.uidValidity(), last.uid(), now())
                .update();
        return stored;
    }

    /** @return the mails without those that are in the ledger under an older UID, which have their new one now */
    private List<FetchedMail> unbound(List<FetchedMail> mails) {
        FetchedMail any = mails.get(0);
        Set<String> moved = new HashSet<>(jdbc.sql("""
                        select encode(sha256, 'hex') from crm.inbound_mail
                        where mailbox = ? and sha256 = any(?) and uid_validity not in (0, ?)
                        """)
                .params(
                        any.mailbox(),
                        mails.stream().map(m -> m.content().sha256()).toArray(byte[][]::new),
                        any.uidValidity())
                .query(String.class)
                .list());
        return mails.stream()
                .filter(m ->
                        !moved.contains(HexFormat.of().formatHex(m.content().sha256())) || !rebind(m))
                .toList();
    }

    private boolean rebind(FetchedMail mail) {
        return jdbc.sql("""
                        update crm.inbound_mail set uid_validity = ?, uid = ? where id = (
                            select id from crm.inbound_mail where mailbox = ? and sha256 = ? and size = ?
                                and uid_validity not in (0, ?) order by id limit 1)
                            and not exists (select 1 from crm.inbound_mail
                                where mailbox = ? and uid_validity = ? and uid = ?)
                        """)
                        .params(
                                mail.uidValidity(),
                                mail.uid(),
                                mail.mailbox(),
                                mail.content().sha256(),
                                mail.content().size(),
                                mail.uidValidity(),
                                mail.mailbox(),
                                mail.uidValidity(),
                                mail.uid())
                        .update()
                > 0;
    }

    /**
     * Stores a mail that was pushed to us; one that is in the ledger of this mailbox already, however it came, is known
     * by its fingerprint (mail rule IN-2): a server that did not hear our answer sends it again.
     */
    @Transactional
    public PushedMail push(FetchedMail mail) {
        byte[] fingerprint = mail.content().fingerprint();
        // Two deliveries of the same mail at the same instant: the second waits and finds the first.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(mail.mailbox() + HexFormat.of().formatHex(fingerprint))
                .query((rs, i) -> true)
                .single();
        Optional<Long> known = jdbc.sql(
                        "select id from crm.inbound_mail where mailbox = ? and fingerprint = ? order by id limit 1")
                .params(mail.mailbox(), fingerprint)
                .query(Long.class)
                .optional();
        return known.map(id -> new PushedMail(id, false))
                .orElseGet(() -> new PushedMail(rows.insert(mail).orElseThrow(), true));
    }

    /** @return a UID for a mail that is pushed to us, whose UIDVALIDITY is 0 */
    @Transactional
    public long nextPushedUid() {
        return jdbc.sql("select nextval('crm.pushed_mail_seq')")
                .query(Long.class)
                .single();
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
