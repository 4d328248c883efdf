package io.reglament.desk.calendar;

import io.reglament.access.CurrentUser;
import io.reglament.desk.DeskPage;
import io.reglament.desk.EntryForm;
import io.reglament.desk.calendar.CalendarDesk.YearView;
import io.reglament.sla.DayKind;
import io.reglament.sla.ProductionCalendar.Differing;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The production calendar of a country, a year at a time (C-40). */
@Controller
class CalendarPages implements DeskPage {

    private static final String USUAL_COUNTRY = "RU";

    private final CalendarDesk desk;
    private final CurrentUser user;
    private final EntryForm forms;
    private final Clock clock;
    private final ZoneId zone;

    CalendarPages(
            CalendarDesk desk,
            CurrentUser user,
            EntryForm forms,
            Clock clock,
            @Value("${reglament.zone}") ZoneId zone) {
        this.desk = desk;
        this.user = user;
        this.forms = forms;
        this.clock = clock;
        this.zone = zone;
    }

    /** What the page was opened with; a word that cannot be used is told, and the usual year shown. */
    private record Asked(String country, String year) {}

    @GetMapping("/calendar")
    String year(
            @RequestParam(required = false) String country,
            @RequestParam(required = false) String year,
            Model model,
            HttpServletResponse response) {
        model.addAttribute("problems", Map.of());
        Asked asked =
                new Asked(usual(country, USUAL_COUNTRY), usual(year, thisYear().toString()));
        boolean known = forms.saved(() -> desk.year(asked.country, asked.year), null, model, response);
        return page(known ? asked : new Asked(USUAL_COUNTRY, thisYear().toString()), none(), null, model);
    }

    @PostMapping("/calendar/{country}/{year}")
    String put(
            @PathVariable String country,
            @PathVariable String year,
            @ModelAttribute("form") DayDraft form,
            Model model,
            HttpServletResponse response) {
        return forms.saved(() -> desk.put(country, year, form), null, model, response)
                ? back(country, year)
                : page(new Asked(country, year), form, null, model);
    }

    @PostMapping("/calendar/{country}/{year}/import")
    String replace(
            @PathVariable String country,
            @PathVariable String year,
            @RequestParam(required = false) String lines,
            Model model,
            HttpServletResponse response) {
        return forms.saved(() -> desk.replace(country, year, lines), null, model, response)
                ? back(country, year)
                : page(new Asked(country, year), none(), lines, model);
    }

    @PostMapping("/calendar/{country}/{year}/{day}/remove")
    String remove(
            @PathVariable String country,
            @PathVariable String year,
            @PathVariable String day,
            Model model,
            HttpServletResponse response) {
        return forms.saved(() -> desk.remove(country, year, day), null, model, response)
                ? back(country, year)
                : page(new Asked(country, year), none(), null, model);
    }

    private String page(Asked asked, DayDraft form, String lines, Model model) {
        YearView view = desk.year(asked.country, asked.year);
        DateTimeFormatter weekday =
                DateTimeFormatter.ofPattern("EEE d MMMM", user.language().locale());
        model.addAttribute("view", view);
        model.addAttribute(
                "names", view.days().stream().collect(Collectors.toMap(Differing::day, d -> weekday.format(d.day()))));
        model.addAttribute("missing", view.year() == thisYear().getValue() && !view.nextYearDecreed());
        model.addAttribute("mayChange", desk.mayChange());
        model.addAttribute("kinds", DayKind.values());
        model.addAttribute("form", form);
        model.addAttribute("lines", lines == null ? entered(view) : lines);
        return "desk/calendar";
    }

    /** The year as it could be imported again, so that an import begins with what stands. */
    private static String entered(YearView view) {
        return view.days().stream()
                .filter(Differing::entered)
                .map(d -> d.day() + " " + d.kind() + " " + d.source())
                .collect(Collectors.joining("\n"));
    }

    private Year thisYear() {
        return Year.from(LocalDate.ofInstant(clock.instant(), zone));
    }

    private static DayDraft none() {
        return new DayDraft(null, null, null);
    }

    private static String usual(String value, String usual) {
        return value == null || value.isBlank() ? usual : value;
    }

    private static String back(String country, String year) {
        return "redirect:/calendar?country=" + CalendarText.country(country) + "&year=" + CalendarText.year(year);
    }
}
