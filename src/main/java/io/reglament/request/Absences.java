package io.reglament.request;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who of the vendor's people is away, and who stands in. */
@Service
public class Absences {

    private final JdbcClient jdbc;
    private final Clock clock;

    Absences(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Somebody's absence.
     *
     * @param userId who is away
     * @param from first moment of it
     * @param until the moment of return
     * @param deputy user id of whoever gets what is assigned meanwhile
     */
    public record Absence(String userId, Instant from, Instant until, String deputy) {}

    /** Records an absence in the place of an earlier one. */
    @Transactional
    public void record(Absence absence, String actor) {
        jdbc.sql("""
                insert into crm.absence (user_id, starts_at, ends_at, deputy, recorded_by, recorded_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (user_id) do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                    deputy = excluded.deputy, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at
                """)
                .params(
                        absence.userId(),
                        Timestamp.from(absence.from()),
                        Timestamp.from(absence.until()),
                        absence.deputy(),
                        actor,
                        Timestamp.from(clock.instant()))
                .update();
    }

    /** @return whether there was an absence to forget */
    @Transactional
    public boolean forget(String userId) {
        return jdbc.sql("delete from crm.absence where user_id = ?")
                        .param(userId)
                        .update()
                > 0;
    }

    /** @return the absence on record that has not ended yet */
    @Transactional(readOnly = true)
    public Optional<Absence> of(String userId) {
        return jdbc.sql("select user_id, starts_at, ends_at, deputy from crm.absence where user_id = ? and ends_at > ?")
                .params(userId, Timestamp.from(clock.instant()))
                .query((rs, i) -> new Absence(
                        rs.getString("user_id"),
                        rs.getTimestamp("starts_at").toInstant(),
                        rs.getTimestamp("ends_at").toInstant(),
                        rs.getString("deputy")))
                .optional();
    }

    /**
     * @return who stands in for the person now: the deputy, or the deputy's deputy; empty if the person is here, or
     *     everybody in the row is away
     */
    @Transactional(readOnly = true)
    public Optional<String> deputy(String userId) {
        Set<String> away = new HashSet<>();
        String person = userId;
        while (away.add(person)) {
            Optional<String> deputy = current(person);
            if (deputy.isEmpty()) {
                return person.equals(userId) ? Optional.empty() : Optional.of(person);
            }
            person = deputy.get();
        }
        return Optional.empty();
    }

    private Optional<String> current(String userId) {
        return of(userId)
                .filter(absence -> !absence.from().isAfter(clock.instant()))
                .map(Absence::deputy);
    }
}
