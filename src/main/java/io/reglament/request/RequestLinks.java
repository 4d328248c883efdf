package io.reglament.request;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What requests have to do with each other; both archives say so. */
@Service
public class RequestLinks {

    private final JdbcClient jdbc;
    private final Archive archive;
    private final Clock clock;

    RequestLinks(JdbcClient jdbc, Archive archive, Clock clock) {
        this.jdbc = jdbc;
        this.archive = archive;
        this.clock = clock;
    }

    /** Why a request refers to another one, as far as requests in flight are concerned. */
    public enum Kind {
        /** From the request that ended to the one that goes on. */
        DUPLICATE("duplicateOf", "joinedBy"),
        /** From a problem of its own to the request whose mail named it. */
        SEPARATED("separatedFrom", "separatedInto"),
        /** From the request under the right product to the one under the wrong product. */
        MOVED("movedFrom", "movedTo");

        private final String forward;
        private final String backward;

        Kind(String forward, String backward) {
            this.forward = forward;
            this.backward = backward;
        }
    }

    /** Links two requests and archives it with both. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(RequestView from, RequestView to, Kind kind, String actor, String cause) {
        jdbc.sql("insert into crm.request_link (from_request, to_request, kind, created_at) values (?, ?, ?, ?)")
                .params(from.id(), to.id(), kind.name(), Timestamp.from(clock.instant()))
                .update();
        archive.change(from.id(), actor, ArchiveEntry.Kind.LINK, cause, kind.forward, null, to.number());
        archive.change(to.id(), actor, ArchiveEntry.Kind.LINK, cause, kind.backward, null, from.number());
    }

    /** @return the request that this one was merged into; empty if it was not */
    @Transactional(readOnly = true)
    public Optional<Long> survivor(long requestId) {
        return older(requestId, Kind.DUPLICATE);
    }

    /** @return the request that this one was before it was moved; empty if it was not */
    @Transactional(readOnly = true)
    public Optional<Long> movedFrom(long requestId) {
        return older(requestId, Kind.MOVED);
    }

    /** @return whether this request is a further problem of another one's mail, whose customer is told of both at once */
    @Transactional(readOnly = true)
    public boolean isSeparated(long requestId) {
        return older(requestId, Kind.SEPARATED).isPresent();
    }

    /** @return the requests that go on as this one because they were merged into it or into one that it was; at most 100 */
    @Transactional(readOnly = true)
    public List<Long> joined(long requestId) {
        return jdbc.sql("""
                with recursive earlier (id, merged) as (
                    select cast(? as bigint), false
                    union
                    select case l.kind when 'DUPLICATE' then l.from_request else l.to_request end,
                        e.merged or l.kind = 'DUPLICATE'
                    from earlier e join crm.request_link l
                        on l.kind = 'DUPLICATE' and l.to_request = e.id or l.kind = 'MOVED' and l.from_request = e.id)
                select id from earlier where merged order by id limit 100
                """).param(requestId).query(Long.class).list();
    }

    /** @return where this request goes on, after merging and moving; the request itself if it was neither */
    @Transactional(readOnly = true)
    public long goesOnAs(long requestId) {
        Set<Long> seen = new HashSet<>();
        long current = requestId;
        while (seen.add(current)) {
            Optional<Long> next = next(current);
            if (next.isEmpty()) {
                return current;
            }
            current = next.get();
        }
        throw new IllegalStateException("request " + requestId + " goes on as itself");
    }

    private Optional<Long> older(long requestId, Kind kind) {
        return jdbc.sql("select to_request from crm.request_link where from_request = ? and kind = ?")
                .params(requestId, kind.name())
                .query(Long.class)
                .optional();
    }

    private Optional<Long> next(long requestId) {
        return jdbc.sql("""
                select to_request from crm.request_link where from_request = :id and kind = 'DUPLICATE'
                union all
                select from_request from crm.request_link where to_request = :id and kind = 'MOVED'
                """).param("id", requestId).query(Long.class).optional();
    }

    /**
     * Says that two requests have to do with each other, without any consequence for either.
     *
     * @return false if they are related already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean relate(RequestView one, RequestView other, Act act) {
        boolean known = jdbc.sql("""
                select exists (select 1 from crm.request_link where kind = 'RELATED'
                    and (from_request = ? and to_request = ? or from_request = ? and to_request = ?))
                """)
                .params(one.id(), other.id(), other.id(), one.id())
                .query(Boolean.class)
                .single();
        if (known) {
            return false;
        }
        jdbc.sql(
                        "insert into crm.request_link (from_request, to_request, kind, created_at) values (?, ?, 'RELATED', ?)")
                .params(one.id(), other.id(), Timestamp.from(clock.instant()))
                .update();
        archive(one, other, act);
        archive(other, one, act);
        return true;
    }

    private void archive(RequestView of, RequestView to, Act act) {
        archive.change(
                of.id(),
                act.actor(),
                ArchiveEntry.Kind.LINK,
                act.cause(),
                "relatedTo",
                null,
                to.number(),
                act.reason());
    }
}
