package io.reglament.acceptance;

import static io.reglament.acceptance.OutsideWorld.assignment;
import static io.reglament.acceptance.OutsideWorld.mailbox;
import static io.reglament.acceptance.OutsideWorld.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.ReglamentTest;
import io.reglament.acceptance.Colleague.Answer;
import io.reglament.acceptance.CustomerMail.Draft;
import io.reglament.acceptance.CustomerMail.Letter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Terms and people of a request that is being worked on change, and each role keeps to its part; from outside. */
@ReglamentTest
class TermsStoryTest extends OutsideStory {

    @Test
    @DisplayName(
            "S-24: priority raised, then lowered, due date moved by agreement: archived, and mailed to the customer")
    void priority_and_due_date_change() {
        String number = assigned();
        succeed(world.manager.act(number, "reprioritise", Map.of("priority", "HIGH", "reason", "Касса стоит")));
        assertThat(task(number).path("priority").asInt()).isEqualTo(75);
        succeed(world.manager.act(number, "reprioritise", Map.of("priority", "LOW", "reason", "Касса работает")));
        String before = world.manager.request(number).path("dueAt").asText();
        Map<String, Object> wish = Map.of("dueAt", inDays(9), "reason", "Нет доступа");
        succeed(world.specialist.act(number, "reschedule", wish));
        assertThat(world.specialist.act(number, "reschedule", wish).status()).isEqualTo(409);
        assertThat(world.manager.request(number).path("dueAt").asText()).isEqualTo(before);
        succeed(world.complete(
                world.manager,
                number,
                "Task_ApproveReschedule",
                Map.of("outcome", "decline", "reason", "Доступ уже есть")));
        assertThat(task(number).path("assignee").asText()).isEqualTo("specialist");
        String after = inDays(9);
        String reason = "Ждём доступ " + unique();
        JsonNode now = succeed(world.manager.act(number, "reschedule", Map.of("dueAt", after, "reason", reason)));

        assertThat(now.path("priority").asText()).isEqualTo("LOW");
        assertThat(now.path("dueAt").asText()).isEqualTo(after);
        List<JsonNode> priorities = changes(number, "priority", "manager");
        assertThat(priorities)
                .extracting(line -> line.path("newValue").asText())
                .containsExactly("HIGH", "LOW");
        assertThat(priorities.get(1).path("oldValue").asText()).isEqualTo("HIGH");
        assertThat(priorities.get(0).path("text").asText()).isEqualTo("Касса стоит");
        JsonNode moved = last(changes(number, "dueAt", "manager"));
        assertThat(moved.path("oldValue").asText()).isEqualTo(before);
        assertThat(moved.path("newValue").asText()).isEqualTo(after);
        assertThat(moved.path("text").asText()).isEqualTo(reason);
        assertThat(last(changes(number, "dueAtConsent", "manager"))
                        .path("newValue")
                        .asText())
                .isEqualTo("manager");
        Letter told = world.letter(USER, number, "Новый срок");
        assertThat(told.text()).contains("Прежний срок", "Sergey Specialist").doesNotContain(reason);
    }

    @Test
    @DisplayName(
            "S-21: the specialist raises the complexity, and with it the due date: both recorded, the customer told")
    void the_specialist_raises_the_complexity() {
        String number = assigned();
        String dueAt = inDays(12);

        JsonNode now = succeed(world.specialist.act(
                number,
                "change-complexity",
                Map.of("complexity", "HIGH", "dueAt", dueAt, "reason", "Затронуты три модуля")));

        assertThat(now.path("complexity").asText()).isEqualTo("HIGH");
        assertThat(now.path("dueAt").asText()).isEqualTo(dueAt);
        assertThat(last(changes(number, "complexity", "specialist"))
                        .path("oldValue")
                        .asText())
                .isEqualTo("LOW");
        assertThat(last(changes(number, "dueAt", "specialist")).path("newValue").asText())
                .isEqualTo(dueAt);
        world.letter(USER, number, "Новый срок");

        succeed(world.complete(
                world.specialist,
                number,
                "Task_ProcessRequest",
                Map.of("outcome", "clarify", "question", "Какой именно отчёт?")));
        world.awaitState(number, "WAITING_CUSTOMER");
        assertThat(world.manager.request(number).path("dueAt").asText()).isEqualTo(dueAt);
    }

    @Test
    @DisplayName("S-57, BONUS-1-01…04: whoever has no part is refused in words that say who may; nothing is changed")
    void outsiders_are_refused_by_the_api() {
        String number = assigned();
        Answer priority =
                world.specialist.act(number, "reprioritise", Map.of("priority", "HIGH", "reason", "Мне так удобнее"));
        assertThat(priority.status()).isEqualTo(403);
        assertThat(priority.json().path("detail").asText()).contains("account-manager", "head");
        Colleague analyst = colleague("analyst");
        assertThat(analyst.act(number, "note", Map.of("text", "Я тоже здесь")).status())
                .isEqualTo(403);
        assertThat(analyst.actions(number)).isEmpty();
        assertThat(world.manager
                        .act(number, "withdraw", Map.of("reason", "Не нужно"))
                        .status())
                .isIn(403, 404);
        assertThat(world.manager.request(number).path("priority").asText()).isEqualTo("MEDIUM");
        Answer bad = world.manager.act(number, "reschedule", Map.of("dueAt", "2020-01-01", "reason", " "));
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.json().path("problems").findValuesAsText("field")).containsExactly("dueAt", "reason");
    }

    @Test
    @DisplayName(
            "S-57: no step is skipped by writing the process's variables, by an error or by a field of another form")
    void steps_are_not_skipped_by_engine_rest() {
        String number = assigned();
        JsonNode task = world.task(world.specialist, number, "Task_ProcessRequest");
        String id = task.path("id").asText();
        Map<String, Object> none = Map.of("value", "NONE", "type", "String");
        String instance = task.path("processInstanceId").asText();

        for (String path : List.of(
                "/engine-rest/task/" + id + "/variables/confirmationModel",
                "/engine-rest/task/" + id + "/localVariables/outcome",
                "/engine-rest/process-instance/" + instance + "/variables/confirmationModel")) {
            assertThat(world.specialist.put(path, none).status()).as(path).isIn(400, 403);
            assertThat(world.manager.put(path, none).status()).as(path).isIn(400, 403);
        }
        Answer slipped = world.specialist.complete(
                task, Map.of("outcome", "done", "solutionText", "Готово", "confirmationModel", "NONE"));
        assertThat(slipped.status()).isEqualTo(400);
        assertThat(slipped.json().path("message").asText()).contains("confirmationModel", "solutionText");
        ObjectMapper json = new ObjectMapper();
        assertThat(world.specialist
                        .post(
                                "/engine-rest/task/" + id + "/bpmnError",
                                json.createObjectNode().put("errorCode", "x"))
                        .status())
                .isEqualTo(400);
        assertThat(world.specialist
                        .post(
                                "/engine-rest/message",
                                json.createObjectNode()
                                        .put("messageName", "request.reprioritised")
                                        .put("businessKey", number))
                        .status())
                .isIn(400, 403);

        succeed(world.specialist.complete(task, Map.of("outcome", "done", "solutionText", "Готово")));
        world.task(world.manager, number, "Task_VerifySolution");
        Answer notMine = world.specialist.complete(
                world.task(world.admin, number, "Task_VerifySolution"), Map.of("outcome", "accept"));
        assertThat(notMine.isSuccess()).isFalse();
        assertThat(notMine.body()).contains("account-manager");
    }

    @Test
    @DisplayName("CIS-A.1-02: the head reassigns; who is away is stood in for; the request goes back to the queue")
    void the_head_reassigns() {
        String number = assigned();
        assertThat(world.specialist
                        .act(number, "reassign", Map.of("group", "programmer", "reason", "Пусть другие"))
                        .status())
                .isEqualTo(403);

        JsonNode toGroup = succeed(
                world.head.act(number, "reassign", Map.of("group", "programmer", "reason", "Нужен программист")));
        assertThat(toGroup.path("group").asText()).isEqualTo("programmer");
        assertThat(toGroup.path("assignee").isNull()).isTrue();
        assertThat(task(number).path("assignee").isNull()).isTrue();

        succeed(world.head.act(number, "reassign", Map.of("assignee", "specialist", "reason", "Он знает отчёт")));
        assertThat(task(number).path("assignee").asText()).isEqualTo("specialist");
        Answer unknown = world.head.act(number, "reassign", Map.of("assignee", "operator", "reason", "Ошибка"));
        assertThat(unknown.status()).isEqualTo(400);

        String reason = "Не его тема " + unique();
        succeed(world.head.act(number, "return", Map.of("to", "FIRST_LINE", "reason", reason)));
        world.task(world.manager, number, "Task_ClassifyRequest");
        assertThat(StreamSupport.stream(world.manager.history(number).spliterator(), false)
                        .filter(line -> line.path("text").asText().equals(reason)))
                .extracting(line -> line.path("actor").asText())
                .containsExactly("head");
    }

    @Test
    @DisplayName("S-34, T-13, OTK-6-05, OTK-3-01: handed over to development; waits for a release; taken back to work")
    void handed_over_and_waiting_for_a_release() {
        Colleague clerk = colleague("admin");
        String number = world.register("otk", USER, unique());
        succeed(world.complete(
                clerk, number, "Task_ClassifyRequest", Map.of("outcome", "assign", "assignee", "manager")));
        task(number);
        assertThat(clerk.actions(number)).contains("handOver", "waitForRelease", "return");
        Answer empty = clerk.act(number, "handOver", Map.of());
        assertThat(empty.status()).isEqualTo(400);

        JsonNode handedOver = succeed(clerk.act(number, "handOver", Map.of("reason", "Выгрузка теряет строки")));
        assertThat(handedOver.path("group").asText()).isEqualTo("development");
        assertThat(clerk.actions(number)).doesNotContain("handOver", "waitForRelease");
        assertThat(clerk.act(number, "waitForRelease", Map.of("release", "r-" + unique()))
                        .status())
                .isEqualTo(409);
        succeed(world.complete(
                clerk, number, "Task_ProcessRequest", Map.of("outcome", "done", "solutionText", "Исправлено")));
        task(number);

        Answer unnamed = clerk.act(number, "waitForRelease", Map.of("release", "r 1/2"));
        assertThat(unnamed.status()).isEqualTo(400);
        assertThat(unnamed.json().path("detail").asText()).contains("r 1/2");
        succeed(clerk.act(number, "waitForRelease", Map.of("release", "r-" + unique())));
        world.awaitState(number, "WAITING_RELEASE");
        assertThat(clerk.actions(number)).contains("return").doesNotContain("waitForRelease");

        String reason = "Обновление отложено " + unique();
        succeed(clerk.act(number, "return", Map.of("to", "WORK", "reason", reason)));
        world.awaitState(number, "IN_WORK");
        task(number);
        assertThat(StreamSupport.stream(clerk.history(number).spliterator(), false)
                        .filter(line -> line.path("newValue").asText().equals("IN_WORK")
                                && line.path("cause").asText().equals("Task_EndReleaseWait")))
                .extracting(line -> line.path("actor").asText())
                .containsExactly("admin");
    }

    @Test
    @DisplayName("BONUS-10.1-35: a colleague of the customer takes part: gets copies, may reply, and leaves again")
    void a_colleague_takes_part() {
        String number = assigned();
        succeed(world.manager.act(number, "addParticipant", Map.of("email", REPRESENTATIVE)));
        Answer twice = world.manager.act(number, "addParticipant", Map.of("email", REPRESENTATIVE));
        assertThat(twice.status()).isEqualTo(400);
        String question = "Какой браузер? " + unique();
        succeed(world.complete(
                world.specialist, number, "Task_ProcessRequest", Map.of("outcome", "clarify", "question", question)));

        Letter copy = world.letter(REPRESENTATIVE, question);
        assertThat(copy.text()).contains("копия").doesNotContain("/confirm");
        String answer = unique();
        world.mail.send(new Draft(REPRESENTATIVE, mailbox("bonus"), "Re: " + copy.subject(), "Chrome " + answer)
                .answering(copy.messageId()));
        await().until(() -> world.manager.messages(number).toString().contains(answer));
        world.awaitState(number, "IN_WORK");

        succeed(world.manager.act(number, "removeParticipant", Map.of("email", REPRESENTATIVE)));
        assertThat(world.manager.actions(number)).doesNotContain("removeParticipant");
        assertThat(changes(number, "participant", "manager")).hasSize(2);
    }

    @Test
    @DisplayName("OTK-3-10, MEET-3-10: the customer is corrected by those who may, to one whom a contract serves")
    void the_customer_is_corrected() {
        String number = world.register("otk", USER, unique());
        succeed(world.manager.act(number, "addParticipant", Map.of("email", REPRESENTATIVE)));
        Map<String, Object> right = Map.of("contactEmail", "user@other.example.org", "reason", "Wrong domain");

        assertThat(colleague("analyst").act(number, "correctCustomer", right).status())
                .isEqualTo(403);
        for (String wrong : List.of("nobody@nowhere.example.org", USER, "not an address")) {
            Answer refused = world.manager.act(
                    number, "correctCustomer", Map.of("contactEmail", wrong, "reason", "Wrong domain"));
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.json().path("problems").findValuesAsText("field"))
                    .containsExactly("contactEmail");
        }
        assertThat(world.manager.request(number).path("contactEmail").asText()).isEqualTo(USER);

        succeed(world.manager.act(number, "correctCustomer", right));

        assertThat(world.manager.request(number).path("contactEmail").asText()).isEqualTo("user@other.example.org");
        assertThat(last(changes(number, "contact", "manager")).path("text").asText())
                .isEqualTo("Wrong domain");
        // Nobody of the wrong customer takes part any more.
        assertThat(last(changes(number, "participant", "manager"))
                        .path("oldValue")
                        .asText())
                .isEqualTo(REPRESENTATIVE);
        assertThat(world.letter("user@other.example.org", number).subject()).contains(number);
        assertThat(world.manager.actions(number)).contains("correctCustomer").doesNotContain("removeParticipant");
    }

    @Test
    @DisplayName("Related requests know of each other; a request is not linked to itself")
    void related_requests_know_of_each_other() {
        String one = assigned();
        String other = world.register("bonus", USER, unique());

        JsonNode linked = succeed(world.manager.act(one, "link", Map.of("number", other.toLowerCase())));
        assertThat(linked.path("links").findValuesAsText("number")).containsExactly(other);
        assertThat(world.manager.request(other).path("links").findValuesAsText("number"))
                .containsExactly(one);
        assertThat(world.manager.act(one, "link", Map.of("number", one)).status())
                .isEqualTo(400);
        assertThat(world.manager.act(other, "link", Map.of("number", one)).status())
                .isEqualTo(400);
    }

    private String assigned() {
        String number = world.register("bonus", USER, unique());
        succeed(world.assign(number, assignment()));
        world.task(world.specialist, number, "Task_ProcessRequest");
        return number;
    }

    private JsonNode task(String number) {
        return world.task(world.admin, number, "Task_ProcessRequest");
    }

    private List<JsonNode> changes(String number, String field, String actor) {
        return StreamSupport.stream(world.manager.history(number).spliterator(), false)
                .filter(line -> line.path("field").asText().equals(field)
                        && line.path("kind").asText().equals("FIELD")
                        && line.path("actor").asText().equals(actor)
                        && !line.path("cause").asText().equals("Task_ClassifyRequest"))
                .toList();
    }

    private static JsonNode last(List<JsonNode> lines) {
        return lines.get(lines.size() - 1);
    }

    private static String inDays(int days) {
        return Instant.now()
                .plus(days, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private static JsonNode succeed(Answer answer) {
        assertThat(answer.isSuccess()).as(answer.status() + " " + answer.body()).isTrue();
        return answer.status() == 204 ? null : answer.json();
    }
}
