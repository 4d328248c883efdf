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
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The acceptance scenarios (requirements 10) from outside: mail and HTTP only. */
@ReglamentTest
class RequestStoryTest extends OutsideStory {

    private static final byte[] SCREENSHOT = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 1, 2, 3};

    @ParameterizedTest
    @CsvSource({"otk, " + USER, "otk, " + REPRESENTATIVE, "meet, " + USER, "meet, " + REPRESENTATIVE})
    @DisplayName(
            "S-01, MEET-3-10…12: a mail of the customer or of one of its users becomes a numbered request with its screenshot")
    void a_mail_becomes_a_request_without_a_human_step(String product, String sender) {
        String words = unique();
        String messageId = world.mail.send(new Draft(
                        sender, mailbox(product), "Ошибка при сохранении " + words, "Не сохраняется карточка клиента.")
                .with(SCREENSHOT));

        JsonNode request = world.requestAbout(product, words);
        String number = request.path("number").asText();
        assertThat(number).matches(product.toUpperCase(Locale.ROOT) + "-\\d{4}-\\d{6}");
        assertThat(world.manager.requests(product, words)).hasSize(1);

        JsonNode attachment =
                world.manager.messages(number).path(0).path("attachments").path(0);
        assertThat(attachment.path("fileName").asText()).isEqualTo("screenshot.png");
        assertThat(attachment.path("size").asInt()).isEqualTo(SCREENSHOT.length);

        Letter acknowledgement = world.letter(sender, number);
        assertThat(acknowledgement.inReplyTo()).isEqualTo(messageId);
        assertThat(acknowledgement.subject()).contains(number);
        assertThat(acknowledgement.from()).contains(mailbox(product));
    }

    @ParameterizedTest
    @ValueSource(strings = {"otk", "meet"})
    @DisplayName(
            "S-02, MEET-3-13: a reply that carries only the number joins the request; each mail of ours shows the number")
    void a_reply_with_the_number_joins_the_request(String product) {
        String words = unique();
        String number = world.register(product, USER, words);
        String instance =
                world.manager.request(number).path("processInstanceId").asText();

        String second = unique();
        world.mail.send(new Draft(
                USER, mailbox(product), "Дополнение к " + number, "Ошибка появилась после обновления. " + second));

        await().until(() -> world.manager.messages(number).toString().contains(second));
        assertThat(world.manager.requests(product, number)).hasSize(1);
        assertThat(world.manager.request(number).path("processInstanceId").asText())
                .isEqualTo(instance);

        String answer = unique();
        expectSuccess(world.complete(
                world.manager,
                number,
                "Task_ClassifyRequest",
                Map.of("outcome", "answer", "answerText", "Обновите страницу. " + answer)));
        assertThat(world.letter(USER, answer).subject()).contains(number);
        assertThat(world.mail.lettersTo(USER, number))
                .extracting(Letter::subject)
                .allSatisfy(subject -> assertThat(subject).contains(number));
    }

    @Test
    @DisplayName("S-06: the customer of BONUS gets a receipt by mail, and the oral notice is recorded")
    void receipt_by_mail_and_orally() {
        String number = world.register("bonus", USER, unique());
        assertThat(world.letter(USER, number).subject()).contains(number);

        Map<String, Object> fields = assignment();
        fields.put("oralNotice", true);
        expectSuccess(world.assign(number, fields));

        assertThat(world.manager.history(number).findValuesAsText("kind")).contains("ORAL_NOTICE");
    }

    @Test
    @DisplayName("S-14: a rejection without an explanation is refused; with one it ends the request, and is mailed")
    void rejection_needs_an_explanation() {
        String number = world.register("bonus", USER, unique());

        Answer refused = world.complete(
                world.manager, number, "Task_ClassifyRequest", Map.of("outcome", "reject", "reason", "  "));
        assertThat(refused.status()).isGreaterThanOrEqualTo(400);
        assertThat(refused.json().path("message").asText()).isNotBlank();
        assertThat(world.manager.task(number, "Task_ClassifyRequest")).isPresent();

        String reason = "Запрос не относится к системе. " + unique();
        expectSuccess(world.complete(
                world.manager, number, "Task_ClassifyRequest", Map.of("outcome", "reject", "reason", reason)));
        world.awaitState(number, "CLOSED");
        assertThat(world.letter(USER, number, reason).subject()).contains(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dueAt", "assignee"})
    @DisplayName("S-15: without due date or specialist the assignment is refused and the specialist gets no task")
    void an_assignment_lacks_an_item(String item) {
        String number = world.register("bonus", USER, unique());
        Map<String, Object> incomplete = assignment();
        incomplete.remove(item);

        assertThat(world.assign(number, incomplete).status()).isGreaterThanOrEqualTo(400);
        assertThat(world.specialist.task(number, "Task_ProcessRequest")).isEmpty();
        assertThat(world.manager.request(number).path("state").asText()).isIn("REGISTERED", "QUEUED");
    }

    @Test
    @DisplayName("S-15: a due date that has passed is refused, and the task keeps waiting")
    void a_due_date_in_the_past_is_refused() {
        String number = world.register("bonus", USER, unique());
        Map<String, Object> late = assignment();
        late.put("dueAt", "2026-01-01T10:00:00Z");

        assertThat(world.assign(number, late).status()).isGreaterThanOrEqualTo(400);
        assertThat(world.manager.task(number, "Task_ClassifyRequest")).isPresent();
    }

    @Test
    @DisplayName("S-15, BONUS-10.4-01…03: assigned, solved, verified, confirmed by reply, and told by the API")
    void from_assignment_to_the_end() {
        String words = unique();
        String number = world.register("bonus", USER, words);

        expectSuccess(world.assign(number, assignment()));
        JsonNode task = world.task(world.specialist, number, "Task_ProcessRequest");
        assertThat(task.path("assignee").asText()).isEqualTo("specialist");
        JsonNode assigned = world.manager.request(number);
        assertThat(assigned.path("state").asText()).isEqualTo("ASSIGNED");
        assertThat(assigned.path("label").asText()).isEqualTo("Назначена");
        assertThat(assigned.path("assignee").asText()).isEqualTo("specialist");
        assertThat(assigned.path("service").asText()).isEqualTo("CUSTOMER_STAFF_SUPPORT");

        String solution = "Отчёт исправлен. " + unique();
        expectSuccess(world.complete(
                world.specialist, number, "Task_ProcessRequest", Map.of("outcome", "done", "solutionText", solution)));
        expectSuccess(world.complete(world.manager, number, "Task_VerifySolution", Map.of("outcome", "accept")));
        world.awaitState(number, "DONE");

        Letter delivered = world.letter(USER, number, solution);
        assertThat(delivered.text()).contains("/confirm").contains("/remarks");
        world.mail.send(new Draft(USER, mailbox("bonus"), "Re: " + delivered.subject(), "Спасибо, всё работает!")
                .answering(delivered.messageId()));
        world.awaitState(number, "CLOSED");

        assertThat(world.manager.tasks(number)).isEmpty();
        assertThat(world.manager.history(number).findValuesAsText("newValue"))
                .containsSubsequence("REGISTERED", "ASSIGNED", "DONE", "CLOSED");
        assertThat(world.manager.messages(number).findValuesAsText("direction"))
                .containsSubsequence(Arrays.asList("IN", "OUT", "OUT", "IN"));
    }
}
