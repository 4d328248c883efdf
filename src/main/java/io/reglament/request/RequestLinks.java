package io.reglament.request;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ties requests to each other; both archives say so. */
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
