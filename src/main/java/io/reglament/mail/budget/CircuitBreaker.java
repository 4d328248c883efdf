package io.reglament.mail.budget;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stops all automatic mail to customers when far more of it is about to leave than usual (mail rule AU-7). It opens by
 * itself and is closed by a person; its state is in the database, where all nodes read it.
 */
@Component
public class CircuitBreaker {

    private static final Logger LOG = LoggerFactory.getLogger(CircuitBreaker.class);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration WEEK = Duration.ofDays(7);
    /** Counting an hour's mail takes longer than writing one: done seldom, which lets a few more through. */
    private static final Duration RECOUNT_AFTER = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final BudgetSettings settings;
    private final Clock clock;
    /** Real time, not the process's, which tests move. */
    private final Clock wallClock = Clock.systemUTC();

    private final AtomicReference<Measured> lastHour = new AtomicReference<>(new Measured(Instant.EPOCH, 0));
    private final AtomicReference<Measured> usual = new AtomicReference<>(new Measured(Instant.EPOCH, 0));

    CircuitBreaker(JdbcClient jdbc, BudgetSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    private record Measured(Instant at, long mails) {}

    /**
     * @param reason null while it has never opened
     * @param changedBy user id; null if it changed by itself
     */
    public record State(boolean open, String reason, String changedBy, Instant changedAt) {}

    @Transactional(readOnly = true)
    public State state() {
        return jdbc.sql("select open, reason, changed_by, changed_at from crm.mail_breaker where id = 1")
                .query((rs, i) -> new State(
                        rs.getBoolean("open"),
                        rs.getString("reason"),
                        rs.getString("changed_by"),
                        rs.getTimestamp("changed_at") == null
                                ? null
                                : rs.getTimestamp("changed_at").toInstant()))
                .single();
    }

    /** @return whether nothing automatic leaves now; opens it where the last hour asks for it */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean isOpen() {
        State state = state();
        if (state.open()) {
            return true;
        }
        Instant anHourAgo = clock.instant().minus(HOUR);
        // What made it open must not open it again as soon as a person has closed it.
        boolean closedSince = state.changedAt() != null && state.changedAt().isAfter(anHourAgo);
        long now = measured(lastHour, RECOUNT_AFTER, closedSince ? state.changedAt() : anHourAgo);
        long week = measured(usual, HOUR, clock.instant().minus(WEEK));
        long limit = Math.max(settings.breakerMinimum(), settings.breakerFactor() * week / (7 * 24));
        if (now < limit) {
            return false;
        }
        String reason = now + " mails within an hour, usual are at most " + limit;
        LOG.error("Circuit breaker of outgoing mail opened: {}. All automatic mail to customers is held back.", reason);
        change(true, reason, null);
        return true;
    }

    /**
     * Lets automatic mail leave again; what was held back stays held until it is released.
     *
     * @param person user id
     */
    @Transactional
    public void close(String person) {
        lastHour.set(new Measured(Instant.EPOCH, 0));
        change(false, "closed", person);
    }

    private void change(boolean open, String reason, String person) {
        jdbc.sql("update crm.mail_breaker set open = ?, reason = ?, changed_by = ?, changed_at = ? where id = 1")
                .params(open, reason, person, Timestamp.from(clock.instant()))
                .update();
    }

    private long measured(AtomicReference<Measured> known, Duration keep, Instant since) {
        Measured last = known.get();
        if (last.at().plus(keep).isAfter(wallClock.instant())) {
            return last.mails();
        }
        long mails = jdbc.sql("""
                select count(*) from crm.outbound_mail
                where created_at > ? and created_at <= ? and state not in ('HELD', 'DROPPED')
                """)
                .params(Timestamp.from(since), Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        known.set(new Measured(wallClock.instant(), mails));
        return mails;
    }
}
