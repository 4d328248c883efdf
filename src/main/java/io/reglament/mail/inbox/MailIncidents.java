package io.reglament.mail.inbox;

import io.reglament.mail.MailIncidentTasks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What is wrong between a mailbox and the ledger until an operator has looked at it. */
@NamedInterface("operations")
@Repository
public class MailIncidents {

    private static final String COLUMNS = "id, mailbox, kind, detail, opened_at, seen_at";

    private final JdbcClient jdbc;
    private final MailIncidentTasks tasks;
    private final Clock clock;

    MailIncidents(JdbcClient jdbc, MailIncidentTasks tasks, Clock clock) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** What happened. */
    @NamedInterface("operations")
    public enum Kind {
        /** The comparison found mails on the server that the ledger did not hold. */
        DIFFERENCE,
        /** The mailbox could not be read for some time. */
        STANDS_STILL,
        /** The server numbers the mails anew: all of them are compared with the ledger. */
        UID_VALIDITY,
        /** A mail that the server shows cannot be fetched or stored. */
        NOT_FETCHED
    }

    /** @param seenAt when it was noticed last */
    @NamedInterface("operations")
    public record Incident(long id, String mailbox, Kind kind, String detail, Instant openedAt, Instant seenAt) {}

    private record Opened(long id, boolean isNew) {}

    /**
     * Opens an incident, which is a task of the operators, or tells an open one of this kind what is known now.
     *
     * @param product lower-case code of the mailbox's product
     */
    @Transactional
    public void open(String mailbox, String product, Kind kind, String detail) {
        Timestamp now = Timestamp.from(clock.instant());
        Opened opened = jdbc.sql("""
                insert into crm.mail_incident (mailbox, product, kind, detail, opened_at, seen_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (mailbox, kind) where closed_at is null
                do update set detail = excluded.detail, seen_at = excluded.seen_at
                returning id, xmax = 0
                """)
                .params(mailbox, product, kind.name(), detail, now, now)
                .query((rs, i) -> new Opened(rs.getLong(1), rs.getBoolean(2)))
                .single();
        if (opened.isNew()) {
            tasks.opened(opened.id(), product);
        }
    }

    /** Closes the incident of this kind, if there is one: what was wrong is so no longer. */
    @Transactional
    public void end(String mailbox, Kind kind) {
        jdbc.sql("""
                update crm.mail_incident set closed_at = ?, closed_by = 'system'
                where mailbox = ? and kind = ? and closed_at is null returning id
                """)
                .params(Timestamp.from(clock.instant()), mailbox, kind.name())
                .query(Long.class)
                .optional()
                .ifPresent(tasks::ended);
    }

    /**
     * @return the incident, open or closed
     * @throws org.springframework.dao.EmptyResultDataAccessException if there is none
     */
    @Transactional(readOnly = true)
    public Incident find(long id) {
        return jdbc.sql("select " + COLUMNS + " from crm.mail_incident where id = ?")
                .param(id)
                .query(MailIncidents::row)
                .single();
    }

    /** @return oldest first */
    @Transactional(readOnly = true)
    public List<Incident> open() {
        return jdbc.sql("select " + COLUMNS + " from crm.mail_incident where closed_at is null order by id")
                .query(MailIncidents::row)
                .list();
    }

    /**
     * Closes an incident, and its task.
     *
     * @param remark what the person found, may be empty
     * @return false if there is no such open incident
     */
    @Transactional
    public boolean close(long id, String person, String remark) {
        boolean closed = resolved(id, person, remark);
        if (closed) {
            tasks.ended(id);
        }
        return closed;
    }

    /**
     * Closes an incident whose task is being completed.
     *
     * @param remark what the person found, may be empty
     * @return false if there is no such open incident
     */
    @Transactional
    public boolean resolved(long id, String person, String remark) {
        return jdbc.sql("""
                        update crm.mail_incident set closed_at = ?, closed_by = ?, remark = ?
                        where id = ? and closed_at is null
                        """)
                        .params(Timestamp.from(clock.instant()), person, remark, id)
                        .update()
                > 0;
    }

    private static Incident row(ResultSet rs, int i) throws SQLException {
        return new Incident(
                rs.getLong("id"),
                rs.getString("mailbox"),
                Kind.valueOf(rs.getString("kind")),
                rs.getString("detail"),
                rs.getTimestamp("opened_at").toInstant(),
                rs.getTimestamp("seen_at").toInstant());
    }
}
