package io.reglament.mail;

import io.reglament.mail.inbox.GatheredMails;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The way of each mail, in and out: where it came from, what was decided and why, what was sent and what became of it. */
@Service
public class MailTrail {

    private static final String IN = """
            select m.id, m.internal_date, m.fetched_at, m.decided_at, m.next_attempt_at, m.attempts, m.product, m.mailbox,
                m.sender, m.subject, m.message_id, m.size, m.outcome, m.reason, m.rule, r.number
            from crm.inbound_mail m left join crm.request r on r.id = m.request_id
            """;
    private static final String OUT = """
            select m.id, m.created_at, m.sent_at, m.product, m.kind, m.recipient, m.subject, m.message_id, m.state,
                m.attempts, m.last_reply, r.number
            from crm.outbound_mail m left join crm.request r on r.id = m.request_id
            """;
    private static final int MOST_ANSWERS = 50;

    private final JdbcClient jdbc;
    private final MailTriage triage;
    private final GatheredMails gathered;
    private final Clock clock;

    MailTrail(JdbcClient jdbc, MailTriage triage, GatheredMails gathered, Clock clock) {
        this.gathered = gathered;
        this.jdbc = jdbc;
        this.triage = triage;
        this.clock = clock;
    }

    /**
     * @param products whose mail may be found; nothing else is
     * @param text a part of the other side's address or of the subject, or the whole of a request's number or of a
     *     Message-ID; null for all
     * @param outcome or null for all; mail that we sent has none and ignores it
     * @param before return mails older than this id; null for the newest
     */
    public record Query(Collection<String> products, String text, MailOutcome outcome, Long before, int size) {}

    /** @param next pass as {@code before} for the next page; null on the last one */
    public record Page<T>(List<T> items, Long next) {}

    /**
     * A fetched mail.
     *
     * @param receivedAt when the server took it
     * @param storedAt when we had it
     * @param decidedAt null while it waits
     * @param nextAttemptAt when a decision that failed is tried again; null if none failed
     * @param sender null until it is decided, and where the mail names none
     * @param size bytes
     * @param reason why a person must look, or why one set it aside; null if neither
     * @param rule row of the table that decided; null while it waits
     * @param request number of the request that it belongs to; null if none
     */
    public record Received(
            long id,
            Instant receivedAt,
            Instant storedAt,
            Instant decidedAt,
            Instant nextAttemptAt,
            int attempts,
            String product,
            String mailbox,
            String sender,
            String subject,
            String messageId,
            long size,
            MailOutcome outcome,
            String reason,
            String rule,
            String request) {}

    /**
     * A mail of ours.
     *
     * @param sentAt when the recipient's server took it over; null if it has not
     * @param state code of the outbox
     * @param reply the server's last words, or what was reported later; null if none
     * @param request number of the request that it is about; null if none
     */
    public record Sent(
            long id,
            Instant createdAt,
            Instant sentAt,
            String product,
            String kind,
            String recipient,
            String subject,
            String messageId,
            String state,
            int attempts,
            String reply,
            String request) {}

    /** What a person did to a fetched mail, and what had been decided before. */
    public record Event(Instant at, String actor, MailOutcome wasOutcome, String wasReason, String wasRule) {}

    /** @return fetched mails, newest first */
    @Transactional(readOnly = true)
    public Page<Received> received(Query query) {
        return find(IN, "m.sender", query, query.outcome(), MailTrail::received);
    }

    /** @return mails of ours, newest first */
    @Transactional(readOnly = true)
    public Page<Sent> sent(Query query) {
        return find(OUT, "m.recipient", query, null, MailTrail::sent);
    }

    @Transactional(readOnly = true)
    public Optional<Received> received(long id) {
        return jdbc.sql(IN + "where m.id = ?")
                .param(id)
                .query(MailTrail::received)
                .optional();
    }

    @Transactional(readOnly = true)
    public Optional<Sent> sent(long id) {
        return jdbc.sql(OUT + "where m.id = ?").param(id).query(MailTrail::sent).optional();
    }

    /** @return what went to the mail's sender about its request since it came, oldest first, at most {@value #MOST_ANSWERS} */
    @Transactional(readOnly = true)
    public List<Sent> answersTo(Received mail) {
        if (mail.request() == null || mail.sender() == null) {
            return List.of();
        }
        return jdbc.sql(OUT + """
                        where r.number = ? and lower(m.recipient) = lower(?) and m.created_at >= ? order by m.id limit ?
                        """)
                .params(mail.request(), mail.sender(), Timestamp.from(mail.storedAt()), MOST_ANSWERS)
                .query(MailTrail::sent)
                .list();
    }

    /** @return what people did to the mail, oldest first */
    @Transactional(readOnly = true)
    public List<Event> events(long inboundMailId) {
        return jdbc.sql("""
                        select at, actor, was_outcome, was_reason, was_rule from crm.inbound_mail_event
                        where inbound_id = ? order by id
                        """)
                .param(inboundMailId)
                .query((rs, i) -> new Event(
                        rs.getTimestamp("at").toInstant(),
                        rs.getString("actor"),
                        MailOutcome.valueOf(rs.getString("was_outcome")),
                        rs.getString("was_reason"),
                        rs.getString("was_rule")))
                .list();
    }

    /**
     * Has a mail decided again, by the rules and the customers as they are now. A task that was made for it goes.
     *
     * @param actor user id
     * @return false, and nothing is changed, if the mail waits for its decision anyway or belongs to a request already
     */
    @Transactional(propagation = Propagation.REQUIRED)
    public boolean putBack(long inboundMailId, String actor) {
        Optional<Received> found = jdbc.sql(IN + "where m.id = ? for update of m")
                .param(inboundMailId)
                .query(MailTrail::received)
                .optional();
        if (found.isEmpty()
                || found.get().outcome() == MailOutcome.PENDING
                || found.get().request() != null) {
            return false;
        }
        Received mail = found.get();
        jdbc.sql("""
                insert into crm.inbound_mail_event (inbound_id, at, actor, kind, was_outcome, was_reason, was_rule)
                values (?, ?, ?, 'PUT_BACK', ?, ?, ?)
                """)
                .params(
                        mail.id(),
                        Timestamp.from(clock.instant()),
                        actor,
                        mail.outcome().name(),
                        mail.reason(),
                        mail.rule())
                .update();
        jdbc.sql("""
                update crm.inbound_mail set outcome = 'PENDING', reason = null, rule = null, decided_at = null, attempts = 0,
                    next_attempt_at = null, gathered_by = null where id = ?
                """).param(mail.id()).update();
        triage.withdraw(mail.id());
        gathered.release(mail.id());
        return true;
    }

    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet rs, int i) throws SQLException;
    }

    private <T> Page<T> find(String select, String partner, Query query, MailOutcome outcome, Row<T> row) {
        StringBuilder sql = new StringBuilder(select).append("where m.product = any(?)");
        List<Object> params = new ArrayList<>();
        params.add(query.products().toArray(String[]::new));
        if (query.text() != null) {
            String text = query.text().strip();
            String pattern = "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
            sql.append(" and (")
                    .append(partner)
                    .append(" ilike ? or m.subject ilike ? or md5(m.message_id) = md5(?)")
                    .append(" or m.request_id = (select id from crm.request where number = upper(?)))");
            params.addAll(List.of(pattern, pattern, text, text));
        }
        if (outcome != null) {
            sql.append(" and m.outcome = ?");
            params.add(outcome.name());
        }
        if (query.before() != null) {
            sql.append(" and m.id < ?");
            params.add(query.before());
        }
        params.add(query.size() + 1);
        List<T> found = jdbc.sql(sql.append(" order by m.id desc limit ?").toString())
                .params(params)
                .query(row::read)
                .list();
        boolean more = found.size() > query.size();
        List<T> items = more ? found.subList(0, query.size()) : found;
        return new Page<>(items, more ? id(items.get(items.size() - 1)) : null);
    }

    private static Long id(Object row) {
        return row instanceof Received in ? in.id() : ((Sent) row).id();
    }

    private static Received received(ResultSet rs, int i) throws SQLException {
        return new Received(
                rs.getLong("id"),
                instant(rs, "internal_date"),
                instant(rs, "fetched_at"),
                instant(rs, "decided_at"),
                instant(rs, "next_attempt_at"),
                rs.getInt("attempts"),
                rs.getString("product"),
                rs.getString("mailbox"),
                rs.getString("sender"),
                rs.getString("subject"),
                rs.getString("message_id"),
                rs.getLong("size"),
                MailOutcome.valueOf(rs.getString("outcome")),
                rs.getString("reason"),
                rs.getString("rule"),
                rs.getString("number"));
    }

    private static Sent sent(ResultSet rs, int i) throws SQLException {
        return new Sent(
                rs.getLong("id"),
                instant(rs, "created_at"),
                instant(rs, "sent_at"),
                rs.getString("product"),
                rs.getString("kind"),
                rs.getString("recipient"),
                rs.getString("subject"),
                rs.getString("message_id"),
                rs.getString("state"),
                rs.getInt("attempts"),
                rs.getString("last_reply"),
                rs.getString("number"));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        Timestamp at = rs.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
