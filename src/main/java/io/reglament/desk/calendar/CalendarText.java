package io.reglament.desk.calendar;

import io.reglament.crm.DraftRefused;
import io.reglament.crm.DraftRefused.Problem;
import io.reglament.sla.DayKind;
import io.reglament.sla.ProductionCalendar.Day;
import java.time.LocalDate;
import java.time.Year;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what people and programs say about days of a calendar, and collects everything that is wrong with it. */
final class CalendarText {

    private static final int LONGEST_SOURCE = 200;
    private static final int LONGEST_SHOWN = 60;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2199;
    private static final List<String> COUNTRIES = List.of(Locale.getISOCountries());

    private final List<Problem> problems = new ArrayList<>();

    private CalendarText() {}

    /** @throws DraftRefused if it is no ISO 3166 code */
    static String country(String value) {
        String country = value == null ? "" : value.strip().toUpperCase(Locale.ROOT);
        if (!COUNTRIES.contains(country)) {
            throw refused("country", "draft.country", shown(country));
        }
        return country;
    }

    /** @throws DraftRefused if it is no year from 2000 to 2199 */
    static Year year(String value) {
        String text = value == null ? "" : value.strip();
        if (text.matches("\\d{4}")) {
            Year year = Year.of(Integer.parseInt(text));
            if (year.getValue() >= FIRST_YEAR && year.getValue() <= LAST_YEAR) {
                return year;
            }
        }
        throw refused("year", "calendar.year", shown(text), FIRST_YEAR, LAST_YEAR);
    }

    /** @throws DraftRefused naming everything that is wrong */
    static Day day(Year year, DayDraft draft) {
        CalendarText text = new CalendarText();
        LocalDate day = text.date("day", draft.day(), year, "");
        Optional<DayKind> kind = text.kind("kind", draft.kind(), "");
        String source = text.source("source", draft.source(), "");
        text.check();
        return new Day(day, kind.orElseThrow(), source);
    }

    /** @throws DraftRefused if it is no day of that year */
    static LocalDate day(Year year, String value) {
        CalendarText text = new CalendarText();
        LocalDate day = text.date("day", value, year, "");
        text.check();
        return day;
    }

    /**
     * @param lines such as {@code 2027-01-04 OFF Decree 1}; empty ones and those after {@code #} are left out
     * @throws DraftRefused naming each line that is wrong, and what is allowed
     */
    static List<Day> days(Year year, String lines) {
        CalendarText text = new CalendarText();
        Map<LocalDate, Day> days = new LinkedHashMap<>();
        String[] all = (lines == null ? "" : lines).split("\\R");
        for (int i = 0; i < all.length; i++) {
            String line = all[i].strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                text.line(i + 1, line, year, days);
            }
        }
        if (days.isEmpty() && text.problems.isEmpty()) {
            text.problem("lines", "calendar.lines.none");
        }
        text.check();
        return List.copyOf(days.values());
    }

    private void line(int number, String line, Year year, Map<LocalDate, Day> days) {
        int found = problems.size();
        String field = "line " + number;
        String[] words = line.split("\\s+", 3);
        LocalDate date = date(field, words[0], year, ".line");
        Optional<DayKind> kind = kind(field, words.length > 1 ? words[1] : "", ".line");
        String source = source(field, words.length > 2 ? words[2] : "", ".line");
        if (problems.size() == found && days.put(date, new Day(date, kind.orElseThrow(), source)) != null) {
            problem(field, "calendar.line.twice", number, date);
        }
    }

    private LocalDate date(String field, String value, Year year, String where) {
        String text = value == null ? "" : value.strip();
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() == year.getValue()) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // Said below, as for a day of another year.
        }
        problem(field, key("day", where), arguments(field, where, shown(text), year));
        return null;
    }

    private Optional<DayKind> kind(String field, String value, String where) {
        String text = value == null ? "" : value.strip().toUpperCase(Locale.ROOT);
        Optional<DayKind> kind = Arrays.stream(DayKind.values())
                .filter(k -> k.name().equals(text))
                .findFirst();
        if (kind.isEmpty()) {
            problem(field, key("kind", where), arguments(field, where, shown(text)));
        }
        return kind;
    }

    private String source(String field, String value, String where) {
        String text = value == null ? "" : value.strip();
        if (text.isEmpty() || text.length() > LONGEST_SOURCE || text.chars().anyMatch(Character::isISOControl)) {
            problem(field, key("source", where), arguments(field, where, LONGEST_SOURCE));
        }
        return text;
    }

    private static String key(String what, String where) {
        return where.isEmpty() ? "calendar." + what + ".wrong" : "calendar" + where + "." + what;
    }

    /** A line's sentence begins with its number. */
    private static Object[] arguments(String field, String where, Object... others) {
        List<Object> arguments = new ArrayList<>(List.of(others));
        if (!where.isEmpty()) {
            arguments.add(0, field.substring(field.indexOf(' ') + 1));
        }
        return arguments.toArray();
    }

    private void problem(String field, String key, Object... arguments) {
        problems.add(problemOf(field, key, arguments));
    }

    private void check() {
        if (!problems.isEmpty()) {
            throw new DraftRefused(problems);
        }
    }

    private static DraftRefused refused(String field, String key, Object... arguments) {
        return new DraftRefused(List.of(problemOf(field, key, arguments)));
    }

    private static Problem problemOf(String field, String key, Object... arguments) {
        return new Problem(
                field, key, Arrays.stream(arguments).map(String::valueOf).toList());
    }

    private static String shown(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= LONGEST_SHOWN ? clean : clean.substring(0, LONGEST_SHOWN) + "…";
    }
}
