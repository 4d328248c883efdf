package io.reglament.desk.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.desk.Requester;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ReglamentTest
@DisplayName("The production calendar is read by all and kept by heads and administrators (C-40)")
class CalendarTest {

    @LocalServerPort
    int port;

    @Autowired
    Requester requester;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private HttpVisitor head;
    private String name;

    @BeforeEach
    void a_head() {
        name = requester.user(Set.of("head"), "bonus");
        head = HttpVisitor.user(port, name, name);
    }

    @Test
    void a_year_is_imported_a_day_changed_and_removed_and_each_change_is_kept() throws Exception {
        String year = "/api/calendar/is/2031";
        JsonNode imported = ok(head.text(year, """
                # Decree 1
                2031-01-02 OFF Decree 1, part 2

                2031-02-22 working Decree 1
                """));
        assertThat(entered(imported)).containsExactly("2031-01-02 OFF Decree 1, part 2", "2031-02-22 WORKING Decree 1");
        assertThat(imported.path("days").findValuesAsText("day"))
                .as("National day, a Tuesday, by law")
                .contains("2031-06-17");

        assertThat(entered(ok(head.put(year + "/2031-01-02", "{\"kind\":\"WORKING\",\"source\":\"Decree 2\"}"))))
                .contains("2031-01-02 WORKING Decree 2");
        assertThat(entered(ok(head.delete(year + "/2031-01-02")))).containsExactly("2031-02-22 WORKING Decree 1");
        assertThat(entered(ok(head.text(year, "2031-02-23 SHORTENED Decree 3"))))
                .containsExactly("2031-02-23 SHORTENED Decree 3");
        assertThat(jdbc.sql("""
                        select concat_ws(' ', day, old_kind, old_source, '>', new_kind, new_source)
                        from crm.production_calendar_event where country = 'IS' and actor = ? order by id
                        """).param(name).query(String.class).list())
                .containsExactly(
                        "2031-01-02 > OFF Decree 1, part 2",
                        "2031-02-22 > WORKING Decree 1",
                        "2031-01-02 OFF Decree 1, part 2 > WORKING Decree 2",
                        "2031-01-02 WORKING Decree 2 >",
                        "2031-02-22 WORKING Decree 1 >",
                        "2031-02-23 > SHORTENED Decree 3");
    }

    @Test
    void bad_lines_are_named_and_nothing_is_entered() throws Exception {
        HttpResponse<String> answer = head.text("/api/calendar/IS/2032", """
                2032-01-05 OFF Decree 1
                05.01.2032 OFF Decree 1
                2031-01-05 OFF Decree 1
                2032-01-06 HALF Decree 1
                2032-01-07 OFF
                2032-01-05 WORKING Decree 1
                """);

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode problem = json(answer);
        assertThat(problem.path("errors").findValuesAsText("field"))
                .containsExactly("line 2", "line 3", "line 4", "line 5", "line 6");
        assertThat(problem.path("detail").asText())
                .contains("Line 2: “05.01.2032” is not a day of 2032. Allowed: a date such as 2032-01-04")
                .contains("Line 4: “HALF” after the date is not possible. Allowed: OFF, WORKING, SHORTENED")
                .contains("Line 5: please name the source")
                .contains("Line 6: 2032-01-05 stands in a line above already");
        assertThat(head.speaking("ru").text("/api/calendar/IS/2032", "x").body())
                .contains("Строка 1: «x» — не день 2032 года");
        assertThat(entered(ok(head.get("/api/calendar/IS/2032")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/calendar/XX/2032/2032-01-05 | OFF | Decree | two-letter",
                "/api/calendar/IS/1066/1066-01-05 | OFF | Decree | Allowed: 2000 to 2199",
                "/api/calendar/IS/2032/2033-01-05 | OFF | Decree | not a day of 2032",
                "/api/calendar/IS/2032/2032-01-05 | HALF | Decree | Allowed: OFF, WORKING",
                "/api/calendar/IS/2032/2032-01-05 | OFF | '' | name the source"
            })
    void a_day_that_cannot_be_is_refused(String path, String kind, String source, String sentence) throws Exception {
        HttpResponse<String> answer = head.put(path, "{\"kind\":\"%s\",\"source\":\"%s\"}".formatted(kind, source));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("detail").asText()).contains(sentence);
    }

    @Test
    void others_read_and_are_told_who_changes() throws Exception {
        String programmer = requester.user(Set.of("programmer"), "bonus");
        HttpVisitor reader = HttpVisitor.user(port, programmer, programmer);

        assertThat(reader.get("/api/calendar/RU/2026").body()).contains("2026-12-31", "Decree on the transfer");
        for (HttpResponse<String> refused : List.of(
                reader.text("/api/calendar/IS/2033", "2033-01-05 OFF Decree"),
                reader.put("/api/calendar/IS/2033/2033-01-05", "{\"kind\":\"OFF\",\"source\":\"Decree\"}"),
                reader.delete("/api/calendar/IS/2033/2033-01-05"))) {
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(json(refused).path("detail").asText()).contains("Heads and administrators");
        }
        HttpVisitor browser = HttpVisitor.signedIn(port, programmer, programmer);
        assertThat(browser.get("/calendar").body())
                .contains("Working days")
                .doesNotContain("name=\"lines\"", "name=\"source\"");
        assertThat(browser.get("/").body()).contains("/calendar");
    }

    @Test
    void the_page_shows_this_year_enters_days_and_asks_for_the_next_decree() {
        int year = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).getYear();
        HttpVisitor browser = HttpVisitor.signedIn(port, name, name);
        String page = "/calendar?country=MT&year=" + year;
        String next = "/calendar/MT/" + (year + 1);

        assertThat(browser.get("/calendar?country=MT").body())
                .contains("MT, " + year, "Nothing is entered for " + (year + 1) + " yet", "Public holiday by law");
        HttpResponse<String> refused =
                browser.submit(page, next, Map.of("day", year + "-01-05", "kind", "OFF", "source", "Typed <b>decree"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("is not a day of " + (year + 1), "value=\"Typed &lt;b&gt;decree\"");
        assertThat(browser.submit(page, next + "/import", Map.of("lines", "tomorrow OFF x"))
                        .body())
                .contains("Line 1: “tomorrow”", ">tomorrow OFF x</textarea>");
        assertThat(browser.submit(page, next, Map.of("day", (year + 1) + "-01-05", "kind", "OFF", "source", "Decree 5"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.get("/calendar?country=MT&year=" + (year + 1)).body())
                .contains("Decree 5", (year + 1) + "-01-05 OFF Decree 5</textarea>", "day off");
        assertThat(browser.get(page).body()).doesNotContain("Nothing is entered");
        assertThat(browser.get(page + "&lang=ru").body()).contains("Рабочие дни", "Праздник по закону");
        assertThat(browser.submit(page, next + "/" + (year + 1) + "-01-05/remove", Map.of())
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.get(page + "&lang=en").body()).contains("Nothing is entered for " + (year + 1));
        assertThat(browser.get("/calendar?country=Atlantis").body()).contains("RU, " + year, "two-letter");
    }

    private static List<String> entered(JsonNode year) {
        List<String> lines = new ArrayList<>();
        for (JsonNode day : year.path("days")) {
            if (day.path("entered").asBoolean()) {
                lines.add(day.path("day").asText() + " " + day.path("kind").asText() + " "
                        + day.path("source").asText());
            }
        }
        return lines;
    }

    private static JsonNode ok(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }
}
