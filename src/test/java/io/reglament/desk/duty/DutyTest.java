package io.reglament.desk.duty;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.crm.DutyRoster;
import io.reglament.crm.Shift.Gap;
import io.reglament.desk.Requester;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ReglamentTest
@DisplayName("The duty roster (BONUS-10.1-03, BONUS-10.5-01)")
class DutyTest {

    @LocalServerPort
    int port;

    @Autowired
    Requester requester;

    @Autowired
    DutyRoster roster;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private String day;
    private String night;
    private HttpVisitor manager;
    private Instant start;

    @BeforeEach
    void two_account_managers_and_an_empty_roster() {
        clear();
        day = requester.user(Set.of("account-manager"), "bonus");
        night = requester.user(Set.of("account-manager"), "bonus");
        manager = HttpVisitor.user(port, day, day);
        start = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    }

    @AfterEach
    void clear() {
        jdbc.sql("delete from crm.duty_shift where product in ('bonus', 'otk')").update();
    }

    @Test
    @DisplayName(
            "S-07: at any instant exactly those on duty are named; where the roster is empty, the whole first line")
    void who_is_on_duty() {
        assertThat(roster.onDuty("bonus", start)).contains(day, night);

        expect(201, add(day, start, start.plus(12, ChronoUnit.HOURS)));
        expect(201, add(night, start.plus(10, ChronoUnit.HOURS), start.plus(24, ChronoUnit.HOURS)));

        assertThat(roster.onDuty("bonus", start)).containsExactly(day);
        assertThat(roster.onDuty("bonus", start.plus(11, ChronoUnit.HOURS))).containsExactlyInAnyOrder(day, night);
        assertThat(roster.onDuty("bonus", start.plus(12, ChronoUnit.HOURS))).containsExactly(night);
        assertThat(roster.onDuty("bonus", start.plus(24, ChronoUnit.HOURS))).contains(day, night);
    }

    @Test
    @DisplayName("S-07, BONUS-10.5-01: the gaps are what no shift covers; the page says them in words and warns")
    void gaps() {
        expect(201, add(day, start, start.plus(8, ChronoUnit.HOURS)));
        expect(201, add(night, start.plus(9, ChronoUnit.HOURS), start.plus(20, ChronoUnit.DAYS)));

        assertThat(roster.gaps("bonus", start, start.plus(14, ChronoUnit.DAYS)))
                .containsExactly(new Gap(start.plus(8, ChronoUnit.HOURS), start.plus(9, ChronoUnit.HOURS)));
        HttpResponse<String> page = signedIn(day).get("/duty?product=bonus");
        assertThat(page.body()).contains("(1 h 0 min)", "served round the clock", "Dora Desk");
        assertThat(signedIn(day).get("/duty?product=bonus&lang=ru").body())
                .contains("Никто не дежурит с", "круглосуточно");

        Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        expect(201, add(day, now, start.plus(9, ChronoUnit.HOURS)));
        assertThat(signedIn(day).get("/duty?product=bonus").body())
                .contains("Somebody is on duty all the time")
                .doesNotContain("served round the clock");
    }

    @Test
    void a_product_that_is_not_served_round_the_clock_is_not_warned_about() {
        assertThat(roster.lacksDuty("bonus")).isTrue();
        assertThat(roster.lacksDuty("otk")).isFalse();
    }

    @Test
    void what_cannot_be_is_refused_in_plain_words() {
        assertThat(add(day, start.minus(3, ChronoUnit.HOURS), start).body()).contains("begins in the past");
        assertThat(add(day, start, start).body()).contains("ends before it begins");
        assertThat(add(day, start, start.plus(31, ChronoUnit.DAYS).plusSeconds(1))
                        .body())
                .contains("at most 31 days");
        String programmer = requester.user(Set.of("programmer"), "bonus");
        HttpResponse<String> stranger = add(programmer, start, start.plusSeconds(60));
        assertThat(stranger.statusCode()).isEqualTo(400);
        assertThat(stranger.body()).contains("does not belong to the first line");
        expect(201, add(day, start, start.plus(31, ChronoUnit.DAYS)));
        assertThat(add(day, start, start.plus(31, ChronoUnit.DAYS)).body()).contains("already");
    }

    @Test
    void the_past_stays_as_it_was() {
        Instant now = clock.instant();
        long past = shift(now.minus(3, ChronoUnit.HOURS), now.minus(1, ChronoUnit.HOURS));
        long running = shift(now.minus(1, ChronoUnit.HOURS), now.plus(5, ChronoUnit.HOURS));
        long coming = shift(now.plus(6, ChronoUnit.HOURS), now.plus(7, ChronoUnit.HOURS));

        assertThat(manager.delete("/api/duty/bonus/" + past).body()).contains("what has passed is not changed");
        expect(200, manager.delete("/api/duty/bonus/" + running));
        expect(200, manager.delete("/api/duty/bonus/" + coming));

        assertThat(roster.onDuty("bonus", now.minus(2, ChronoUnit.HOURS))).containsExactly(day);
        assertThat(roster.onDuty("bonus", now.minus(30, ChronoUnit.MINUTES))).containsExactly(day);
        assertThat(roster.shifts("bonus", clock.instant(), now.plus(1, ChronoUnit.DAYS)))
                .isEmpty();
        assertThat(manager.delete("/api/duty/bonus/" + coming).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName(
            "S-57: heads and the closer group change the roster; others of the product read it; strangers do neither")
    void who_may() {
        String programmer = requester.user(Set.of("programmer"), "bonus");
        HttpVisitor reader = HttpVisitor.user(port, programmer, programmer);
        expect(200, reader.get("/api/duty?product=bonus"));
        HttpResponse<String> refused = reader.json("/api/duty", draft(day, start, start.plusSeconds(60)));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("account-manager", "heads");
        assertThat(signedIn(programmer).get("/duty").body()).doesNotContain("name=\"from\"");
        String head = requester.user(Set.of("head"), "bonus");
        expect(201, HttpVisitor.user(port, head, head).json("/api/duty", draft(day, start, start.plusSeconds(60))));
        assertThat(reader.get("/api/duty?product=otk").statusCode()).isEqualTo(403);
    }

    @Test
    void a_shift_is_added_and_removed_on_the_page_and_a_refused_form_keeps_what_was_typed() {
        HttpVisitor browser = signedIn(day);
        HttpResponse<String> refused = browser.submit(
                "/duty?product=bonus",
                "/duty",
                Map.of("product", "bonus", "user", night, "from", "2020-01-01T08:00", "to", "2020-01-01T20:00"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("begins in the past", "value=\"2020-01-01T08:00\"");

        HttpResponse<String> added = browser.submit(
                "/duty?product=bonus",
                "/duty",
                Map.of("product", "bonus", "user", night, "from", "2031-03-04T08:00", "to", "2031-03-04T20:00"));
        assertThat(added.statusCode()).isEqualTo(302);
        String week = browser.get("/duty?product=bonus&week=2031-03-05").body();
        assertThat(week).contains("08:00–20:00", "Week from 2031-03-03");
        long id = jdbc.sql("select id from crm.duty_shift where user_id = ?")
                .param(night)
                .query(Long.class)
                .single();
        assertThat(browser.submit("/duty?product=bonus", "/duty/bonus/" + id + "/remove", Map.of("week", "2031-03-03"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.get("/duty?product=bonus&week=2031-03-05").body()).doesNotContain("08:00–20:00");
    }

    private HttpResponse<String> add(String user, Instant from, Instant to) {
        return manager.json("/api/duty", draft(user, from, to));
    }

    private static String draft(String user, Instant from, Instant to) {
        return "{\"product\":\"bonus\",\"user\":\"%s\",\"from\":\"%s\",\"to\":\"%s\"}".formatted(user, from, to);
    }

    private long shift(Instant from, Instant to) {
        return jdbc.sql("""
                insert into crm.duty_shift (product, user_id, starts_at, ends_at, created_by, created_at)
                values ('bonus', ?, ?, ?, 'test', ?) returning id
                """)
                .params(day, Timestamp.from(from), Timestamp.from(to), Timestamp.from(from))
                .query(Long.class)
                .single();
    }

    private HttpVisitor signedIn(String user) {
        return HttpVisitor.signedIn(port, user, user);
    }

    private static void expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }
}
