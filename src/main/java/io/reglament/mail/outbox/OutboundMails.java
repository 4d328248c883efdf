package io.reglament.mail.outbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The outbox's table {@code crm.outbound_mail}. */
@Repository
public class OutboundMails {

    private static final int REPLY_LENGTH = 1_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    OutboundMails(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What is inserted; the id comes from {@link #nextId()}. */
    record NewOutboundMail(
            long id,
            long requestId,
            String product,
            String kind,
            String dedupKey,
            String messageId,
            String sender,
            String recipient,
            String subject,
            byte[] raw) {}

    long nextId() {
        return jdbc.sql("select nextval('crm.outbound_mail_seq')")
                .query(Long.class)
                .single();
    }

    boolean knows(String dedupKey) {
        return jdbc.sql("select exists (select 1 from crm.outbound_mail where dedup_key = ?)")
                .param(dedupKey)
                .query(Boolean.class)
                .single();
    }

    /** @return false if the key was used before */
    boolean insert(NewOutboundMail mail) {
        return jdbc.sql("""
                        insert into crm.outbound_mail (id, request_id, product, kind, dedup_key, message_id, sender, recipient,
                            subject, raw, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (dedup_key) do nothing
                        """)
                        .params(
                                mail.id(),
                                mail.requestId(),
                                mail.product(),
                                mail.kind(),
                                mail.dedupKey(),
                                mail.messageId(),
                                mail.sender(),
                                mail.recipient(),
                                mail.subject(),
                                mail.raw(),
                                Timestamp.from(clock.instant()))
                        .update()
                > 0;
    }

    /** @return Message-ID of the newest mail of the request to this address */
    Optional<String> newestMessageId(long requestId, String recipient) {
        return jdbc.sql("""
                select message_id from crm.outbound_mail where request_id = ? and lower(recipient) = lower(?)
                order by id desc limit 1
                """).params(requestId, recipient).query(String.class).optional();
    }

    @Transactional(readOnly = true)
    public Optional<OutboundMail> find(long id) {
        return jdbc.sql("""
                select o.id, o.request_id, r.number, o.product, o.kind, o.sender, o.recipient, o.state, o.attempts, o.created_at,
                    o.raw from crm.outbound_mail o join crm.request r on r.id = o.request_id where o.id = ?
                """)
                .param(id)
                .query((rs, i) -> new OutboundMail(
                        rs.getLong("id"),
                        rs.getLong("request_id"),
                        rs.getString("number"),
                        rs.getString("product"),
                        rs.getString("kind"),
                        rs.getString("sender"),
                        rs.getString("recipient"),
                        rs.getString("state"),
                        rs.getInt("attempts"),
                        rs.getTimestamp("created_at").toInstant(),
                        rs.getBytes("raw")))
                .optional();
    }

    /** @return whether an older mail of the same request to the same address has not left yet */
    @Transactional(readOnly = true)
    boolean hasPredecessor(OutboundMail mail) {
        return jdbc.sql("""
                select exists (select 1 from crm.outbound_mail where request_id = ? and id < ?
                    and lower(recipient) = lower(?) and state in ('NEW', 'SENDING'))
                """)
                .params(mail.requestId(), mail.id(), mail.recipient())
                .query(Boolean.class)
                .single();
    }

    /** @return the next mail of the same request to the same address that has not left yet */
    @Transactional(readOnly = true)
    Optional<Long> successor(OutboundMail mail) {
        return jdbc.sql("""
                select min(id) from crm.outbound_mail where request_id = ? and id > ?
                    and lower(recipient) = lower(?) and state in ('NEW', 'SENDING')
                """)
                .params(mail.requestId(), mail.id(), mail.recipient())
                .query(Long.class)
                .optional();
    }

    /** Notes that an attempt begins, before the server is reached; @return false if the mail waits no more */
    @Transactional
    boolean beginAttempt(long id) {
        return jdbc.sql("""
                        update crm.outbound_mail set state = 'SENDING', attempts = attempts + 1
                        where id = ? and state in ('NEW', 'SENDING')
                        """).param(id).update() > 0;
    }

    @Transactional
    void sent(long id, String reply) {
        jdbc.sql("update crm.outbound_mail set state = 'SENT', sent_at = ?, last_reply = ? where id = ?")
                .params(Timestamp.from(clock.instant()), shorten(reply), id)
                .update();
    }

    @Transactional
    void retryLater(long id, String reply) {
        jdbc.sql("update crm.outbound_mail set state = 'NEW', last_reply = ? where id = ?")
                .params(shorten(reply), id)
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void failed(long id, String reply) {
        jdbc.sql("update crm.outbound_mail set state = 'FAILED', last_reply = ? where id = ?")
                .params(shorten(reply), id)
                .update();
    }

    /** @return false unless the mail had been handed over to the server and no report came before */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean bounced(long id, String report) {
        return jdbc.sql("update crm.outbound_mail set state = 'FAILED', last_reply = ? where id = ? and state = 'SENT'")
                        .params(shorten(report), id)
                        .update()
                > 0;
    }

    /** @return false unless the mail had failed for good */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean reset(long id) {
        return jdbc.sql("update crm.outbound_mail set state = 'NEW', attempts = 0 where id = ? and state = 'FAILED'")
                        .param(id)
                        .update()
                > 0;
    }

    /** Keeps a new mail back until a person releases it. */
    @Transactional(propagation = Propagation.MANDATORY)
    void hold(long id, String reason) {
        jdbc.sql("update crm.outbound_mail set state = 'HELD', held_reason = ? where id = ?")
                .params(reason, id)
                .update();
    }

    /** @return false unless the mail was held back */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean release(long id, String person) {
        return endHold(id, "NEW", person);
    }

    /** @return false unless the mail was held back */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean drop(long id, String person) {
        return endHold(id, "DROPPED", person);
    }

    private boolean endHold(long id, String state, String person) {
        return jdbc.sql("""
                        update crm.outbound_mail set state = ?, released_by = ?, released_at = ?
                        where id = ? and state = 'HELD'
                        """)
                        .params(state, person, Timestamp.from(clock.instant()), id)
                        .update()
                > 0;
    }

    private static String shorten(String reply) {
        String clean = reply == null ? "" : reply.replace("\0", "");
        return clean.length() > REPLY_LENGTH ? clean.substring(0, REPLY_LENGTH) : clean;
    }
}
