package io.reglament.crm;

import io.reglament.crm.DraftRefused.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who of the first line is on duty when («дежурный Аккаунт менеджер», BONUS-10.1-03, BONUS-10.5-01). What has passed
 * stays as it was; shifts may overlap.
 */
@Service
@Transactional
public class DutyRoster {

    private static final Duration LONGEST_SHIFT = Duration.ofDays(31);

    private final JdbcClient jdbc;
    private final ProductProfiles profiles;
    private final FirstLine firstLine;
    private final Clock clock;
    private final ZoneId zone;

    DutyRoster(
            JdbcClient jdbc,
            ProductProfiles profiles,
            FirstLine firstLine,
            Clock clock,
            @Value("${reglament.zone}") ZoneId zone) {
        this.jdbc = jdbc;
        this.profiles = profiles;
        this.firstLine = firstLine;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * @param product lower-case code
     * @return user ids of those on duty at that instant; where the roster names nobody, of the whole first line: a call
     *     or letter must always reach somebody
     */
    @Transactional(readOnly = true)
    public Set<String> onDuty(String product, Instant at) {
        Set<String> onDuty = named(product, at);
        return onDuty.isEmpty()
                ? new TreeSet<>(firstLine.members(profiles.get(product)).keySet())
                : onDuty;
    }

    /** @return user ids of those whom the roster itself names for that instant */
    @Transactional(readOnly = true)
    public Set<String> named(String product, Instant at) {
        return new TreeSet<>(
                jdbc.sql("select user_id from crm.duty_shift where product = ? and starts_at <= ? and ends_at > ?")
                        .params(product, Timestamp.from(at), Timestamp.from(at))
                        .query(String.class)
                        .list());
    }

    /** @return the shifts that touch the time from (inclusive) to (exclusive), in the order in which they begin */
    @Transactional(readOnly = true)
    public List<Shift> shifts(String product, Instant from, Instant to) {
        return jdbc.sql("""
                select id, product, user_id, starts_at, ends_at from crm.duty_shift
                where product = ? and ends_at > ? and starts_at < ? order by starts_at, ends_at, id limit 2000
                """)
                .params(product, Timestamp.from(from), Timestamp.from(to))
                .query((rs, i) -> new Shift(
                        rs.getLong("id"),
                        rs.getString("product"),
                        rs.getString("user_id"),
                        rs.getTimestamp("starts_at").toInstant(),
                        rs.getTimestamp("ends_at").toInstant()))
                .list();
    }

    /** @return the times between from and to in which nobody is on duty, in their order (BONUS-10.5-01) */
    @Transactional(readOnly = true)
    public List<Shift.Gap> gaps(String product, Instant from, Instant to) {
        List<Shift.Gap> gaps = new ArrayList<>();
        Instant covered = from;
        for (Shift shift : shifts(product, from, to)) {
            if (shift.from().isAfter(covered)) {
                gaps.add(new Shift.Gap(covered, shift.from()));
            }
            covered = shift.to().isAfter(covered) ? shift.to() : covered;
        }
        if (covered.isBefore(to)) {
            gaps.add(new Shift.Gap(covered, to));
        }
        return gaps;
    }

    /** @return whether the product is served round the clock and yet nobody is on duty some time in the next 24 hours */
    @Transactional(readOnly = true)
    public boolean lacksDuty(String product) {
        Instant now = clock.instant();
        return profiles.get(product).roundTheClock()
                && !gaps(product, now, now.plus(Duration.ofDays(1))).isEmpty();
    }

    /** @return names by user id of those who can be on duty */
    @Transactional(readOnly = true)
    public Map<String, String> people(String product) {
        return firstLine.members(profiles.get(product));
    }

    /**
     * @param actor user id
     * @return the new shift's id
     * @throws DraftRefused naming everything that is wrong
     */
    public long add(ShiftDraft draft, String actor) {
        CustomerRegister.lock(jdbc);
        Draft typed = new Draft();
        Map<String, String> people = people(draft.product());
        String user = Draft.blankToNull(draft.user());
        if (user == null || !people.containsKey(user)) {
            typed.problem("user", "draft.user", user == null ? "" : user, String.join(", ", people.keySet()));
        }
        Instant from = instant(typed, "from", draft.from());
        Instant to = instant(typed, "to", draft.to());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        if (from != null && from.isBefore(now)) {
            typed.problem("from", "draft.from.past", local(now));
        }
        if (from != null && to != null) {
            if (!to.isAfter(from)) {
                typed.problem("to", "draft.to.before");
            } else if (Duration.between(from, to).compareTo(LONGEST_SHIFT) > 0) {
                typed.problem("to", "draft.to.long", LONGEST_SHIFT.toDays());
            } else if (exists(draft.product(), user, from, to)) {
                typed.problem("from", "draft.shift.twice");
            }
        }
        typed.check();
        return jdbc.sql("""
                insert into crm.duty_shift (product, user_id, starts_at, ends_at, created_by, created_at)
                values (?, ?, ?, ?, ?, ?) returning id
                """)
                .params(
                        draft.product(),
                        user,
                        Timestamp.from(from),
                        Timestamp.from(to),
                        actor,
                        Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
    }

    /**
     * Takes a shift off the roster; of one that is running, only what is left of it.
     *
     * @param product whose roster it is on
     * @throws DraftRefused if it has passed
     * @throws CustomerNotFound if there is no such shift
     */
    public void remove(String product, long shiftId) {
        Instant now = clock.instant();
        Instant[] times = jdbc.sql(
                        "select starts_at, ends_at from crm.duty_shift where id = ? and product = ? for update")
                .params(shiftId, product)
                .query((rs, i) -> new Instant[] {
                    rs.getTimestamp("starts_at").toInstant(),
                    rs.getTimestamp("ends_at").toInstant()
                })
                .optional()
                .orElseThrow(() -> new CustomerNotFound(shiftId));
        if (!times[1].isAfter(now)) {
            throw new DraftRefused(List.of(new Problem("id", "draft.shift.past", List.of(local(times[1])))));
        }
        if (times[0].isBefore(now)) {
            jdbc.sql("update crm.duty_shift set ends_at = ? where id = ?")
                    .params(Timestamp.from(now), shiftId)
                    .update();
        } else {
            jdbc.sql("delete from crm.duty_shift where id = ?").param(shiftId).update();
        }
    }

    private boolean exists(String product, String user, Instant from, Instant to) {
        return jdbc.sql("""
                select exists (select 1 from crm.duty_shift
                    where product = ? and user_id = ? and starts_at = ? and ends_at = ?)
                """)
                .params(product, user, Timestamp.from(from), Timestamp.from(to))
                .query(Boolean.class)
                .single();
    }

    private Instant instant(Draft typed, String field, String value) {
        String text = Draft.blankToNull(value);
        if (text != null) {
            try {
                Instant at = text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
                        ? OffsetDateTime.parse(text).toInstant()
                        : LocalDateTime.parse(text).atZone(zone).toInstant();
                int year = at.atZone(zone).getYear();
                if (year >= 2000 && year <= 2199) {
                    return at;
                }
            } catch (DateTimeException e) {
                typed.problem(field, "draft.instant", text.length() > 60 ? text.substring(0, 60) : text);
                return null;
            }
        }
        typed.problem(field, "draft.instant", text == null ? "" : text);
        return null;
    }

    private String local(Instant at) {
        return at.atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).toString();
    }
}
