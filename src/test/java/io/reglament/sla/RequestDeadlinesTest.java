package io.reglament.sla;

import static io.reglament.process.request.Lifecycle.SPECIALIST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ProductProfile.SlaGoal;
import io.reglament.crm.ServiceLevels.ContractLevel;
import io.reglament.request.Act;
import io.reglament.request.RequestPeople;
import io.reglament.request.RequestView;
import io.reglament.request.RequestWork;
import io.reglament.sla.Deadline.Kind;
import io.reglament.sla.Deadline.Status;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ReglamentTest
@DisplayName("Deadlines of real requests")
class RequestDeadlinesTest extends DeadlineStory {

    @Autowired
    ProductionCalendar calendar;

    @Autowired
    RequestWork work;

    @Autowired
    RequestPeople people;

    @Test
    @DisplayName("C-30: a contract without goals gives no deadline")
    void without_goals_nothing_is_due() {
        assertThat(deadlines.of(register().id())).isEmpty();
    }

    @Test
    @DisplayName(
            "T-09, T-10: the ledger follows a request; asking the customer moves the solution by the time he takes")
    void the_ledger_follows_the_request() {
        contract("24x7", "RU", GOALS);
        RequestView request = register();
        moveTo(Duration.ofMinutes(20));
        assign(request, Level.MEDIUM, Duration.ofDays(2));
        assertThat(at(request, Kind.REACTION)).isEqualTo(start.plus(Duration.ofHours(1)));
        assertThat(at(request, Kind.SOLUTION)).isEqualTo(start.plus(Duration.ofHours(8)));
        assertThat(at(request, Kind.DUE_DATE)).isEqualTo(start.plus(Duration.ofDays(2)));

        moveTo(Duration.ofMinutes(40));
        lifecycle.complete(request, PROCESS, Map.of("outcome", "clarify", "question", "Which printer?"));
        assertThat(find(request, Kind.REACTION).doneAt()).isEqualTo(start.plus(Duration.ofMinutes(40)));
        assertThat(find(request, Kind.SOLUTION).status()).isEqualTo(Status.PAUSED);

        moveTo(Duration.ofMinutes(165));
        lifecycle.reply(request, contact, "The one on the left");
        Deadline solution = find(request, Kind.SOLUTION);
        assertThat(solution.status()).isEqualTo(Status.RUNNING);
        assertThat(solution.at()).isEqualTo(start.plus(Duration.ofMinutes(8 * 60 + 125)));
        assertThat(explain(solution)).contains("paused 2 h 05 min waiting for the customer");

        moveTo(Duration.ofHours(5));
        lifecycle.complete(request, PROCESS, Map.of("outcome", "done", "solutionText", "Plugged it in"));
        lifecycle.complete(request, "Task_VerifySolution", Map.of("outcome", "accept"));
        assertThat(deadlines.of(request.id())).extracting(Deadline::status).containsOnly(Status.DONE);
        assertThat(deadlines.intervals(request.id()).stream()
                        .map(Interval::length)
                        .reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofHours(5));
    }

    @Test
    @DisplayName("A raised priority replays the ledger; a breach in the past is said to come from the change")
    void a_raised_priority_replays_the_ledger() {
        contract("24x7", "RU", GOALS);
        RequestView request = register();
        assign(request, Level.LOW, Duration.ofDays(9));
        moveTo(Duration.ofHours(10));
        transaction.executeWithoutResult(status -> work.classify(
                request.id(),
                new RequestWork.Classification(
                        "INCIDENT",
                        "CONSULTATION",
                        Level.LOW,
                        Level.HIGH,
                        null,
                        lifecycle.now(request).dueAt(),
                        SPECIALIST,
                        "programmer"),
                "manager",
                "reprioritise"));

        assertThat(at(request, Kind.SOLUTION)).isEqualTo(start.plus(Duration.ofHours(4)));
        assertThat(explain(find(request, Kind.SOLUTION)))
                .contains("the priority changed from low to high")
                .contains("the change itself made it overdue");
        // The first change was first line's, who put LOW for the proposed MEDIUM.
        assertThat(changes(request, "solutionDueAt"))
                .containsExactly(
                        start.plus(Duration.ofHours(8)) + " -> " + start.plus(Duration.ofHours(40)),
                        start.plus(Duration.ofHours(40)) + " -> " + start.plus(Duration.ofHours(4)));
    }

    @Test
    @DisplayName("Another contract replays the ledgers of its open requests")
    void another_contract_replays_open_requests() {
        RequestView request = register();
        moveTo(Duration.ofHours(1));
        assertThat(deadlines.of(request.id())).isEmpty();

        contract("24x7", "RU", Map.of(Level.MEDIUM, new SlaGoal(null, "PT8H")));
        assertThat(at(request, Kind.SOLUTION)).isEqualTo(start.plus(Duration.ofHours(8)));
        contract("24x7", "RU", Map.of(Level.MEDIUM, new SlaGoal(null, "PT30M")));

        assertThat(explain(find(request, Kind.SOLUTION)))
                .contains("the service level of the contract changed")
                .contains("the change itself made it overdue");
        contract("24x7", "RU", Map.of());
        assertThat(deadlines.of(request.id())).isEmpty();
        assertThat(jdbc.sql("select count(*) from crm.sla_deadline where request_id = ?")
                        .param(request.id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName("C-30: hours changed through the API move the open request's deadline, also into the past, and say so")
    void a_contract_changed_through_the_api() throws Exception {
        ClockUtil.setCurrentTime(Date.from(moscow("2027-05-11T10:00")));
        RequestView request = register();
        putContract(
                "\"hours\":\"MON-FRI 09:00-18:00\",\"goals\":{\"MEDIUM\":{\"reaction\":\"1h\",\"solution\":\"4h\"}}");
        assertThat(at(request, Kind.SOLUTION)).isEqualTo(moscow("2027-05-11T14:00"));
        assertThat(deadlineTerms(request)).contains("\"country\": \"RU\"");

        ClockUtil.setCurrentTime(Date.from(moscow("2027-05-11T12:30")));
        putContract(
                "\"hours\":\"MON-FRI 12:00-18:00\",\"goals\":{\"MEDIUM\":{\"reaction\":\"1h\",\"solution\":\"PT4H\"}}");
        assertThat(at(request, Kind.SOLUTION)).isEqualTo(moscow("2027-05-11T16:00"));
        assertThat(explain(find(request, Kind.SOLUTION)))
                .contains("the service level of the contract changed")
                .doesNotContain("made it overdue");
        assertThat(changes(request, "solutionDueAt"))
                .endsWith(moscow("2027-05-11T14:00") + " -> " + moscow("2027-05-11T16:00"));

        putContract("\"hours\":\"24x7\",\"goals\":{\"MEDIUM\":{\"solution\":\"2h\"}}");
        assertThat(at(request, Kind.SOLUTION)).isEqualTo(moscow("2027-05-11T12:00"));
        assertThat(explain(find(request, Kind.SOLUTION))).contains("the change itself made it overdue");
    }

    @Test
    @DisplayName("A holiday moved by decree replays the ledgers of the country, and each says so")
    void a_day_off_moves_the_deadlines_of_the_country() {
        // Nobody else's country; nine hours on each weekday in the customer's zone
        contract("MON-FRI 09:00-18:00", "FI", GOALS);
        ClockUtil.setCurrentTime(Date.from(moscow("2027-05-11T10:00")));
        RequestView request = register();
        assertThat(at(request, Kind.SOLUTION)).isEqualTo(moscow("2027-05-11T18:00"));

        calendar.put("FI", new ProductionCalendar.Day(LocalDate.of(2027, 5, 11), DayKind.OFF, "Decree 7"), BY);
        watch.look();

        assertThat(at(request, Kind.SOLUTION)).isEqualTo(moscow("2027-05-12T17:00"));
        assertThat(explain(find(request, Kind.SOLUTION))).contains("the calendar of working days changed");
        assertThat(calendar.year("FI", Year.of(2027))).hasSize(1);
        calendar.remove("FI", LocalDate.of(2027, 5, 11), BY);
        watch.look();
        assertThat(at(request, Kind.SOLUTION)).isEqualTo(moscow("2027-05-11T18:00"));
        assertThat(changes(request, "solutionDueAt")).hasSize(2);
    }

    @Test
    @DisplayName("A day off that another node has entered holds at once for the next request")
    void a_day_off_entered_on_another_node() {
        contract("MON-FRI 09:00-18:00", "EE", GOALS);
        ClockUtil.setCurrentTime(Date.from(moscow("2027-05-11T10:00")));
        assertThat(at(register(), Kind.SOLUTION)).isEqualTo(moscow("2027-05-11T18:00"));

        jdbc.sql("""
                insert into crm.production_calendar (country, day, kind, source, changed_by, changed_at)
                values ('EE', date '2027-05-11', 'OFF', 'Decree 8', 'other', now())
                """).update();

        assertThat(at(register(), Kind.SOLUTION)).isEqualTo(moscow("2027-05-12T17:00"));
        jdbc.sql("delete from crm.production_calendar where country = 'EE'").update();
        assertThat(at(register(), Kind.SOLUTION)).isEqualTo(moscow("2027-05-11T18:00"));
    }

    @Test
    @DisplayName("Russia's decree for 2026 is there: 9 January and 31 December are off, 12 January is worked")
    void the_decree_for_2026() {
        assertThat(calendar.days("RU")).containsAllEntriesOf(Terms.DECREE_2026);
    }

    @Test
    @DisplayName("OTK-3-10: a request of the right customer keeps that customer's deadlines, from the registration on")
    void a_corrected_customer_brings_other_terms() {
        RequestView request = register();
        assign(request, Level.MEDIUM, Duration.ofDays(2));
        assertThat(deadlines.of(request.id())).extracting(Deadline::kind).containsExactly(Kind.DUE_DATE);
        moveTo(Duration.ofHours(3));
        contact = lifecycle.contact();
        contract("24x7", "RU", GOALS);

        transaction.executeWithoutResult(
                status -> people.correctCustomer(request.id(), contact, new Act("maria", "test", "Wrong domain")));

        assertThat(at(request, Kind.SOLUTION)).isEqualTo(start.plus(Duration.ofHours(8)));
        levels.set(
                contact.customerId(),
                "bonus",
                "C-" + contact.email().split("@")[0],
                new ContractLevel(
                        "24x7", "Europe/Moscow", "RU", Map.of(Level.MEDIUM, new SlaGoal("PT1H", "PT9H")), null),
                "maria",
                "test");
        assertThat(at(request, Kind.SOLUTION)).isEqualTo(start.plus(Duration.ofHours(9)));
    }

    @Test
    @DisplayName("BONUS-10.1-20: the API says what is due, and why, in the asking person's language")
    void the_api_explains_in_both_languages() throws Exception {
        contract("24x7", "RU", GOALS);
        RequestView request = register();
        assign(request, Level.MEDIUM, Duration.ofDays(1));

        String path = "/api/requests/" + request.number();
        JsonNode english =
                json(HttpVisitor.user(port, "admin", "admin").get(path).body());
        JsonNode russian = json(HttpVisitor.user(port, "admin", "admin")
                .speaking("ru")
                .get(path)
                .body());

        assertThat(english.path("deadlines").findValuesAsText("kind"))
                .containsExactly("REACTION", "SOLUTION", "DUE_DATE");
        assertThat(english.path("deadlines").get(1).path("at").asText())
                .isEqualTo(start.plus(Duration.ofHours(8)).toString());
        assertThat(english.path("deadlines").get(1).path("explanation").asText())
                .contains("8 h of service time from");
        assertThat(russian.path("deadlines").get(1).path("explanation").asText())
                .contains("8 ч рабочего времени от");
    }

    @Test
    void a_contract_that_nobody_can_keep_is_refused_in_a_sentence() {
        assertThatThrownBy(() -> contract("MON 9-18", "RU", GOALS))
                .hasMessageContaining("contract.hours")
                .hasMessageContaining("allowed: 24x7");
        assertThatThrownBy(() -> contract("24x7", "RU", Map.of(Level.LOW, new SlaGoal("PT9H", "PT8H"))))
                .hasMessageContaining(
                        "contract.goals.LOW.reaction: value is PT9H; allowed: no longer than the solution");
        assertThatThrownBy(() -> contract(null, "RU", GOALS)).hasMessageContaining("is missing where goals are set");
    }

    @Test
    void the_ledger_cannot_be_changed() {
        RequestView request = register();

        assertThatThrownBy(() -> jdbc.sql("update crm.sla_entry set at = now() where request_id = ?")
                        .param(request.id())
                        .update())
                .hasMessageContaining("append-only");
    }

    private void putContract(String level) throws Exception {
        HttpVisitor admin = HttpVisitor.user(port, "admin", "admin");
        String customer = "/api/customers/" + contact.customerId();
        JsonNode contract = null;
        for (JsonNode one : json(admin.get(customer).body()).path("contracts")) {
            if (one.path("product").asText().equals("bonus")) {
                contract = one;
            }
        }
        String body =
                "{\"product\":\"bonus\",\"number\":\"%s\",\"startsOn\":\"2020-01-01\",\"version\":%d,\"timeZone\":\"Europe/Moscow\",%s}"
                        .formatted(
                                contract.path("number").asText(),
                                contract.path("version").asInt(),
                                level);
        HttpResponse<String> answer =
                admin.put(customer + "/contracts/" + contract.path("id").asLong(), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private String deadlineTerms(RequestView request) {
        return jdbc.sql(
                        "select terms::text from crm.sla_entry where request_id = ? and terms is not null order by id desc limit 1")
                .param(request.id())
                .query(String.class)
                .single();
    }

    private List<String> changes(RequestView request, String field) {
        return lifecycle.history(request).stream()
                .filter(e -> field.equals(e.field()))
                .map(e -> e.oldValue() + " -> " + e.newValue())
                .toList();
    }

    private static Instant moscow(String time) {
        return LocalDateTime.parse(time).atZone(Terms.MOSCOW).toInstant();
    }
}
