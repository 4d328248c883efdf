package io.reglament.mail.outbox;

import io.reglament.request.Attachments;
import java.io.InputStream;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The outbox's table {@code crm.outbound_mail}. */
@Repository
public class OutboundMails {

    private static final int REPLY_LENGTH = 1_000;
    private static final long MICROS_OF_A_MINUTE = 60_000_000;

    /** Whoever comes later than this after the time of a place takes a new one: others have gone in between. */
    private static final Duration SLOT_KEPT = Duration.ofSeconds(5);

    private static final String COLUMNS = """
            o.id, o.request_id, r.number, o.product, o.kind, o.message_id, o.sender, o.return_path, o.recipient, o.state,
            o.attempts, o.created_at, o.raw, (select array_agg(f.at_byte || ':' || f.attachment_id order by f.at_byte)
                from crm.outbound_mail_file f where f.outbound_id = o.id) as files""";

    /** Most successors are due anyway: only one that sleeps, because it found its predecessor waiting, is woken. */
    private static final String SUCCESSOR = """
            select next.id from (select min(id) as id from crm.outbound_mail where request_id = :request and id > :id
                and lower(recipient) = lower(:recipient) and state in ('NEW', 'SENDING', 'UNKNOWN')) next
            join crm.scheduled_tasks t on t.task_name = 'deliver-mail' and t.task_instance = cast(next.id as text)
            where not t.picked and t.execution_time > now()
            """;

    private final JdbcClient jdbc;
    private final Attachments attachments;
    private final Clock clock;

    OutboundMails(JdbcClient jdbc, Attachments attachments, Clock clock) {
        this.jdbc = jdbc;
        this.attachments = attachments;
        this.clock = clock;
    }

    /**
     * What is inserted; the id comes from {@link #nextId()}.
     *
     * @param copyOf id of the same mail to the first recipient; null for that one, and for a mail to one alone
     */
    record NewOutboundMail(
            long id,
            long requestId,
            String product,
            String kind,
            String dedupKey,
            String messageId,
            String sender,
            String recipient,
            String returnPath,
            String subject,
            MailSource source,
            Long copyOf) {}

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
        boolean isNew = jdbc.sql("""
                        insert into crm.outbound_mail (id, request_id, product, kind, dedup_key, message_id, sender, recipient,
                            return_path, subject, raw, created_at, copy_of) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
                                mail.returnPath(),
                                mail.subject(),
                                mail.source().raw(),
                                Timestamp.from(clock.instant()),
                                mail.copyOf())
                        .update()
                > 0;
        if (isNew) {
            for (Enclosure file : mail.source().files()) {
                jdbc.sql("insert into crm.outbound_mail_file (outbound_id, at_byte, attachment_id) values (?, ?, ?)")
                        .params(mail.id(), file.at(), file.attachmentId())
                        .update();
            }
        }
        return isNew;
    }

    /** @return the whole mail as it goes onto the wire, its files read while it is */
    public InputStream open(OutboundMail mail) {
        return new MailSource(mail.raw(), mail.files()).open(attachments::open);
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
        return jdbc.sql("select " + COLUMNS
                        + " from crm.outbound_mail o join crm.request r on r.id = o.request_id where o.id = ?")
                .param(id)
                .query(OutboundMails::row)
                .optional();
    }

    /**
     * Notes that an attempt begins, before the server is reached. A mail of which an attempt had begun and nobody wrote
     * down its end is unknown from now on.
     *
     * @return empty if the mail waits no more, or an older mail of the request to the same address has not left yet
     */
    Optional<OutboundMail> beginAttempt(long id) {
        return jdbc.sql("""
                update crm.outbound_mail o set attempts = attempts + 1,
                    state = case when o.state = 'NEW' then 'SENDING' else 'UNKNOWN' end
                from crm.request r where r.id = o.request_id and o.id = ? and o.state in ('NEW', 'SENDING', 'UNKNOWN')
                    and not exists (select 1 from crm.outbound_mail p where p.request_id = o.request_id and p.id < o.id
                        and lower(p.recipient) = lower(o.recipient) and p.state in ('NEW', 'SENDING', 'UNKNOWN'))
                returning\s""" + COLUMNS).param(id).query(OutboundMails::row).optional();
    }

    Optional<String> product(long id) {
        return jdbc.sql("select product from crm.outbound_mail where id = ?")
                .param(id)
                .query(String.class)
                .optional();
    }

    /** @return whether it has yet to be delivered */
    boolean isWaiting(long id) {
        return jdbc.sql("""
                select exists (select 1 from crm.outbound_mail where id = ? and state in ('NEW', 'SENDING', 'UNKNOWN'))
                """).param(id).query(Boolean.class).single();
    }

    /** @return the next mail of the same request to the same address, if it sleeps: it may leave now */
    Optional<Long> sent(OutboundMail mail, String reply) {
        return jdbc.sql("""
                with sent as (update crm.outbound_mail set state = 'SENT', sent_at = :now, last_reply = :reply where id = :id)
                """ + SUCCESSOR)
                .param("now", Timestamp.from(clock.instant()))
                .param("reply", shorten(reply))
                .param("id", mail.id())
                .param("request", mail.requestId())
                .param("recipient", mail.recipient())
                .query(Long.class)
                .optional();
    }

    /** @return the next mail of the same request to the same address that has not left yet, if it sleeps */
    Optional<Long> successor(OutboundMail mail) {
        return jdbc.sql(SUCCESSOR)
                .param("id", mail.id())
                .param("request", mail.requestId())
                .param("recipient", mail.recipient())
                .query(Long.class)
                .optional();
    }

    /** @param unknown whether the server may have taken the mail at this attempt */
    void retryLater(long id, boolean unknown, String reply) {
        jdbc.sql("""
                update crm.outbound_mail set last_reply = ?,
                    state = case when ? or state = 'UNKNOWN' then 'UNKNOWN' else 'NEW' end where id = ?
                """).params(shorten(reply), unknown, id).update();
    }

    /**
     * Takes the next free place in the mailbox's row, for all nodes together; a mail that has one keeps it.
     *
     * @param now real time
     * @param limit mails per minute, at least 1
     * @return when the mail may leave
     */
    Instant slot(long id, Instant now, int limit) {
        Optional<Timestamp> taken = jdbc.sql("select slot_at from crm.outbound_mail where id = ? and slot_at > ?")
                .params(id, Timestamp.from(now.minus(SLOT_KEPT)))
                .query(Timestamp.class)
                .optional();
        return taken.orElseGet(() -> jdbc.sql("""
                        with slot as (
                            insert into crm.outbound_pace as p (mailbox, free_at)
                            select sender, cast(:now as timestamptz) + :step * interval '1 microsecond'
                                from crm.outbound_mail where id = :id
                            on conflict (mailbox) do update set
                                free_at = greatest(p.free_at, :now) + :step * interval '1 microsecond'
                            returning free_at - :step * interval '1 microsecond' as at)
                        update crm.outbound_mail set slot_at = slot.at from slot where id = :id returning slot_at
                        """)
                        .param("now", Timestamp.from(now))
                        .param("step", MICROS_OF_A_MINUTE / limit)
                        .param("id", id)
                        .query(Timestamp.class)
                        .single())
                .toInstant();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void failed(long id, String reply) {
        jdbc.sql("update crm.outbound_mail set state = 'FAILED', last_reply = ? where id = ?")
                .params(shorten(reply), id)
                .update();
    }

    /** @return false unless the mail may have been handed over to the server and no report came before */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean bounced(long id, String report) {
        return jdbc.sql(
                                "update crm.outbound_mail set state = 'BOUNCED', last_reply = ? where id = ? and state in ('SENT', 'UNKNOWN')")
                        .params(shorten(report), id)
                        .update()
                > 0;
    }

    /** @return false unless the mail had failed for good or come back */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean reset(long id) {
        return jdbc.sql(
                                "update crm.outbound_mail set state = 'NEW', attempts = 0 where id = ? and state in ('FAILED', 'BOUNCED')")
                        .param(id)
                        .update()
                > 0;
    }

    private static OutboundMail row(ResultSet rs, int i) throws SQLException {
        String returnPath = rs.getString("return_path");
        return new OutboundMail(
                rs.getLong("id"),
                rs.getLong("request_id"),
                rs.getString("number"),
                rs.getString("product"),
                rs.getString("kind"),
                rs.getString("message_id"),
                rs.getString("sender"),
                returnPath == null ? rs.getString("sender") : returnPath,
                rs.getString("recipient"),
                rs.getString("state"),
                rs.getInt("attempts"),
                rs.getTimestamp("created_at").toInstant(),
                rs.getBytes("raw"),
                files(rs.getArray("files")));
    }

    private static List<Enclosure> files(Array files) throws SQLException {
        return files == null
                ? List.of()
                : Arrays.stream((String[]) files.getArray())
                        .map(Enclosure::parse)
                        .toList();
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
