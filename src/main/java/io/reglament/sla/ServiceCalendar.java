package io.reglament.sla;

import io.reglament.crm.ServiceHours;
import io.reglament.crm.ServiceHours.Shift;
import io.reglament.crm.ServiceTerms;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells service time from other time: weekly hours in the customer's zone, without public holidays, with single days as
 * the production calendar has them. A shift belongs, whole, to the day on which it begins (C-20). On a working day whose
 * weekday has no hours, those of the week's first working weekday are kept. A shortened day ends an hour earlier.
 */
public final class ServiceCalendar {

    private static final int MOST_DAYS = 3_700;
    private static final Duration SHORTER = Duration.ofHours(1);

    private final ServiceHours hours;
    private final ZoneId zone;
    private final String country;
    private final Map<LocalDate, DayKind> decreed;
    private final List<Shift> usualShifts;

    /** A stretch of service time; {@code until} is no longer part of it. */
    record Window(Instant from, Instant until) {}

    /** @param decreed what the production calendar of the country says of single days */
    public ServiceCalendar(ServiceTerms terms, Map<LocalDate, DayKind> decreed) {
        this.hours = terms.hours();
        this.zone = terms.zone();
        this.country = terms.country();
        this.decreed = Map.copyOf(decreed);
        this.usualShifts = List.of(DayOfWeek.values()).stream()
                .filter(hours.shifts()::containsKey)
                .findFirst()
                .map(hours.shifts()::get)
                .orElse(List.of());
    }

    /** @return how much service time passes between the instants; nothing if the second is not after the first */
    public Duration between(Instant from, Instant until) {
        if (!from.isBefore(until)) {
            return Duration.ZERO;
        }
        if (hours.roundTheClock()) {
            return Duration.between(from, until);
        }
        Duration sum = Duration.ZERO;
        for (Window window : windows(from, until)) {
            sum = sum.plus(Duration.between(window.from(), window.until()));
        }
        return sum;
    }

    /**
     * @param serviceTime not negative
     * @return the earliest instant at which that much service time has passed
     * @throws IllegalStateException if it does not pass within ten years
     */
    public Instant plus(Instant from, Duration serviceTime) {
        if (hours.roundTheClock() || serviceTime.isZero()) {
            return from.plus(serviceTime);
        }
        Duration left = serviceTime;
        Instant end = from;
        LocalDate first = firstDay(from);
        for (int i = 0; i < MOST_DAYS; i++) {
            for (Window window : windowsOf(first.plusDays(i))) {
                Instant begin = later(window.from(), end);
                if (begin.isBefore(window.until())) {
                    Duration length = Duration.between(begin, window.until());
                    if (length.compareTo(left) >= 0) {
                        return begin.plus(left);
                    }
                    left = left.minus(length);
                    end = window.until();
                }
            }
        }
        throw new IllegalStateException(
                "service hours " + hours.text() + " do not hold " + serviceTime + " within ten years from " + from);
    }

    /** @return the stretches of service time between the instants, in order, cut at both ends */
    List<Window> windows(Instant from, Instant until) {
        if (!from.isBefore(until)) {
            return List.of();
        }
        if (hours.roundTheClock()) {
            return List.of(new Window(from, until));
        }
        List<Window> windows = new ArrayList<>();
        Instant end = from;
        LocalDate last = until.atZone(zone).toLocalDate();
        for (LocalDate day = firstDay(from); !day.isAfter(last); day = day.plusDays(1)) {
            for (Window window : windowsOf(day)) {
                Instant begin = later(window.from(), end);
                Instant stop = window.until().isBefore(until) ? window.until() : until;
                if (begin.isBefore(stop)) {
                    windows.add(new Window(begin, stop));
                    end = stop;
                }
            }
        }
        return windows;
    }

    /** A shift of the day before may reach into the day. */
    private LocalDate firstDay(Instant from) {
        return from.atZone(zone).toLocalDate().minusDays(1);
    }

    private List<Window> windowsOf(LocalDate day) {
        List<Shift> shifts = shiftsOn(day);
        if (shifts.isEmpty()) {
            return List.of();
        }
        List<Window> windows = new ArrayList<>(shifts.size());
        for (Shift shift : shifts) {
            LocalDate lastDay = shift.overMidnight() ? day.plusDays(1) : day;
            windows.add(new Window(
                    day.atTime(shift.from()).atZone(zone).toInstant(),
                    lastDay.atTime(shift.to()).atZone(zone).toInstant()));
        }
        if (decreed.get(day) == DayKind.SHORTENED) {
            shorten(windows);
        }
        return windows;
    }

    /** Takes the day's last hour of service away. */
    private static void shorten(List<Window> windows) {
        Duration left = SHORTER;
        while (!windows.isEmpty() && left.compareTo(Duration.ZERO) > 0) {
            Window last = windows.remove(windows.size() - 1);
            Duration length = Duration.between(last.from(), last.until());
            if (length.compareTo(left) > 0) {
                windows.add(new Window(last.from(), last.until().minus(left)));
            }
            left = left.minus(length);
        }
    }

    private List<Shift> shiftsOn(LocalDate day) {
        DayKind kind = decreed.get(day);
        List<Shift> usual = hours.shifts().getOrDefault(day.getDayOfWeek(), List.of());
        if (kind == DayKind.WORKING || kind == DayKind.SHORTENED) {
            return usual.isEmpty() ? usualShifts : usual;
        }
        return kind == DayKind.OFF || usual.isEmpty() || PublicHolidays.include(country, day) ? List.of() : usual;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
