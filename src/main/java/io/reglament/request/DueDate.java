package io.reglament.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads a due date as forms and programs write it. */
public final class DueDate {

    /** As the engine's REST writes dates. */
    private static final DateTimeFormatter ENGINE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private static final int MOST_YEARS = 10;

    private DueDate() {}

    /** @return the latest moment that is a plan and not a slip of the pen */
    public static Instant latest(Instant now, ZoneId zone) {
        return now.atZone(zone).plusYears(MOST_YEARS).toInstant();
    }

    /**
     * @param value a date, an ISO instant or date with offset, a local date and time, or a day, which means its end
     * @param zone of what has no offset: the vendor's
     * @return empty if it is none of these; at the earliest 1970, at the latest 9999, which the engine can still store
     */
    public static Optional<Instant> parse(Object value, ZoneId zone) {
        return read(value, zone)
                .map(at -> at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at)
                .map(at -> at.isAfter(LATEST) ? LATEST : at);
    }

    private static Optional<Instant> read(Object value, ZoneId zone) {
        if (value instanceof Date date) {
            return Optional.of(date.toInstant());
        }
        String text = value.toString().strip();
        List<Function<String, Instant>> forms = List.of(
                Instant::parse,
                t -> OffsetDateTime.parse(t).toInstant(),
                t -> OffsetDateTime.parse(t, ENGINE).toInstant(),
                t -> LocalDateTime.parse(t).atZone(zone).toInstant(),
                t -> LocalDate.parse(t)
                        .plusDays(1)
                        .atStartOfDay(zone)
                        .minusMinutes(1)
                        .toInstant());
        for (Function<String, Instant> form : forms) {
            try {
                return Optional.of(form.apply(text));
            } catch (DateTimeException e) {
                // The next form may fit.
                continue;
            }
        }
        return Optional.empty();
    }
}
