package io.reglament.mail.inbox;

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

    private final JdbcClient jdbc;
    private final Clock clock;

    MailIncidents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What happened. */
    @NamedInterface("operations")
    public enum Kind {
        /** The comparison found mails on the server that the ledger did not hold. */
        DIFFERENCE,
        /** A mail that the server shows cannot be fetched or stored. */
        NOT_FETCHED
    }

    /** @param seenAt when it was noticed last */
    @NamedInterface("operations")
    public record Incident(long id, String mailbox, Kind kind, String detail, Instant openedAt, Instant seenAt) {}

    /** Opens an incident, or tells an open one of this kind what is known now. */
    @Transactional
    public void open(String mailbox, Kind kind, String detail) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                insert into crm.mail_incident (mailbox, kind, detail, opened_at, seen_at) values (?, ?, ?, ?, ?)
                on conflict (mailbox, kind) where closed_at is null
                do update set detail = excluded.detail, seen_at = excluded.seen_at
                """).params(mailbox, kind.name(), detail, now, now).update();
    }

    /** @return oldest first */
    @Transactional(readOnly = true)
    public List<Incident> open() {
        return jdbc.sql("""
                select id, mailbox, kind, detail, opened_at, seen_at from crm.mail_incident
                where closed_at is null order by id
                """).query(MailIncidents::row).list();
    }

    /**
     * @param remark what the person found, may be empty
     * @return false if there is no such open incident
     */
    @Transactional
    public boolean close(long id, String person, String remark) {
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
