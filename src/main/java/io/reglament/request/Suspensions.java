package io.reglament.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Force majeure: as long as it lasts the service level does not apply, to one request or to all of a customer's contract
 * (T-26, S-30, D-18, BONUS-10.5-02). The period is recorded by hand.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Suspensions {

    /** The message that suspends a request's deadlines. */
    public static final String SUSPENDED = "request.suspended";
    /** The message that lets them run again. */
    public static final String RESUMED = "request.resumed";

    private static final String PERIODS = """
            select s.starts_at, s.ends_at, s.reason, s.request_id is null as contract from crm.suspension s
            join crm.request r on r.id = ? and (s.request_id = r.id or s.request_id is null
                and s.customer_id = r.customer_id and s.product = r.product
                and (s.ends_at is null or s.ends_at > r.registered_at))
            """;

    private final Requests requests;
    private final RequestLifecycle lifecycle;
    private final Archive archive;
    private final JdbcClient jdbc;
    private final Clock clock;

    Suspensions(Requests requests, RequestLifecycle lifecycle, Archive archive, JdbcClient jdbc, Clock clock) {
        this.requests = requests;
        this.lifecycle = lifecycle;
        this.archive = archive;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A time in which the service level does not apply.
     *
     * @param to null while it lasts
     * @param contract whether it covers the customer's whole contract
     */
    public record Period(Instant from, Instant to, String reason, boolean contract) {

        /** @return whether the moment lies within, e.g. a due date, whose passing is then no breach */
        public boolean covers(Instant moment) {
            return !moment.isBefore(from) && (to == null || moment.isBefore(to));
        }
    }

    /** @return the request's own periods and those of its customer's contract, oldest first */
    @Transactional(readOnly = true)
    public List<Period> periods(long requestId) {
        return jdbc.sql(PERIODS + " order by s.starts_at, s.id")
                .param(requestId)
                .query(Suspensions::period)
                .list();
    }

    /** @return the period that lasts now, if one does */
    @Transactional(readOnly = true)
    public Optional<Period> current(long requestId) {
        return periods(requestId).stream().filter(p -> p.to() == null).findFirst();
    }

    /** @return the period that ended last; empty if none of it touched the request */
    @Transactional(readOnly = true)
    public Optional<Period> ended(long requestId) {
        return jdbc.sql(PERIODS + " where s.ends_at is not null order by s.id desc limit 1")
                .param(requestId)
                .query(Suspensions::period)
                .optional();
    }

    /**
     * @param from null for now
     * @return why force majeure cannot begin then; empty if it can
     */
    public Optional<Objection> objectionToBegin(RequestView request, Instant from) {
        if (current(request.id()).isPresent()) {
            return Optional.of(Objection.to(null, "suspend.already", request.number()));
        }
        if (from != null && from.isAfter(clock.instant())) {
            return Optional.of(Objection.to("from", "suspend.future"));
        }
        return Optional.empty();
    }

    /**
     * Begins a period and tells every request that it covers.
     *
     * @param contract whether it covers all of the customer's requests for the product
     * @param from null for now
     */
    public void begin(RequestView request, boolean contract, Instant from, String reason, String actor, String cause) {
        jdbc.sql("""
                insert into crm.suspension (request_id, customer_id, product, starts_at, reason, recorded_by, recorded_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """)
                .param(contract ? null : request.id())
                .param(contract ? request.customerId() : null)
                .param(contract ? request.product() : null)
                .param(Timestamp.from(from == null ? clock.instant() : from))
                .param(reason)
                .param(actor)
                .param(Timestamp.from(clock.instant()))
                .update();
        for (RequestView each : covered(request, contract)) {
            archive.add(each.id(), actor, ArchiveEntry.Kind.REASON, cause, reason);
            lifecycle.happened(each, SUSPENDED, Map.of("actor", actor));
        }
    }

    /**
     * @param to null for now
     * @return why force majeure cannot end then; empty if it can
     */
    public Optional<Objection> objectionToEnd(RequestView request, Instant to) {
        Optional<Period> current = current(request.id());
        if (current.isEmpty()) {
            return Optional.of(Objection.to(null, "resume.none", request.number()));
        }
        if (to != null
                && (to.isAfter(clock.instant()) || !to.isAfter(current.get().from()))) {
            return Optional.of(Objection.to("to", "resume.time", current.get().from()));
        }
        return Optional.empty();
    }

    /**
     * Ends the period that covers the request, for all requests that it covers.
     *
     * @param to null for now
     */
    public void end(RequestView request, Instant to, String actor, String cause) {
        boolean contract = current(request.id()).orElseThrow().contract();
        jdbc.sql("""
                update crm.suspension set ends_at = greatest(?, starts_at + interval '1 microsecond')
                where ends_at is null and case when ? then request_id is null and customer_id = ? and product = ?
                    else request_id = ? end
                """)
                .params(
                        Timestamp.from(to == null ? clock.instant() : to),
                        contract,
                        request.customerId(),
                        request.product(),
                        request.id())
                .update();
        for (RequestView each : covered(request, contract)) {
            lifecycle.happened(each, RESUMED, Map.of("actor", actor));
        }
    }

    /** In the order of the ids, so that two people who do this at once wait for each other and not forever. */
    private List<RequestView> covered(RequestView request, boolean contract) {
        if (!contract) {
            return List.of(request);
        }
        return jdbc.sql("""
                select number from crm.request where customer_id = ? and product = ? and state <> 'CLOSED' order by id
                """).params(request.customerId(), request.product()).query(String.class).list().stream()
                .map(requests::locked)
                .filter(each -> !requests.isEnded(each))
                .toList();
    }

    private static Period period(ResultSet rs, int row) throws SQLException {
        Timestamp to = rs.getTimestamp("ends_at");
        return new Period(
                rs.getTimestamp("starts_at").toInstant(),
                to == null ? null : to.toInstant(),
                rs.getString("reason"),
                rs.getBoolean("contract"));
    }
}
