package io.reglament.sla;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Public holidays by law, before any decree moves them: a start only, see {@link ProductionCalendar}. */
final class PublicHolidays {

    private static final Map<CountryYear, Set<LocalDate>> KNOWN = new ConcurrentHashMap<>();

    private record CountryYear(String country, int year) {}

    private PublicHolidays() {}

    /**
     * @param country ISO 3166 code; null, or one that the library does not know: no holidays
     * @return whether the day is a public holiday of the country
     */
    static boolean include(String country, LocalDate day) {
        return country != null
                && KNOWN.computeIfAbsent(new CountryYear(country, day.getYear()), PublicHolidays::load)
                        .contains(day);
    }

    private static Set<LocalDate> load(CountryYear of) {
        return Arrays.stream(HolidayCalendar.values())
                .filter(calendar -> calendar.getId().equalsIgnoreCase(of.country()))
                .findFirst()
                .map(calendar ->
                        HolidayManager.getInstance(ManagerParameters.create(calendar))
                                .getHolidays(Year.of(of.year()))
                                .stream()
                                .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
                                .map(Holiday::getDate)
                                .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }
}
