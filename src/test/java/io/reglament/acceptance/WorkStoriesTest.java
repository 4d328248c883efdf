package io.reglament.acceptance;

import static io.reglament.acceptance.OutsideWorld.assignment;
import static io.reglament.acceptance.OutsideWorld.mailbox;
import static io.reglament.acceptance.OutsideWorld.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.reglament.ReglamentTest;
import io.reglament.acceptance.Colleague.Answer;
import io.reglament.acceptance.CustomerMail.Draft;
import io.reglament.acceptance.CustomerMail.Letter;
import io.reglament.mail.MailServers;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Queue, execution, terms, refusal, completion (requirements 10.2, 10.3) from outside: mail and HTTP only. */
@ReglamentTest
class WorkStoriesTest {

    private static final String USER = "user@client.example.org";
    private static final String REPRESENTATIVE = "representative@client.example.org";
    private static final String CLASSIFY = "Task_ClassifyRequest";
    private static final String PROCESS = "Task_ProcessRequest";

    @Autowired
    MailServers servers;

    @LocalServerPort
    int port;

    private OutsideWorld world;

    @BeforeEach
    void meet_the_outside_world() {
        world = new OutsideWorld(
                new CustomerMail(
                        servers.smtp("otk").host(),
                        servers.smtp("otk").port(),
                        servers.imap("otk").port()),
                URI.create("http://localhost:" + port),
                false);
    }

    @Test
    @DisplayName("S-17: while all account managers are at work requests queue, offered by priority and then by arrival")
    void requests_queue_while_all_are_at_work() {
        List<JsonNode> held = new ArrayList<>();
        List<String> queued = new ArrayList<>();
        // Other tests leave their own account managers behind; these two are at work now.
        List<String> onDuty =
                world.admin.people("account-manager", "bonus").stream().limit(2).toList();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        onDuty.forEach(person -> putOnDuty(person, now));
        try {
            for (String person : onDuty) {
                JsonNode task = world.task(world.admin, world.register("bonus", USER, unique()), CLASSIFY);
                expectSuccess(world.admin.hand(task, person));
                held.add(task);
            }
            for (String subject :
                    List.of("Подскажите, как войти", "Система не работает, всё остановилось", "Всё упало")) {
                String words = unique();
                world.mail.send(new Draft(USER, mailbox("bonus"), subject + " " + words, subject + ". " + words));
                String number =
                        world.requestAbout("bonus", words).path("number").asText();
                world.awaitState(number, "QUEUED");
                assertThat(world.manager.request(number).path("label").asText()).isEqualTo("в очередь");
                queued.add(number);
            }
            assertThat(priorities(queued).get(0)).isLessThan(priorities(queued).get(1));
            assertThat(offered(queued)).containsExactlyElementsOf(byPriorityThenArrival(queued));

            expectSuccess(world.manager.claim(world.task(world.manager, queued.get(0), CLASSIFY)));
            world.awaitState(queued.get(0), "REGISTERED");
        } finally {
            held.forEach(task -> world.admin.hand(task, null));
            onDuty.forEach(person -> takeOffDuty(person, now));
            if (!queued.isEmpty()) {
                world.admin.hand(world.task(world.admin, queued.get(0), CLASSIFY), null);
            }
        }
    }

    private void putOnDuty(String person, Instant now) {
        expectSuccess(world.admin.post(
                "/api/duty",
                Map.of(
                        "product",
                        "bonus",
                        "user",
                        person,
                        "from",
                        now.toString(),
                        "to",
                        now.plusSeconds(3600).toString())));
    }

    private void takeOffDuty(String person, Instant now) {
        for (JsonNode shift : world.admin
                .get("/api/duty?product=bonus&from=" + now + "&to=" + now.plusSeconds(3600))
                .json()
                .path("shifts")) {
            if (shift.path("user").asText().equals(person)) {
                expectSuccess(world.admin.send(
                        "DELETE", "/api/duty/bonus/" + shift.path("id").asLong()));
            }
        }
    }

    @Test
    @DisplayName("S-21: information asked, complexity raised, and afterwards a new due date, all recorded")
    void information_complexity_and_a_new_due_date() {
        String number = assigned("bonus");
        String question = "За какой месяц? " + unique();
        expectSuccess(world.complete(
                world.specialist,
                number,
                PROCESS,
                Map.of("outcome", "clarify", "question", question, "complexity", "HIGH")));
        world.awaitState(number, "WAITING_CUSTOMER");
        Letter asked = world.letter(USER, number, question);
        world.mail.send(
                new Draft(USER, mailbox("bonus"), "Re: " + asked.subject(), "За май.").answering(asked.messageId()));
        world.awaitState(number, "IN_WORK");

        Instant wish = Instant.now().plus(9, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        expectSuccess(world.complete(
                world.specialist,
                number,
                PROCESS,
                Map.of("outcome", "reschedule", "reason", "Затронуто три модуля", "dueAt", wish.toString())));
        expectSuccess(world.complete(world.manager, number, "Task_ApproveReschedule", Map.of("outcome", "approve")));

        JsonNode request = world.manager.request(number);
        assertThat(request.path("complexity").asText()).isEqualTo("HIGH");
        assertThat(Instant.parse(request.path("dueAt").asText())).isEqualTo(wish);
        assertThat(world.manager.history(number).findValuesAsText("field")).contains("complexity", "dueAt");
        assertThat(world.letter(USER, number, "Срок выполнения").subject()).contains(number);
        assertThat(world.task(world.specialist, number, PROCESS)
                        .path("assignee")
                        .asText())
                .isEqualTo("specialist");
    }

    @Test
    @DisplayName("S-22: refused with a reason, the request is «Закрыт» with the mark «В консультации отказано»")
    void refused_with_a_reason() {
        String number = assigned("bonus");
        assertThat(world.complete(world.specialist, number, PROCESS, Map.of("outcome", "refuse"))
                        .status())
                .isEqualTo(400);
        String reason = "Утратил актуальность. " + unique();
        expectSuccess(world.complete(world.specialist, number, PROCESS, Map.of("outcome", "refuse", "reason", reason)));
        world.awaitState(number, "CLOSED");

        JsonNode request = world.manager.request(number);
        assertThat(request.path("label").asText()).isEqualTo("Закрыт");
        assertThat(request.path("mark").asText()).isEqualTo("В консультации отказано");
        assertThat(world.manager.history(number).findValuesAsText("text")).contains(reason);
    }

    @Test
    @DisplayName("S-25: finished work is «Выполнено» after the account manager's check, and the initiator is told")
    void finished_work_is_checked_first() {
        String number = assigned("bonus");
        String solution = "Отчёт исправлен. " + unique();
        expectSuccess(
                world.complete(world.specialist, number, PROCESS, Map.of("outcome", "done", "solutionText", solution)));
        world.task(world.manager, number, "Task_VerifySolution");
        assertThat(world.mail.lettersTo(USER, solution)).isEmpty();

        expectSuccess(world.complete(world.manager, number, "Task_VerifySolution", Map.of("outcome", "accept")));
        world.awaitState(number, "DONE");
        assertThat(world.manager.request(number).path("label").asText()).isEqualTo("Выполнено");
        assertThat(world.letter(USER, number, solution).text()).contains("/remarks");
    }

    @Test
    @DisplayName(
            "S-26, S-28: justified remarks bring the request back to the specialist, due in three days, as «Назначен»")
    void justified_remarks_bring_the_request_back() {
        String number = delivered();
        String remark = remark(number);
        String reason = "Исправлено не во всех отчётах. " + unique();
        assertThat(world.complete(world.manager, number, "Task_ReviewRemarks", Map.of("outcome", "justified"))
                        .status())
                .isEqualTo(400);
        expectSuccess(world.complete(
                world.manager, number, "Task_ReviewRemarks", Map.of("outcome", "justified", "reason", reason)));

        JsonNode task = world.task(world.specialist, number, PROCESS);
        assertThat(task.path("assignee").asText()).isEqualTo("specialist");
        JsonNode request = world.manager.request(number);
        assertThat(request.path("label").asText()).isEqualTo("Назначен");
        assertThat(Instant.parse(request.path("dueAt").asText()))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(70)), Instant.now().plus(Duration.ofHours(74)));
        assertThat(String.join("\n", world.manager.history(number).findValuesAsText("text")))
                .contains(reason, remark);
        expectSuccess(world.complete(
                world.specialist, number, PROCESS, Map.of("outcome", "done", "solutionText", "Исправлены все")));
        world.task(world.manager, number, "Task_VerifySolution");
    }

    @Test
    @DisplayName("S-27: remarks on something else close the request and become a linked one")
    void unrelated_remarks_become_a_linked_request() {
        String number = delivered();
        remark(number);
        expectSuccess(world.complete(
                world.manager,
                number,
                "Task_ReviewRemarks",
                Map.of("outcome", "unrelated", "reason", "О другом отчёте")));
        world.awaitState(number, "CLOSED");

        JsonNode links = world.manager.request(number).path("links");
        assertThat(links).hasSize(1);
        String followUp = links.path(0).path("number").asText();
        assertThat(world.manager.request(followUp).path("state").asText()).isIn("REGISTERED", "QUEUED");
        assertThat(world.letter(USER, followUp, number).subject()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"otk", "meet"})
    @DisplayName("S-31, S-32: one specialist executes and sets «Обработано», with or without a comment")
    void one_specialist_executes(String product) {
        for (Map<String, Object> decision : List.<Map<String, Object>>of(
                Map.of("outcome", "done"), Map.of("outcome", "done", "solutionText", "Исправлено"))) {
            String number = assigned(product);
            expectSuccess(world.complete(world.manager, number, PROCESS, decision));
            world.awaitState(number, "DONE");
            assertThat(world.manager.request(number).path("label").asText()).isEqualTo("Обработано");
            assertThat(world.manager.tasks(number)).isEmpty();
        }
    }

    @Test
    @DisplayName("S-33: a deployed mass update makes exactly its own product's waiting requests «Обработано»")
    void a_mass_update_finishes_its_own_products_requests() {
        String release = "2026." + unique();
        List<String> otk = Stream.of(1, 2, 3).map(i -> waiting("otk", release)).toList();
        List<String> meet = Stream.of(1, 2).map(i -> waiting("meet", release)).toList();

        assertThat(world.specialist.deployed("otk", release).status()).isEqualTo(403);
        assertThat(world.operator.deployed("otk", "a%20b").status()).isEqualTo(400);
        Answer answer = world.operator.deployed("otk", release);
        expectSuccess(answer);
        assertThat(answer.json().path("waiting").asInt()).isEqualTo(3);
        otk.forEach(number -> world.awaitState(number, "DONE"));
        assertThat(meet)
                .allSatisfy(number -> assertThat(
                                world.manager.request(number).path("state").asText())
                        .isEqualTo("WAITING_RELEASE"));
        assertThat(world.operator
                        .deployed("otk", release)
                        .json()
                        .path("waiting")
                        .asInt())
                .isZero();

        expectSuccess(world.operator.deployed("meet", release));
        meet.forEach(number -> world.awaitState(number, "DONE"));
    }

    @Test
    @DisplayName("S-34: development corrects what support hands over; the answer goes to the user through support only")
    void development_answers_through_support_only() {
        String number = assigned("otk");
        expectSuccess(world.complete(
                world.manager, number, PROCESS, Map.of("outcome", "handOver", "reason", "Экспорт теряет строки")));
        String solution = "Исправлено в модуле экспорта. " + unique();
        expectSuccess(
                world.complete(world.specialist, number, PROCESS, Map.of("outcome", "done", "solutionText", solution)));

        JsonNode support = world.task(world.manager, number, PROCESS);
        assertThat(support.path("assignee").asText()).isEqualTo("manager");
        assertThat(world.manager.request(number).path("state").asText()).isEqualTo("IN_WORK");
        assertThat(world.mail.lettersTo(USER, solution)).isEmpty();
        expectSuccess(world.complete(world.manager, number, PROCESS, Map.of("outcome", "done")));
        world.awaitState(number, "DONE");
        assertThat(world.letter(USER, number, solution).subject()).contains(number);
    }

    @Test
    @DisplayName("S-36: the customer's confirmation completes, only the representative's closes")
    void only_the_representative_closes() {
        String number = answered();
        Letter solution = world.letter(USER, number, "/confirm");
        confirm(USER, solution);
        world.awaitState(number, "COMPLETED");
        Letter question = world.letter(REPRESENTATIVE, number, "/confirm");

        confirm(USER, solution);
        int before = world.manager.messages(number).size();
        confirm(USER, solution);
        await().until(() -> world.manager.messages(number).size() > before);
        assertThat(world.manager.request(number).path("state").asText()).isEqualTo("COMPLETED");

        confirm(REPRESENTATIVE, question);
        world.awaitState(number, "CLOSED");
        assertThat(world.manager.history(number).findValuesAsText("newValue"))
                .containsSubsequence("ANSWERED", "COMPLETED", "CLOSED");
    }

    @Test
    @DisplayName("S-37: a reasoned disagreement continues the execution, and the arguments are recorded")
    void a_reasoned_disagreement_continues_the_execution() {
        String number = answered();
        String arguments = "Не работает, ошибка осталась: суммы не сходятся. " + unique();
        Letter solution = world.letter(USER, number, "/remarks");
        world.mail.send(new Draft(USER, mailbox("ecrm"), "Re: " + solution.subject(), arguments)
                .answering(solution.messageId()));
        world.awaitState(number, "IN_WORK");

        world.task(world.manager, number, PROCESS);
        assertThat(String.join("\n", world.manager.history(number).findValuesAsText("text")))
                .contains(arguments);
    }

    @Test
    @DisplayName("S-39, N-10: a tested fix is not announced before it is deployed, and then in one letter")
    void a_fix_is_not_announced_before_it_is_deployed() {
        String release = "2026." + unique();
        String solution = "Исправлено, нужно обновить страницу. " + unique();
        String number = assigned("ecrm");
        expectSuccess(world.complete(
                world.manager,
                number,
                PROCESS,
                Map.of("outcome", "waitForRelease", "release", release, "solutionText", solution)));
        world.awaitState(number, "WAITING_RELEASE");
        assertThat(world.mail.lettersTo(USER, solution)).isEmpty();

        expectSuccess(world.operator.deployed("ecrm", release));
        world.awaitState(number, "ANSWERED");
        assertThat(world.letter(USER, number, solution).text()).contains("/confirm", "виден в рабочей системе");
        assertThat(world.mail.lettersTo(USER, "виден в рабочей системе"))
                .filteredOn(letter -> letter.text().contains(number))
                .hasSize(1);
    }

    private String assigned(String product) {
        String number = world.register(product, USER, unique());
        Map<String, Object> fields = product.equals("bonus")
                ? assignment()
                : new HashMap<>(Map.of("outcome", "assign", "assignee", "manager"));
        expectSuccess(world.assign(number, fields));
        return number;
    }

    private String delivered() {
        String number = assigned("bonus");
        expectSuccess(world.complete(
                world.specialist, number, PROCESS, Map.of("outcome", "done", "solutionText", "Исправлено")));
        expectSuccess(world.complete(world.manager, number, "Task_VerifySolution", Map.of("outcome", "accept")));
        world.awaitState(number, "DONE");
        return number;
    }

    private String answered() {
        String number = assigned("ecrm");
        expectSuccess(world.complete(
                world.manager, number, PROCESS, Map.of("outcome", "done", "solutionText", "Исправлено")));
        world.awaitState(number, "ANSWERED");
        return number;
    }

    private String waiting(String product, String release) {
        String number = assigned(product);
        expectSuccess(world.complete(
                world.manager, number, PROCESS, Map.of("outcome", "waitForRelease", "release", release)));
        world.awaitState(number, "WAITING_RELEASE");
        return number;
    }

    private String remark(String number) {
        String remark = "Не работает, ошибка осталась. " + unique();
        Letter solution = world.letter(USER, number, "/remarks");
        world.mail.send(
                new Draft(USER, mailbox("bonus"), "Re: " + solution.subject(), remark).answering(solution.messageId()));
        world.task(world.manager, number, "Task_ReviewRemarks");
        return remark;
    }

    private void confirm(String from, Letter letter) {
        world.mail.send(new Draft(from, mailbox("ecrm"), "Re: " + letter.subject(), "Подтверждаю")
                .answering(letter.messageId()));
    }

    private List<Integer> priorities(List<String> numbers) {
        return numbers.stream()
                .map(number -> world.task(world.admin, number, CLASSIFY)
                        .path("priority")
                        .asInt())
                .toList();
    }

    private List<String> byPriorityThenArrival(List<String> numbers) {
        List<String> sorted = new ArrayList<>(numbers);
        List<Integer> priorities = priorities(numbers);
        sorted.sort(Comparator.comparing((String n) -> -priorities.get(numbers.indexOf(n)))
                .thenComparing(numbers::indexOf));
        return sorted;
    }

    /** @return the numbers in the order in which Tasklist offers their tasks */
    private List<String> offered(List<String> numbers) {
        List<String> ids = numbers.stream()
                .map(number ->
                        world.task(world.admin, number, CLASSIFY).path("id").asText())
                .toList();
        return world.admin.offered("bonus", CLASSIFY).stream()
                .filter(ids::contains)
                .map(id -> numbers.get(ids.indexOf(id)))
                .toList();
    }

    private static void expectSuccess(Answer answer) {
        assertThat(answer.isSuccess()).as(answer.status() + " " + answer.body()).isTrue();
    }
}
