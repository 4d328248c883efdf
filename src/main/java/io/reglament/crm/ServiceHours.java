package io.reglament.crm;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Working hours by weekday, written as an analyst writes them: {@code MON-FRI 09:00-13:00,14:00-18:00; SAT 10:00-14:00}
 * or {@code 24x7}. A shift that ends at or before its beginning ends on the next day; {@code 24:00} is the day's end.
 *
 * @param text as it was written
 * @param roundTheClock {@code 24x7}: every hour of every day, holidays included
 * @param shifts by the weekday on which they begin, in order; days without work are not in the map
 */
public record ServiceHours(String text, boolean roundTheClock, Map<DayOfWeek, List<Shift>> shifts) {

    /** What {@link #parse} takes, for messages. */
    public static final String ALLOWED = "24x7, or weekdays with times, e.g. " + ServiceHours.EXAMPLE;

    /** Two lines that {@link #parse} takes, in any language. */
    static final String EXAMPLE = "MON-FRI 09:00-18:00; SAT 10:00-14:00";

    private static final String ROUND_THE_CLOCK = "24x7";
    private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    /**
     * One stretch of work.
     *
     * @param overMidnight whether {@code to} is a time of the next day
     */
    public record Shift(LocalTime from, LocalTime to, boolean overMidnight) {}

    /** @throws IllegalArgumentException with a sentence that says what is wrong and what is allowed */
    public static ServiceHours parse(String text) {
        if (text == null || text.isBlank()) {
            throw wrong(text, "is empty");
        }
        if (text.strip().equalsIgnoreCase(ROUND_THE_CLOCK)) {
            return new ServiceHours(ROUND_THE_CLOCK, true, Map.of());
        }
        Map<DayOfWeek, List<Shift>> shifts = new EnumMap<>(DayOfWeek.class);
        for (String part : text.strip().toUpperCase(Locale.ROOT).split("\\s*;\\s*")) {
            String[] words = part.split("\\s+", 2);
            if (words.length < 2) {
                throw wrong(text, "lacks times behind " + part);
            }
            List<Shift> times = times(text, words[1]);
            for (DayOfWeek day : days(text, words[0])) {
                if (shifts.put(day, times) != null) {
                    throw wrong(text, "names " + DAYS.get(day.ordinal()) + " twice");
                }
            }
        }
        return new ServiceHours(text.strip(), false, Map.copyOf(shifts));
    }

    /** @return as it was written, with the weekdays as the language abbreviates them */
    public String in(Locale locale) {
        String words = text;
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.getDisplayName(TextStyle.SHORT_STANDALONE, locale);
            words = words.replaceAll("(?i)\\b" + DAYS.get(day.ordinal()) + "\\b", name);
        }
        return words;
    }

    private static List<DayOfWeek> days(String text, String word) {
        List<DayOfWeek> days = new ArrayList<>();
        for (String range : word.split(",")) {
            String[] ends = range.split("-", 2);
            DayOfWeek day = day(text, ends[0]);
            DayOfWeek last = day(text, ends[ends.length - 1]);
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String text, String word) {
        int index = DAYS.indexOf(word);
        if (index < 0) {
            throw wrong(text, "has no weekday in " + word + " (weekdays are " + String.join(", ", DAYS) + ")");
        }
        return DayOfWeek.of(index + 1);
    }

    private static List<Shift> times(String text, String words) {
        List<Shift> shifts = new ArrayList<>();
        for (String range : words.split("\\s*,\\s*")) {
            String[] ends = range.split("\\s*-\\s*");
            if (ends.length != 2) {
                throw wrong(text, "has no time range in " + range);
            }
            LocalTime from = time(text, ends[0]);
            boolean dayEnd = ends[1].equals("24:00");
            LocalTime to = dayEnd ? LocalTime.MIDNIGHT : time(text, ends[1]);
            shifts.add(new Shift(from, to, !to.isAfter(from)));
        }
        shifts.sort(Comparator.comparing(Shift::from));
        for (int i = 1; i < shifts.size(); i++) {
            Shift before = shifts.get(i - 1);
            if (before.overMidnight() || before.to().isAfter(shifts.get(i).from())) {
                throw wrong(text, "has times that overlap in " + words);
            }
        }
        return List.copyOf(shifts);
    }

    private static LocalTime time(String text, String word) {
        try {
            return LocalTime.parse(word);
        } catch (DateTimeParseException e) {
            throw wrong(text, "has no time of day in " + word);
        }
    }

    private static IllegalArgumentException wrong(String text, String problem) {
        return new IllegalArgumentException("service hours \"" + text + "\" " + problem + "; allowed: " + ALLOWED);
    }
}
