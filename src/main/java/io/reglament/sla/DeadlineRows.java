package io.reglament.sla;

import io.reglament.sla.Deadline.Kind;
import io.reglament.sla.Deadline.Status;
import io.reglament.sla.LedgerEntry.By;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is due now, for the one who looks for what is near or missed. */
@Component
class DeadlineRows {

    private final JdbcClient jdbc;

    DeadlineRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A deadline that people must be told of. */
    record Untold(long requestId, Kind kind, Instant at) {}

    /**
     * Writes deadlines as they were computed; others of the request are no more. That people were told is forgotten where
     * the moment lies ahead again, so that they are told of the new one.
     */
    void replace(long requestId, Collection<Deadline> deadlines, Instant now) {
        write(
                """
                with gone as (delete from crm.sla_deadline where request_id = ? and kind <> all(?))
                """,
                List.of(requestId, texts(deadlines, deadline -> deadline.kind().name())),
                requestId,
                deadlines,
                now);
    }

    /** As {@link #replace}, where time has passed and nothing else: the same deadlines are due. */
    void save(long requestId, Collection<Deadline> deadlines, Instant now) {
        if (!deadlines.isEmpty()) {
            write("", List.of(), requestId, deadlines, now);
        }
    }

    private void write(String before, List<Object> first, long requestId, Collection<Deadline> deadlines, Instant now) {
        jdbc.sql(before + """
                insert into crm.sla_deadline (request_id, kind, at, warn_at, status)
                select ?, kind, at, warn_at, status
                from unnest(cast(? as text[]), cast(cast(? as text[]) as timestamptz[]),
                    cast(cast(? as text[]) as timestamptz[]), cast(? as text[])) as d (kind, at, warn_at, status)
                on conflict (request_id, kind) do update set at = excluded.at, warn_at = excluded.warn_at,
                    status = excluded.status,
                    warned_at = case when coalesce(excluded.warn_at, excluded.at) > ? then null
                        else sla_deadline.warned_at end,
                    missed_at = case when excluded.at > ? then null else sla_deadline.missed_at end
                """)
                .params(first)
                .params(
                        requestId,
                        texts(deadlines, deadline -> deadline.kind().name()),
                        texts(deadlines, deadline -> deadline.at().toString()),
                        texts(deadlines, deadline -> Objects.toString(deadline.warnAt(), null)),
                        texts(deadlines, deadline -> deadline.status().name()),
                        Timestamp.from(now),
                        Timestamp.from(now))
                .update();
    }

    private static String[] texts(Collection<Deadline> deadlines, Function<Deadline, String> text) {
        return deadlines.stream().map(text).toArray(String[]::new);
    }

    /** @return the moments of the deadlines whose clock runs, as they were computed last */
    Map<Kind, Instant> running(long requestId) {
        return jdbc
                .sql("select kind, at from crm.sla_deadline where request_id = ? and status = ?")
                .params(requestId, Status.RUNNING.name())
                .query((rs, i) -> Map.entry(
                        Kind.valueOf(rs.getString("kind")),
                        rs.getTimestamp("at").toInstant()))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Takes a deadline that is missed and of which nobody was told yet; nobody else takes it. */
    Optional<Untold> takeMissed(Instant now, Collection<Untold> except) {
        return take("""
                update crm.sla_deadline d set missed_at = ?, warned_at = coalesce(d.warned_at, ?)
                from (select request_id, kind from crm.sla_deadline
                    where status = 'RUNNING' and missed_at is null and at <= ?
                        and not (request_id || kind) = any(?)
                    order by at limit 1 for update skip locked) due
                where d.request_id = due.request_id and d.kind = due.kind
                returning d.request_id, d.kind, d.at
                """, now, except);
    }

    /** @return products of which more than so many deadlines are missed and untold */
    List<String> productsThatMissed(Instant now, int more) {
        return jdbc.sql("""
                select l.product from crm.sla_deadline d join crm.sla_ledger l on l.request_id = d.request_id
                where d.status = 'RUNNING' and d.missed_at is null and d.at <= ?
                group by l.product having count(*) > ? order by l.product
                """)
                .params(Timestamp.from(now), more)
                .query(String.class)
                .list();
    }

    /** Takes missed deadlines of the product of which nobody was told yet, the oldest first; nobody else takes them. */
    List<Untold> takeMissed(String product, Instant now, int most) {
        Timestamp at = Timestamp.from(now);
        return jdbc.sql("""
                update crm.sla_deadline d set missed_at = ?, warned_at = coalesce(d.warned_at, ?)
                from (select o.request_id, o.kind from crm.sla_deadline o
                    join crm.sla_ledger l on l.request_id = o.request_id and l.product = ?
                    where o.status = 'RUNNING' and o.missed_at is null and o.at <= ?
                    order by o.at limit ? for update of o skip locked) due
                where d.request_id = due.request_id and d.kind = due.kind
                returning d.request_id, d.kind, d.at
                """).params(at, at, product, at, most).query(DeadlineRows::untold).list().stream()
                .sorted(Comparator.comparing(Untold::at))
                .toList();
    }

    private static Untold untold(ResultSet rs, int row) throws SQLException {
        return new Untold(
                rs.getLong("request_id"),
                Kind.valueOf(rs.getString("kind")),
                rs.getTimestamp("at").toInstant());
    }

    /** Takes a deadline that comes near and of which nobody was warned yet; nobody else takes it. */
    Optional<Untold> takeNear(Instant now, Collection<Untold> except) {
        return take("""
                update crm.sla_deadline d set warned_at = ?
                from (select request_id, kind from crm.sla_deadline
                    where status = 'RUNNING' and warned_at is null and warn_at <= ? and at > ?
                        and not (request_id || kind) = any(?)
                    order by warn_at limit 1 for update skip locked) due
                where d.request_id = due.request_id and d.kind = due.kind
                returning d.request_id, d.kind, d.at
                """, now, except);
    }

    private Optional<Untold> take(String sql, Instant now, Collection<Untold> except) {
        Timestamp at = Timestamp.from(now);
        return jdbc.sql(sql)
                .params(
                        at,
                        at,
                        at,
                        except.stream()
                                .map(u -> u.requestId() + u.kind().name())
                                .toArray(String[]::new))
                .query(DeadlineRows::untold)
                .optional();
    }

    /** Takes ledgers whose deadlines the calendar's change left behind, with who changed it; nobody else takes them. */
    Map<Long, By> takeStale(int most) {
        return jdbc
                .sql("""
                update crm.sla_ledger l set stale_by = null, stale_cause = null
                from (select request_id, stale_by, stale_cause from crm.sla_ledger where stale_by is not null
                    order by request_id limit ? for update skip locked) stale
                where l.request_id = stale.request_id
                returning l.request_id, stale.stale_by, stale.stale_cause
                """)
                .param(most)
                .query((rs, i) -> Map.entry(
                        rs.getLong("request_id"), new By(rs.getString("stale_by"), rs.getString("stale_cause"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
