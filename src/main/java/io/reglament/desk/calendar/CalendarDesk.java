package io.reglament.desk.calendar;

import io.reglament.access.CurrentUser;
import io.reglament.desk.NotAllowed;
import io.reglament.sla.LedgerEntry.By;
import io.reglament.sla.ProductionCalendar;
import io.reglament.sla.ProductionCalendar.Differing;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Year;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The production calendar as people may see and change it (C-40); the API and the page both end here. */
@Service
@Transactional
class CalendarDesk {

    private static final String CAUSE = "calendar";

    private final CurrentUser user;
    private final ProductionCalendar calendar;

    CalendarDesk(CurrentUser user, ProductionCalendar calendar) {
        this.user = user;
        this.calendar = calendar;
    }

    /**
     * @param days that are not as their weekday says
     * @param nextYearDecreed whether something is entered for the year after, as each year's decree asks for
     */
    @Schema(name = "CalendarYear")
    record YearView(String country, int year, List<Differing> days, boolean nextYearDecreed) {}

    @Transactional(readOnly = true)
    YearView year(String countryCode, String yearText) {
        String country = CalendarText.country(countryCode);
        Year year = CalendarText.year(yearText);
        return new YearView(
                country,
                year.getValue(),
                calendar.differing(country, year),
                !calendar.year(country, year.plusYears(1)).isEmpty());
    }

    void put(String countryCode, String year, DayDraft draft) {
        By by = requireChanging();
        calendar.put(CalendarText.country(countryCode), CalendarText.day(CalendarText.year(year), draft), by);
    }

    /** @param lines see {@link CalendarText#days}; they stand instead of what was entered for the year before */
    void replace(String countryCode, String yearText, String lines) {
        By by = requireChanging();
        Year year = CalendarText.year(yearText);
        calendar.replace(CalendarText.country(countryCode), year, CalendarText.days(year, lines), by);
    }

    void remove(String countryCode, String year, String day) {
        By by = requireChanging();
        calendar.remove(CalendarText.country(countryCode), CalendarText.day(CalendarText.year(year), day), by);
    }

    boolean mayChange() {
        return user.isAdmin() || user.groups().contains("head");
    }

    private By requireChanging() {
        if (!mayChange()) {
            throw new NotAllowed("calendar.notAllowed");
        }
        return new By(user.id(), CAUSE);
    }
}
