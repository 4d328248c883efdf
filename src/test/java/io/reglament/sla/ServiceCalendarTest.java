package io.reglament.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reglament.crm.ServiceHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Service time")
class ServiceCalendarTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final ServiceCalendar moscow = new ServiceCalendar(Terms.office(), Terms.DECREE_2026);

    @ParameterizedTest
    @CsvSource({
        // An ordinary evening, and a Friday evening
        "2026-11-23T14:10, 8, 2026-11-24T13:10",
        "2026-11-20T17:00, 2, 2026-11-23T10:00",
        // Ends exactly at the end of the day, not on the next morning
        "2026-11-23T10:00, 8, 2026-11-23T18:00",
        // Outside service hours nothing passes
        "2026-11-21T03:00, 1, 2026-11-23T10:00",
        // The holidays of January: 9 January off by decree, 12 January a working day
        "2025-12-31T17:00, 2, 2026-01-12T10:00",
        // 31 December off by decree; for 2027 there is none yet, and the law alone moves the weekend to the 11th
        "2026-12-30T17:00, 2, 2027-01-12T10:00",
        // 9 March instead of Sunday, 8 March
        "2026-03-06T17:00, 2, 2026-03-10T10:00",
    })
    @DisplayName("D-08, C-40: counts the customer's working days and hours, a day off moved by decree included")
    void counts_working_hours(LocalDateTime from, int hours, LocalDateTime until) {
        Instant start = from.atZone(Terms.MOSCOW).toInstant();
        Instant end = until.atZone(Terms.MOSCOW).toInstant();

        assertThat(moscow.plus(start, Duration.ofHours(hours))).isEqualTo(end);
        assertThat(moscow.between(start, end)).isEqualTo(Duration.ofHours(hours));
    }

    @Test
    @DisplayName("Without the decree the library works on 31 December 2026 and rests on 12 January")
    void the_library_alone_is_wrong() {
        ServiceCalendar byLaw = new ServiceCalendar(Terms.office(), Map.of());

        assertThat(hoursOf(byLaw, LocalDate.of(2026, 12, 31))).isEqualTo(9);
        assertThat(hoursOf(byLaw, LocalDate.of(2026, 1, 12))).isZero();
        assertThat(hoursOf(moscow, LocalDate.of(2026, 12, 31))).isZero();
        assertThat(hoursOf(moscow, LocalDate.of(2026, 1, 12))).isEqualTo(9);
        assertThat(hoursOf(moscow, LocalDate.of(2026, 1, 9))).isZero();
    }

    @Test
    @DisplayName("A Saturday that a decree makes a working day has the hours of the week's first working day")
    void a_working_saturday() {
        LocalDate saturday = LocalDate.of(2026, 11, 21);
        ServiceCalendar calendar = new ServiceCalendar(Terms.office(), Map.of(saturday, DayKind.WORKING));

        assertThat(hoursOf(calendar, saturday)).isEqualTo(9);
    }

    @Test
    @DisplayName("C-40: a shortened day ends an hour earlier, also on a Saturday and where the last shift is shorter")
    void a_shortened_day() {
        LocalDate thursday = LocalDate.of(2026, 4, 30);
        LocalDate saturday = LocalDate.of(2026, 11, 21);
        Map<LocalDate, DayKind> shortened = Map.of(thursday, DayKind.SHORTENED, saturday, DayKind.SHORTENED);
        ServiceCalendar office = new ServiceCalendar(Terms.office(), shortened);
        ServiceCalendar twoShifts =
                new ServiceCalendar(Terms.of("MON-FRI 09:00-13:00,14:00-14:30", Terms.MOSCOW, "RU"), shortened);
        Instant before = thursday.atTime(16, 30).atZone(Terms.MOSCOW).toInstant();

        assertThat(hoursOf(office, thursday)).isEqualTo(8);
        assertThat(hoursOf(office, saturday)).isEqualTo(8);
        // 1 May is a holiday, a Friday: half an hour is left on Thursday, the other half comes on Monday.
        assertThat(office.plus(before, Duration.ofHours(1)))
                .isEqualTo(
                        LocalDateTime.of(2026, 5, 4, 9, 30).atZone(Terms.MOSCOW).toInstant());
        assertThat(twoShifts.between(
                        thursday.atStartOfDay(Terms.MOSCOW).toInstant(),
                        thursday.plusDays(1).atStartOfDay(Terms.MOSCOW).toInstant()))
                .isEqualTo(Duration.ofMinutes(210));
        assertThat(hoursOf(new ServiceCalendar(Terms.of("24x7", Terms.MOSCOW, "RU"), shortened), thursday))
                .isEqualTo(24);
    }

    @Test
    @DisplayName("Round the clock means holidays too, and the nights when clocks change")
    void round_the_clock() {
        ServiceCalendar calendar = new ServiceCalendar(Terms.of("24x7", BERLIN, "DE"), Map.of());
        Instant from = LocalDateTime.of(2026, 10, 24, 12, 0).atZone(BERLIN).toInstant();

        assertThat(calendar.plus(from, Duration.ofHours(24)))
                .isEqualTo(LocalDateTime.of(2026, 10, 25, 11, 0).atZone(BERLIN).toInstant());
    }

    @ParameterizedTest
    @CsvSource({"2026-03-28, 7", "2026-10-24, 9", "2026-11-14, 8"})
    @DisplayName("A night shift has as many hours as really pass when daylight-saving time begins or ends")
    void a_night_shift_when_clocks_change(LocalDate begins, int hours) {
        ServiceCalendar calendar = new ServiceCalendar(Terms.of("MON-SUN 22:00-06:00", BERLIN, null), Map.of());
        Instant noon = begins.atTime(12, 0).atZone(BERLIN).toInstant();

        assertThat(calendar.between(
                        noon, begins.plusDays(1).atTime(12, 0).atZone(BERLIN).toInstant()))
                .isEqualTo(Duration.ofHours(hours));
    }

    @Test
    @DisplayName("C-20: a shift over midnight belongs to the day on which it begins")
    void a_shift_belongs_to_its_first_day() {
        ServiceCalendar calendar = new ServiceCalendar(Terms.of("MON-FRI 22:00-06:00", Terms.MOSCOW, null), Map.of());
        Instant saturday =
                LocalDateTime.of(2026, 11, 21, 5, 0).atZone(Terms.MOSCOW).toInstant();
        Instant sunday =
                LocalDateTime.of(2026, 11, 22, 23, 0).atZone(Terms.MOSCOW).toInstant();

        assertThat(calendar.between(saturday, saturday.plusSeconds(7200))).isEqualTo(Duration.ofHours(1));
        assertThat(calendar.between(sunday, sunday.plusSeconds(7200))).isZero();
    }

    @Test
    @DisplayName("A leap day is a day like any other")
    void leap_day() {
        Instant from = LocalDateTime.of(2028, 2, 28, 17, 0).atZone(Terms.MOSCOW).toInstant();

        assertThat(moscow.plus(from, Duration.ofHours(2)))
                .isEqualTo(LocalDateTime.of(2028, 2, 29, 10, 0)
                        .atZone(Terms.MOSCOW)
                        .toInstant());
    }

    @Test
    @DisplayName("The same instant is service time for one customer and night for another")
    void zones_differ() {
        ServiceCalendar vladivostok =
                new ServiceCalendar(Terms.of(Terms.OFFICE, ZoneId.of("Asia/Vladivostok"), "RU"), Map.of());
        Instant instant = Instant.parse("2026-11-24T01:00:00Z");

        assertThat(vladivostok.between(instant, instant.plusSeconds(3600))).isEqualTo(Duration.ofHours(1));
        assertThat(moscow.between(instant, instant.plusSeconds(3600))).isZero();
    }

    @Test
    void a_country_that_the_library_does_not_know_has_no_holidays() {
        ServiceCalendar calendar = new ServiceCalendar(Terms.of(Terms.OFFICE, Terms.MOSCOW, "AQ"), Map.of());

        assertThat(hoursOf(calendar, LocalDate.of(2026, 1, 1))).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MON",
                "MON-FRI",
                "MON 9-18",
                "XYZ 09:00-18:00",
                "MON 09:00-12:00,11:00-13:00",
                "MON 09:00",
                "MON-WED 09:00-18:00; TUE 10:00-11:00",
                "MON 22:00-06:00,23:00-23:30"
            })
    void hours_that_nobody_can_read_are_refused_in_a_sentence(String text) {
        assertThatThrownBy(() -> ServiceHours.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed: 24x7, or weekdays with times");
    }

    @ParameterizedTest
    @ValueSource(strings = {"24x7", "mon-fri 09:00-18:00", "MON,WED 09:00-13:00, 14:00-18:00 ; SAT-SUN 00:00-24:00"})
    void hours_as_an_analyst_writes_them(String text) {
        assertThat(ServiceHours.parse(text).text()).isEqualTo(text.strip());
    }

    private static long hoursOf(ServiceCalendar calendar, LocalDate day) {
        return calendar.between(
                        day.atStartOfDay(Terms.MOSCOW).toInstant(),
                        day.plusDays(1).atStartOfDay(Terms.MOSCOW).toInstant())
                .toHours();
    }
}
