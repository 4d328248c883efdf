package io.reglament.sla;

import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ServiceTerms;
import io.reglament.sla.LedgerEntry.By;
import io.reglament.sla.LedgerEntry.Kind;
import io.reglament.sla.LedgerEntry.Plan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of ledgers: written once, read whole. */
@Component
class LedgerRows {

    private final JdbcClient jdbc;

    LedgerRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param tracked whether the ledger has deadlines to compute */
    record Appended(long entryId, boolean tracked) {}

    void open(long requestId, long customerId, String product, LedgerEntry first) {
        jdbc.sql("""
                with ledger as (insert into crm.sla_ledger (request_id, customer_id, product, country, tracked)
                    values (?, ?, ?, ?, ?))
                insert into crm.sla_entry (request_id, at, kind, terms, actor, cause)
                values (?, ?, ?, cast(? as jsonb), ?, ?)
                """)
                .param(requestId)
                .param(customerId)
                .param(product)
                .param(country(first.terms()))
                .param(first.terms() != null)
                .param(requestId)
                .param(Timestamp.from(first.at()))
                .param(first.kind().name())
                .param(TermsText.write(first.terms()))
                .param(first.by().actor())
                .param(first.by().cause())
                .update();
    }

    /**
     * A ledger as it is read.
     *
     * @param entries in their order, each with the deadlines that it moved; empty if there is no ledger
     * @param calendar the stamp of the production calendar, which is another one after each change
     */
    record Lines(List<LedgerEntry> entries, long calendar) {}

    /**
     * Appends a line and keeps other writers from the ledger until the transaction ends; nothing if there is none. The
     * end of a request, and what reopens it, is noted with the ledger itself.
     */
    Optional<Appended> append(long requestId, LedgerEntry entry) {
        String lock = entry.kind() == Kind.ENDED || entry.kind() == Kind.REOPENED
                ? "update crm.sla_ledger set ended = " + (entry.kind() == Kind.ENDED)
                        + " where request_id = ? returning request_id, tracked"
                : "select request_id, tracked from crm.sla_ledger where request_id = ? for update";
        return jdbc.sql("with ledger as (" + lock + ")" + """

                insert into crm.sla_entry (request_id, at, kind, priority, due_at, plan, terms, since, actor, cause)
                select request_id, cast(? as timestamptz), ?, ?, cast(? as timestamptz), ?, cast(? as jsonb),
                    cast(? as timestamptz), ?, ? from ledger
                returning id, (select tracked from ledger) as tracked
                """)
                .param(requestId)
                .param(Timestamp.from(entry.at()))
                .param(entry.kind().name())
                .param(code(entry.priority()))
                .param(timestamp(entry.dueAt()))
                .param(entry.plan() == null ? null : entry.plan().name())
                .param(TermsText.write(entry.terms()))
                .param(timestamp(entry.since()))
                .param(entry.by().actor())
                .param(entry.by().cause())
                .query((rs, i) -> new Appended(rs.getLong("id"), rs.getBoolean("tracked")))
                .optional();
    }

    void addChange(long entryId, DeadlineChange change) {
        jdbc.sql("""
                insert into crm.sla_deadline_change (entry_id, kind, old_priority, new_priority, old_at, new_at)
                values (?, ?, ?, ?, ?, ?)
                """)
                .param(entryId)
                .param(change.kind().name())
                .param(code(change.oldPriority()))
                .param(code(change.newPriority()))
                .param(timestamp(change.oldAt()))
                .param(timestamp(change.newAt()))
                .update();
    }

    /** From now on the ledger has deadlines to compute, by the holidays of that country. */
    void track(long requestId, ServiceTerms terms) {
        jdbc.sql("update crm.sla_ledger set tracked = true, country = coalesce(?, country) where request_id = ?")
                .param(country(terms))
                .param(requestId)
                .update();
    }

    void setCustomer(long requestId, long customerId) {
        jdbc.sql("update crm.sla_ledger set customer_id = ? where request_id = ?")
                .params(customerId, requestId)
                .update();
    }

    Lines entries(long requestId) {
        Map<Long, LedgerEntry> lines = new LinkedHashMap<>();
        AtomicLong calendar = new AtomicLong();
        jdbc.sql("""
                select e.id, e.at, e.kind, e.priority, e.due_at, e.plan, e.terms, e.since, e.actor, e.cause,
                    c.kind as moved, c.old_priority, c.new_priority, c.old_at, c.new_at,
                    (select stamp from crm.production_calendar_stamp) as calendar
                from crm.sla_entry e left join crm.sla_deadline_change c on c.entry_id = e.id
                where e.request_id = ? order by e.id, c.id
                """).param(requestId).query((ResultSet rs) -> {
            calendar.set(rs.getLong("calendar"));
            LedgerEntry line = lines.get(rs.getLong("id"));
            if (line == null) {
                line = entry(rs);
            }
            if (rs.getString("moved") != null) {
                List<DeadlineChange> moved = new ArrayList<>(line.changes());
                moved.add(change(rs, line));
                line = line.with(moved);
            }
            lines.put(rs.getLong("id"), line);
        });
        return new Lines(List.copyOf(lines.values()), calendar.get());
    }

    /** @return requests of the customer for the product that have not ended */
    List<Long> open(long customerId, String product) {
        return jdbc.sql("""
                select request_id from crm.sla_ledger where customer_id = ? and product = ? and not ended
                order by request_id
                """).params(customerId, product).query(Long.class).list();
    }

    private static LedgerEntry entry(ResultSet rs) throws SQLException {
        String plan = rs.getString("plan");
        return new LedgerEntry(
                rs.getTimestamp("at").toInstant(),
                Kind.valueOf(rs.getString("kind")),
                level(rs.getString("priority")),
                instant(rs, "due_at"),
                plan == null ? null : Plan.valueOf(plan),
                TermsText.read(rs.getString("terms")),
                instant(rs, "since"),
                new By(rs.getString("actor"), rs.getString("cause")),
                List.of());
    }

    private static DeadlineChange change(ResultSet rs, LedgerEntry line) throws SQLException {
        return new DeadlineChange(
                Deadline.Kind.valueOf(rs.getString("moved")),
                line.at(),
                line.kind(),
                level(rs.getString("old_priority")),
                level(rs.getString("new_priority")),
                instant(rs, "old_at"),
                instant(rs, "new_at"));
    }

    private static String code(Level level) {
        return level == null ? null : level.name();
    }

    private static Level level(String code) {
        return code == null ? null : Level.valueOf(code);
    }

    private static String country(ServiceTerms terms) {
        return terms == null ? null : terms.country();
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        Timestamp at = rs.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static Timestamp timestamp(Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
