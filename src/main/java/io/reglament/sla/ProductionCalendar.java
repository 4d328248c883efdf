package io.reglament.sla;

import io.reglament.sla.LedgerEntry.By;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Single days that are not as law and weekday say (C-40): a decree moves days off each year. After a change the deadlines
 * of the country's open requests are computed again, a few at a time, by {@link DeadlineWatch}.
 */
@Service
public class ProductionCalendar {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    ProductionCalendar(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param stamp of the calendar when the days were read */
    private record Kept(long stamp, Map<LocalDate, DayKind> days) {}

    /**
     * A day as it is worked.
     *
     * @param source who says so, e.g. the decree
     */
    public record Day(LocalDate day, DayKind kind, String source) {}

    /** @return the country's entries of that year, in order */
    @Transactional(readOnly = true)
    public List<Day> year(String country, Year year) {
        return jdbc.sql("""
                select day, kind, source from crm.production_calendar
                where country = ? and day between ? and ? order by day
                """)
                .params(country, year.atDay(1), year.atDay(year.length()))
                .query((rs, i) -> new Day(
                        rs.getObject("day", LocalDate.class),
                        DayKind.valueOf(rs.getString("kind")),
                        rs.getString("source")))
                .list();
    }

    /**
     * A day that is not as its weekday says.
     *
     * @param source who says so; null for a public holiday by law
     * @param entered whether it stands in this calendar, and not only in the law
     */
    public record Differing(LocalDate day, DayKind kind, String source, boolean entered) {}

    /**
     * @return the country's days of that year that are entered here, and the public holidays on weekdays that are not,
     *     in order
     */
    @Transactional(readOnly = true)
    public List<Differing> differing(String country, Year year) {
        Map<LocalDate, Day> entered =
                year(country, year).stream().collect(Collectors.toMap(Day::day, Function.identity()));
        return year.atDay(1)
                .datesUntil(year.plusYears(1).atDay(1))
                .map(day -> {
                    Day own = entered.get(day);
                    if (own != null) {
                        return new Differing(day, own.kind(), own.source(), true);
                    }
                    return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0 && PublicHolidays.include(country, day)
                            ? new Differing(day, DayKind.OFF, null, false)
                            : null;
                })
                .filter(Objects::nonNull)
                .toList();
    }

    /** Enters a day, or changes what was entered before. */
    @Transactional
    public void put(String country, Day day, By by) {
        record(country, day.day(), day, by);
        write(country, day, by);
        markOpenLedgers(country, by);
    }

    /** The day is again as law and weekday say. */
    @Transactional
    public void remove(String country, LocalDate day, By by) {
        record(country, day, null, by);
        jdbc.sql("delete from crm.production_calendar where country = ? and day = ?")
                .params(country, day)
                .update();
        markOpenLedgers(country, by);
    }

    /**
     * Enters a whole year instead of what was entered for it before, e.g. as a decree has it.
     *
     * @throws IllegalArgumentException if a day is not of that year
     */
    @Transactional
    public void replace(String country, Year year, Collection<Day> days, By by) {
        days.forEach(day -> {
            if (day.day().getYear() != year.getValue()) {
                throw new IllegalArgumentException(day.day() + " is not a day of " + year);
            }
        });
        Set<LocalDate> kept = days.stream().map(Day::day).collect(Collectors.toSet());
        year(country, year).stream()
                .filter(day -> !kept.contains(day.day()))
                .forEach(day -> record(country, day.day(), null, by));
        days.forEach(day -> record(country, day.day(), day, by));
        jdbc.sql("delete from crm.production_calendar where country = ? and day between ? and ?")
                .params(country, year.atDay(1), year.atDay(year.length()))
                .update();
        days.forEach(day -> write(country, day, by));
        markOpenLedgers(country, by);
    }

    /**
     * @param stamp of the calendar as the caller's transaction sees it, see {@link LedgerRows.Lines}
     * @return all entries of the country, from memory unless the calendar was changed since; none for null
     */
    Map<LocalDate, DayKind> days(String country, long stamp) {
        if (country == null) {
            return Map.of();
        }
        Kept known = kept.get(country);
        if (known == null || known.stamp() != stamp) {
            known = new Kept(stamp, Map.copyOf(days(country)));
            kept.put(country, known);
        }
        return known.days();
    }

    /** @return all entries of the country; none for null */
    Map<LocalDate, DayKind> days(String country) {
        return country == null
                ? Map.of()
                : jdbc
                        .sql("select day, kind from crm.production_calendar where country = ?")
                        .param(country)
                        .query((rs, i) ->
                                Map.entry(rs.getObject("day", LocalDate.class), DayKind.valueOf(rs.getString("kind"))))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void write(String country, Day day, By by) {
        jdbc.sql("""
                insert into crm.production_calendar (country, day, kind, source, changed_by, changed_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (country, day) do update set kind = excluded.kind, source = excluded.source,
                    changed_by = excluded.changed_by, changed_at = excluded.changed_at
                """)
                .params(
                        country,
                        day.day(),
                        day.kind().name(),
                        day.source(),
                        by.actor(),
                        Timestamp.from(clock.instant()))
                .update();
    }

    /** Keeps what stood there, before it is overwritten; nothing where nothing changes. */
    private void record(String country, LocalDate day, Day after, By by) {
        jdbc.sql("""
                insert into crm.production_calendar_event
                    (country, day, at, actor, cause, old_kind, old_source, new_kind, new_source)
                select :country, :day, :at, :actor, :cause, c.kind, c.source, :kind, :source
                from (select 1) one left join crm.production_calendar c on c.country = :country and c.day = :day
                where (c.kind, c.source) is distinct from (cast(:kind as text), cast(:source as text))
                """)
                .param("country", country)
                .param("day", day)
                .param("at", Timestamp.from(clock.instant()))
                .param("actor", by.actor())
                .param("cause", by.cause())
                .param("kind", after == null ? null : after.kind().name())
                .param("source", after == null ? null : after.source())
                .update();
    }

    private void markOpenLedgers(String country, By by) {
        jdbc.sql("""
                update crm.sla_ledger set stale_by = ?, stale_cause = ? where country = ? and not ended and tracked
                """).params(by.actor(), by.cause(), country).update();
    }
}
