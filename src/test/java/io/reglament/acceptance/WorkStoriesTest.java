package io.reglament.acceptance;

import static io.reglament.acceptance.OutsideWorld.assignment;
import static io.reglament.acceptance.OutsideWorld.mailbox;
import static io.reglament.acceptance.OutsideWorld.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.reglament.ReglamentTest;
import io.reglament.acceptance.CustomerMail.Draft;
import io.reglament.acceptance.CustomerMail.Letter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Execution, terms, refusal, completion (requirements 10.2, 10.3) from outside: mail and HTTP only. */
@ReglamentTest
class WorkStoriesTest extends OutsideStory {

    private static final String PROCESS = "Task_ProcessRequest";

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
}
