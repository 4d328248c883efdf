package io.reglament.sla;

import static io.reglament.process.request.Lifecycle.SPECIALIST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.access.Users;
import io.reglament.crm.Contact;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ProductProfile.SlaGoal;
import io.reglament.crm.ServiceLevels;
import io.reglament.crm.ServiceLevels.ContractLevel;
import io.reglament.process.request.Lifecycle;
import io.reglament.request.Act;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.RequestPeople;
import io.reglament.request.RequestView;
import io.reglament.request.RequestWork;
import io.reglament.request.Suspensions;
import io.reglament.sla.Deadline.Kind;
import io.reglament.sla.Deadline.Status;
import io.reglament.sla.LedgerEntry.By;
import io.reglament.sla.LedgerEntry.Plan;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ReglamentTest
@DisplayName("Deadlines of real requests")
class RequestDeadlinesTest {

    private static final String CLASSIFY = "Task_ClassifyRequest";
    private static final String PROCESS = "Task_ProcessRequest";
    private static final By BY = new By("manager", "test");
    private static final Map<Level, SlaGoal> GOALS = Map.of(
            Level.LOW, new SlaGoal("PT8H", "PT40H"),
            Level.MEDIUM, new SlaGoal("PT1H", "PT8H"),
            Level.HIGH, new SlaGoal("PT30M", "PT4H"));

    @LocalServerPort
    int port;

    @Autowired
    Lifecycle lifecycle;

    @Autowired
    Deadlines deadlines;

    @Autowired
    DeadlineWatch watch;

    @Autowired
    ProductionCalendar calendar;

    @Autowired
    ServiceLevels levels;

    @Autowired
    RequestWork work;

    @Autowired
    Suspensions suspensions;

    @Autowired
    RequestPeople people;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Users users;

    @Autowired
    Clock clock;

    private Contact contact;
    private Instant start;

    @BeforeEach
    void prepare() {
        lifecycle.people();
        contact = lifecycle.contact();
        start = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        moveTo(Duration.ZERO);
    }

    @AfterEach
    void resetClock() {
        ClockUtil.reset();
    }

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
    @DisplayName("Russia's decree for 2026 is there: 9 January and 31 December are off, 12 January is worked")
    void the_decree_for_2026() {
        assertThat(calendar.days("RU")).containsAllEntriesOf(Terms.DECREE_2026);
    }

    @Test
    @DisplayName("A deadline that comes near is warned of once, a missed one is escalated once")
    void warned_and_escalated_once() {
        contract("24x7", "RU", GOALS);
        RequestView request = register();
        moveTo(Duration.ofMinutes(31));
        watch.look();
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.WARNING)).hasSize(1);
        assertThat(told(request, ArchiveEntry.Kind.ESCALATION)).isEmpty();

        moveTo(Duration.ofMinutes(60));
        watch.look();
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.ESCALATION))
                .containsExactly("REACTION " + start.plus(Duration.ofHours(1)));
        assertThat(told(request, ArchiveEntry.Kind.WARNING)).hasSize(1);
    }

    @Test
    @DisplayName("Two nodes that look at the same moment tell each missed deadline once")
    void two_nodes_tell_once() throws Exception {
        contract("24x7", "RU", GOALS);
        List<RequestView> requests = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            requests.add(register());
        }
        moveTo(Duration.ofMinutes(61));
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Void> look = () -> {
            together.await();
            watch.look();
            return null;
        };
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            for (Future<Void> node : nodes.invokeAll(List.of(look, look))) {
                node.get();
            }
        } finally {
            nodes.shutdown();
        }

        assertThat(requests)
                .allSatisfy(request -> assertThat(told(request, ArchiveEntry.Kind.ESCALATION))
                        .containsExactly("REACTION " + start.plus(Duration.ofHours(1))));
    }

    @Test
    @DisplayName("A missed deadline becomes the task's due date, which the filter of overdue tasks reads")
    void a_missed_deadline_is_the_tasks_due_date() {
        contract("24x7", "RU", GOALS);
        RequestView request = register();
        assign(request, Level.MEDIUM, Duration.ofDays(9));
        moveTo(Duration.ofHours(8));
        watch.look();

        assertThat(lifecycle.task(request, PROCESS).getDueDate()).isEqualTo(Date.from(start.plus(Duration.ofHours(1))));
    }

    @Test
    @DisplayName("S-28: a missed deadline is told to the heads of the product, a near one to the assignee")
    void letters_tell_the_heads_and_the_assignee() {
        String head = "head-" + UUID.randomUUID();
        users.ensure(head, head, "Hanna", "Head", Set.of("head"), Set.of("bonus"));
        users.ensureAddress(head, head + "@vendor.example.org");
        contract("24x7", "RU", GOALS);
        RequestView request = register();
        assign(request, Level.MEDIUM, Duration.ofDays(9));
        moveTo(Duration.ofMinutes(31));
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.DELIVERY))
                .contains("no letter to " + SPECIALIST + ": no e-mail address on record");

        moveTo(Duration.ofMinutes(61));
        watch.look();
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.MAIL_OUT).stream().filter(text -> text.contains(head)))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("deadline missed").contains(request.number()));
    }

    @Test
    @DisplayName(
            "S-28, D-04, BONUS-10.1-26: a request that is not back at the specialist's within three days escalates")
    void the_term_of_rework_escalates() {
        RequestView request = register();
        assign(request, Level.MEDIUM, Duration.ofDays(1));
        lifecycle.complete(request, PROCESS, Map.of("outcome", "done", "solutionText", "Done so"));
        lifecycle.complete(request, "Task_VerifySolution", Map.of("outcome", "accept"));
        moveTo(Duration.ofHours(5));
        lifecycle.reply(request, contact, "Не работает, ошибка осталась");
        lifecycle.complete(request, "Task_ReviewRemarks", Map.of("outcome", "justified", "reason", "Half a fix"));
        assertThat(explain(find(request, Kind.DUE_DATE)))
                .contains("the date that was set when the request was returned for rework");

        moveTo(Duration.ofHours(5 + 71));
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.ESCALATION)).isEmpty();
        moveTo(Duration.ofHours(5 + 72));
        watch.look();

        assertThat(told(request, ArchiveEntry.Kind.ESCALATION))
                .containsExactly("DUE_DATE " + lifecycle.now(request).dueAt());
        assertThat(explain(find(request, Kind.DUE_DATE))).contains("overdue");
    }

    @Test
    @DisplayName("S-30, BONUS-10.5-02: a date that passes during force majeure is suspended and no breach")
    void force_majeure_suspends() {
        RequestView request = register();
        assign(request, Level.MEDIUM, Duration.ofDays(1));
        moveTo(Duration.ofHours(12));
        transaction.executeWithoutResult(status -> deadlines.suspend(request.id(), clock.instant(), BY));
        moveTo(Duration.ofDays(3));
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.ESCALATION)).isEmpty();
        assertThat(find(request, Kind.DUE_DATE).status()).isEqualTo(Status.SUSPENDED);

        transaction.executeWithoutResult(status -> deadlines.unsuspend(request.id(), clock.instant(), BY));
        assertThat(at(request, Kind.DUE_DATE)).isEqualTo(start.plus(Duration.ofHours(24 + 60)));
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.ESCALATION)).isEmpty();
        moveTo(Duration.ofHours(24 + 60));
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.ESCALATION)).hasSize(1);
    }

    @Test
    @DisplayName(
            "S-30, D-18, BONUS-10.5-02: force majeure counts from when it was, and the ledger says that it is recorded late")
    void force_majeure_is_recorded_afterwards() {
        contract("24x7", "RU", GOALS);
        RequestView request = register();
        assign(request, Level.MEDIUM, Duration.ofDays(1));
        moveTo(Duration.ofHours(10));
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.ESCALATION)).isNotEmpty();

        Instant from = start.plus(Duration.ofHours(2));
        transaction.executeWithoutResult(
                status -> suspensions.begin(lifecycle.now(request), false, from, "The flood", "maria", "test"));
        Deadline suspended = find(request, Kind.SOLUTION);
        assertThat(suspended.status()).isEqualTo(Status.SUSPENDED);
        assertThat(suspended.since()).isEqualTo(from);
        assertThat(suspended.isMissed(clock.instant())).isFalse();
        assertThat(explain(suspended))
                .contains("suspended 8 h by force majeure", "force majeure that had begun earlier was recorded");

        moveTo(Duration.ofHours(12));
        Instant until = start.plus(Duration.ofHours(5));
        transaction.executeWithoutResult(status -> suspensions.end(lifecycle.now(request), until, "maria", "test"));
        Deadline after = find(request, Kind.SOLUTION);
        assertThat(after.at()).isEqualTo(start.plus(Duration.ofHours(8 + 3)));
        assertThat(explain(after))
                .contains("suspended 3 h by force majeure", "the earlier end of force majeure was recorded")
                .contains("the change itself made it overdue");
        assertThat(lifecycle.now(request).dueAt()).isEqualTo(start.plus(Duration.ofHours(24 + 3)));
        assertThat(at(request, Kind.DUE_DATE)).isEqualTo(start.plus(Duration.ofHours(24 + 3)));
        assertThat(deadlines.intervals(request.id()))
                .containsSubsequence(new Interval(from, until, Interval.Owner.FORCE_MAJEURE));
        assertThat(lifecycle.history(request))
                .filteredOn(line -> "suspendedFrom".equals(line.field()))
                .extracting(ArchiveEntry::newValue)
                .containsExactly(from.toString());
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
    @DisplayName("Another date is escalated anew, the same one is not")
    void another_date_is_told_anew() {
        RequestView request = register();
        assign(request, Level.MEDIUM, Duration.ofDays(1));
        moveTo(Duration.ofDays(1));
        watch.look();
        transaction.executeWithoutResult(
                status -> deadlines.plan(request.id(), start.plus(Duration.ofDays(2)), Plan.RESCHEDULING, BY));
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.ESCALATION)).hasSize(1);

        moveTo(Duration.ofDays(2));
        watch.look();
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.ESCALATION)).hasSize(2);
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

    private RequestView register() {
        return lifecycle.register("bonus", contact, "The export stops at ten rows");
    }

    private void assign(RequestView request, Level priority, Duration dueIn) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("outcome", "assign");
        fields.put("priority", priority.name());
        fields.put("assignee", SPECIALIST);
        fields.put("dueAt", start.plus(dueIn).toString());
        lifecycle.complete(request, CLASSIFY, fields);
    }

    private void contract(String hours, String country, Map<Level, SlaGoal> goals) {
        String number = "C-" + contact.email().substring(0, contact.email().indexOf('@'));
        levels.set(
                contact.customerId(),
                "bonus",
                number,
                new ContractLevel(hours, "Europe/Moscow", country, goals, "PT30M"),
                "manager",
                "test");
    }

    private void moveTo(Duration sinceStart) {
        ClockUtil.setCurrentTime(Date.from(start.plus(sinceStart)));
    }

    private Deadline find(RequestView request, Kind kind) {
        return deadlines.of(request.id()).stream()
                .filter(d -> d.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private Instant at(RequestView request, Kind kind) {
        return find(request, kind).at();
    }

    private String explain(Deadline deadline) {
        return Explanation.of(deadline, clock.instant(), Terms.MOSCOW, Locale.ENGLISH);
    }

    private List<String> told(RequestView request, ArchiveEntry.Kind kind) {
        return lifecycle.texts(request, kind);
    }

    private List<String> changes(RequestView request, String field) {
        return lifecycle.history(request).stream()
                .filter(e -> field.equals(e.field()))
                .map(e -> e.oldValue() + " -> " + e.newValue())
                .toList();
    }

    private static JsonNode json(String body) throws Exception {
        return new ObjectMapper().readTree(body);
    }

    private static Instant moscow(String time) {
        return LocalDateTime.parse(time).atZone(Terms.MOSCOW).toInstant();
    }
}
