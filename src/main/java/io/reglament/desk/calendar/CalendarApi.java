package io.reglament.desk.calendar;

import io.reglament.desk.DeskApi;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The production calendar, for programs (C-40). Every answer to a change is the year as it stands now. */
@RestController
@RequestMapping(path = "/api/calendar/{country}/{year}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Calendar",
        description =
                "Days off and working days that differ from the weekday. All read; heads and administrators change"
                        + " them. Deadlines of the country's open requests follow within a minute.")
@ApiResponse(responseCode = "200", description = "As it stands")
@ApiResponse(
        responseCode = "400",
        description = "Something is wrong; errors lists a sentence for each field or line, and nothing is changed",
        content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
@ApiResponse(
        responseCode = "403",
        description = "The caller's groups do not allow it; the detail says whose do",
        content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
class CalendarApi implements DeskApi {

    private final CalendarDesk desk;

    CalendarApi(CalendarDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @Operation(summary = "The days of a year that differ from the weekday", description = "source is null by law.")
    CalendarDesk.YearView year(@PathVariable String country, @PathVariable String year) {
        return desk.year(country, year);
    }

    @PostMapping(consumes = MediaType.TEXT_PLAIN_VALUE)
    @Operation(
            summary = "Enter a whole year instead of what was entered for it",
            description =
                    "Lines such as `2027-01-04 OFF Decree 1`, `2027-02-20 WORKING Decree 1` or `2027-04-30 SHORTENED Article 95`.")
    CalendarDesk.YearView replace(
            @PathVariable String country, @PathVariable String year, @RequestBody(required = false) String lines) {
        desk.replace(country, year, lines);
        return desk.year(country, year);
    }

    @PutMapping(path = "/{day}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Enter or change a day", description = "The day in the body is ignored.")
    CalendarDesk.YearView put(
            @PathVariable String country,
            @PathVariable String year,
            @PathVariable String day,
            @RequestBody DayDraft draft) {
        desk.put(country, year, new DayDraft(day, draft.kind(), draft.source()));
        return desk.year(country, year);
    }

    @DeleteMapping("/{day}")
    @Operation(summary = "Let the day be as law and weekday say")
    CalendarDesk.YearView remove(@PathVariable String country, @PathVariable String year, @PathVariable String day) {
        desk.remove(country, year, day);
        return desk.year(country, year);
    }
}
