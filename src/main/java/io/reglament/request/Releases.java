package io.reglament.request;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Requests whose fix comes with a release of their product (T-13, OTK-3-01, MEET-3-01, ECRM-2.8-05). */
@Service
public class Releases {

    /** What a release's name may look like. */
    public static final String NAME = "1 to 40 letters, digits, dots, hyphens and underscores";

    private static final Pattern NAME_PATTERN = Pattern.compile("[\\p{L}\\d][\\p{L}\\d._-]{0,39}");

    private final JdbcClient jdbc;
    private final Archive archive;
    private final SchedulerClient scheduler;
    private final Clock clock;
    /** Jobs are due in real time, not in the process's, which tests move. */
    private final Clock wallClock = Clock.systemUTC();

    Releases(JdbcClient jdbc, Archive archive, SchedulerClient scheduler, Clock clock) {
        this.jdbc = jdbc;
        this.archive = archive;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /**
     * @param deployedAt when it was reported first
     * @param waiting how many requests go on because of it; each does so in a transaction of its own, soon
     */
    public record Deployment(String product, String release, Instant deployedAt, int waiting) {}

    public static boolean isName(String release) {
        return NAME_PATTERN.matcher(release).matches();
    }

    @Transactional(readOnly = true)
    public boolean isDeployed(String product, String release) {
        return jdbc.sql("select count(*) from crm.release where product = ? and code = ?")
                        .params(product, release)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The request waits for that release from now on. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void await(long requestId, String release, String actor, String cause) {
        String product = jdbc.sql("select product from crm.request where id = ?")
                .param(requestId)
                .query(String.class)
                .single();
        lock(product, release);
        jdbc.sql("""
                insert into crm.release_wait (request_id, product, release, since) values (?, ?, ?, ?)
                on conflict (request_id) do update set release = excluded.release, since = excluded.since
                """)
                .params(requestId, product, release, Timestamp.from(clock.instant()))
                .update();
        archive.change(requestId, actor, ArchiveEntry.Kind.FIELD, cause, "release", null, release);
        if (isDeployed(product, release)) {
            // Reported between the check of the form and now.
            schedule(requestId);
        }
    }

    /** The request waits for no release any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void waitEnded(long requestId) {
        jdbc.sql("delete from crm.release_wait where request_id = ?")
                .param(requestId)
                .update();
    }

    /** The release is in production: exactly the product's requests that wait for it go on. Twice is as good as once. */
    @Transactional
    public Deployment deployed(String product, String release, String actor) {
        lock(product, release);
        jdbc.sql("""
                insert into crm.release (product, code, deployed_at, deployed_by) values (?, ?, ?, ?)
                on conflict do nothing
                """)
                .params(product, release, Timestamp.from(clock.instant()), actor)
                .update();
        Instant deployedAt = jdbc.sql("select deployed_at from crm.release where product = ? and code = ?")
                .params(product, release)
                .query(Timestamp.class)
                .single()
                .toInstant();
        List<Long> waiting = jdbc.sql("select request_id from crm.release_wait where product = ? and release = ?")
                .params(product, release)
                .query(Long.class)
                .list();
        waiting.forEach(this::schedule);
        return new Deployment(product, release, deployedAt, waiting.size());
    }

    private void schedule(long requestId) {
        scheduler.scheduleIfNotExists(ReleaseTask.instance(requestId), wallClock.instant());
    }

    /** Who begins to wait and who reports the release must see each other. */
    private void lock(String product, String release) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("release " + product + " " + release)
                .query((rs, i) -> "")
                .list();
    }
}
