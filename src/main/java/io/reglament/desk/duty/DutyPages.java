package io.reglament.desk.duty;

import io.reglament.access.CurrentUser;
import io.reglament.crm.Shift;
import io.reglament.crm.ShiftDraft;
import io.reglament.desk.DeskPage;
import io.reglament.desk.EntryForm;
import io.reglament.desk.EntryTexts;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The roster's week, and what is missing in the next 14 days in words. */
@Controller
class DutyPages implements DeskPage {

    private static final int DAYS = 7;

    private final DutyDesk desk;
    private final CurrentUser user;
    private final EntryForm forms;
    private final EntryTexts texts;
    private final Clock clock;
    private final ZoneId zone;

    DutyPages(
            DutyDesk desk,
            CurrentUser user,
            EntryForm forms,
            EntryTexts texts,
            Clock clock,
            @Value("${reglament.zone}") ZoneId zone) {
        this.desk = desk;
        this.user = user;
        this.forms = forms;
        this.texts = texts;
        this.clock = clock;
        this.zone = zone;
    }

    /** One day of the week's table. */
    record Day(String name, boolean today, List<Line> shifts) {}

    /**
     * A shift as one day shows it.
     *
     * @param times in the vendor's zone, only as far as they lie in the day
     * @param removable whether something of it is still to come
     */
    record Line(long id, String name, String times, boolean removable) {}

    @GetMapping("/duty")
    String week(
            @RequestParam(required = false) String product, @RequestParam(required = false) String week, Model model) {
        model.addAttribute("problems", Map.of());
        return page(chosen(product), monday(week), new ShiftDraft(null, null, null, null), model);
    }

    @PostMapping("/duty")
    String add(
            @RequestParam(required = false) String week,
            @ModelAttribute("form") ShiftDraft form,
            Model model,
            HttpServletResponse response) {
        return forms.saved(() -> desk.add(form), null, model, response)
                ? back(form.product(), monday(week))
                : page(chosen(form.product()), monday(week), form, model);
    }

    @PostMapping("/duty/{product}/{id:\\d+}/remove")
    String remove(
            @PathVariable String product,
            @PathVariable long id,
            @RequestParam(required = false) String week,
            Model model,
            HttpServletResponse response) {
        return forms.saved(() -> desk.remove(product, id), null, model, response)
                ? back(product, monday(week))
                : page(chosen(product), monday(week), new ShiftDraft(null, null, null, null), model);
    }

    private String page(String product, LocalDate monday, ShiftDraft form, Model model) {
        Instant from = start(monday);
        DutyDesk.Roster roster = desk.roster(product, from, start(monday.plusDays(DAYS)));
        Map<String, String> people = desk.people(product);
        model.addAttribute("product", product);
        model.addAttribute("products", user.products());
        model.addAttribute("monday", monday);
        model.addAttribute("previous", monday.minusDays(DAYS));
        model.addAttribute("next", monday.plusDays(DAYS));
        model.addAttribute("days", days(monday, roster.shifts(), people));
        model.addAttribute("gaps", roster.gaps().stream().map(this::words).toList());
        model.addAttribute("warning", roster.warning());
        model.addAttribute(
                "onDuty",
                roster.onDuty().stream()
                        .map(id -> people.getOrDefault(id, id))
                        .sorted()
                        .toList());
        model.addAttribute("people", people);
        model.addAttribute("mayChange", desk.mayChange(product));
        model.addAttribute("form", form);
        model.addAttribute("zone", zone.getId());
        return "desk/duty";
    }

    private List<Day> days(LocalDate monday, List<Shift> shifts, Map<String, String> people) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, zone);
        List<Day> days = new ArrayList<>();
        for (LocalDate day = monday; day.isBefore(monday.plusDays(DAYS)); day = day.plusDays(1)) {
            Instant begin = start(day);
            Instant end = start(day.plusDays(1));
            List<Line> lines = shifts.stream()
                    .filter(s -> s.from().isBefore(end) && s.to().isAfter(begin))
                    .map(s -> new Line(
                            s.id(),
                            people.getOrDefault(s.userId(), s.userId()),
                            time(s.from(), begin, "00:00") + "–" + time(s.to(), end, "24:00"),
                            s.to().isAfter(now)))
                    .toList();
            days.add(new Day(DateTimeFormatter.ofPattern("EEE d MMM", locale()).format(day), day.equals(today), lines));
        }
        return days;
    }

    /** @return hour and minute, or the edge of the day where the shift goes beyond it */
    private String time(Instant at, Instant edge, String edgeText) {
        boolean beyond = edgeText.equals("00:00") ? !at.isAfter(edge) : !at.isBefore(edge);
        return beyond ? edgeText : DateTimeFormatter.ofPattern("HH:mm").format(at.atZone(zone));
    }

    private String words(Shift.Gap gap) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", locale());
        Duration length = Duration.between(gap.from(), gap.to());
        return texts.say(
                "duty.gap",
                format.format(gap.from().atZone(zone)),
                format.format(gap.to().atZone(zone)),
                length.toHours(),
                length.toMinutesPart());
    }

    private String chosen(String product) {
        if (product != null && !product.isBlank()) {
            return product;
        }
        Set<String> products = user.products();
        return products.stream().findFirst().orElse(null);
    }

    private LocalDate monday(String week) {
        LocalDate day = LocalDate.ofInstant(clock.instant(), zone);
        try {
            LocalDate asked = week == null || week.isBlank() ? day : LocalDate.parse(week);
            day = asked.getYear() >= 2000 && asked.getYear() < 2200 ? asked : day;
        } catch (DateTimeParseException e) {
            // A week that cannot be read is this week: nothing is changed by looking.
            return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    private Locale locale() {
        return user.language().locale();
    }

    private static String back(String product, LocalDate monday) {
        return "redirect:/duty?product=" + product + "&week=" + monday;
    }
}
