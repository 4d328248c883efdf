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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How requests come in by mail and by programs, and what first line does first (requirements 10), from outside. */
@ReglamentTest
class IntakeStoryTest extends OutsideStory {

    @Test
    @DisplayName(
            "S-03, MEET-3-03…05: whom no customer stands for lands in triage, a customer gets a request with a number")
    void a_stranger_lands_in_triage() {
        String known = unique();
        String stranger = "user-" + unique() + "@access-only.example.org";
        world.mail.send(new Draft(stranger, mailbox("meet"), "Не работает видео", "Описание и скриншот."));
        world.mail.send(new Draft(USER, mailbox("meet"), "Не работает видео " + known, "Описание.")
                .with(new byte[] {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3}));

        String number = world.requestAbout("meet", known).path("number").asText();
        assertThat(number).matches("MEET-\\d{4}-\\d{6}");
        assertThat(world.manager.messages(number).toString()).contains("Описание.", "screenshot.png");
        await().until(() -> world.manager
                        .get("/engine-rest/task?taskDefinitionKey=Task_TriageMail&processVariables=contactEmail_eq_"
                                + stranger)
                        .json()
                        .size()
                == 1);
        assertThat(world.mail.lettersTo(stranger, "MEET-")).isEmpty();
    }

    @Test
    @DisplayName(
            "S-05, ECRM-2.8-03, ECRM-3.3-03…05: description and technical details are recorded, with or without screenshot")
    void a_missing_screenshot_does_not_block() {
        for (boolean screenshot : List.of(false, true)) {
            String words = unique();
            String text = "Чат не открывается. Firefox 140, Windows 11, версия 4.2. " + words;
            Draft mail = new Draft(USER, mailbox("ecrm"), "Ошибка " + words, text);
            world.mail.send(screenshot ? mail.with(new byte[] {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3}) : mail);

            JsonNode request = world.requestAbout("ecrm", words);

            String number = request.path("number").asText();
            assertThat(number).matches("ECRM-\\d{4}-\\d{6}");
            assertThat(request.path("state").asText()).isEqualTo("REGISTERED");
            JsonNode first = world.manager.messages(number).path(0);
            assertThat(first.path("text").asText()).contains(text);
            assertThat(first.path("attachments")).hasSize(screenshot ? 1 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"otk", "meet"})
    @DisplayName("S-08, OTK-2-04, OTK-5-02, MEET-2-04, MEET-5-02: a question by mail is answered by mail, and kept so")
    void a_consultation_by_mail(String product) {
        String words = unique();
        world.mail.send(new Draft(USER, mailbox(product), "Как установить? " + words, "Подскажите, как установить?"));
        String number = world.requestAbout(product, words).path("number").asText();
        String answer = "Запустите установщик. " + unique();

        expectSuccess(world.complete(
                world.manager, number, "Task_ClassifyRequest", Map.of("outcome", "answer", "answerText", answer)));

        assertThat(world.letter(USER, number, answer).from()).contains(mailbox(product));
        assertThat(world.manager.request(number).path("channel").asText()).isEqualTo("EMAIL");
        assertThat(world.manager.messages(number).toString()).contains(answer);
    }

    @Test
    @DisplayName("S-13, BONUS-10.1-06, BONUS-10.1-09: an assignment is a written application on one of four subjects")
    void an_assignment_is_a_written_application() {
        String number = world.register("bonus", USER, unique());
        Map<String, Object> fields = assignment();
        fields.put("applicationSubject", "WA-5");
        assertThat(world.assign(number, fields).json().path("message").asText())
                .contains("subject of the written application", "WA-5", "WA-1, WA-2, WA-3, WA-4");
        JsonNode task = world.task(world.manager, number, "Task_ClassifyRequest");
        assertThat(world.specialist.complete(task, assignment()).isSuccess()).isFalse();

        fields.put("applicationSubject", "WA-4");
        expectSuccess(world.assign(number, fields));
        assertThat(applicationSubject(number)).isEqualTo("WA-4");
        world.task(world.specialist, number, "Task_ProcessRequest");
    }

    @Test
    @DisplayName("S-13, 6.1: an assignment that names no subject keeps the one that the category proposes")
    void an_assignment_keeps_the_proposed_subject() {
        String number = world.register("bonus", USER, unique());
        JsonNode proposed = world.manager
                .get("/engine-rest/task/"
                        + world.task(world.manager, number, "Task_ClassifyRequest")
                                .path("id")
                                .asText()
                        + "/variables/applicationSubject")
                .json();
        assertThat(proposed.path("value").asText()).isEqualTo("WA-3");

        expectSuccess(world.assign(number, assignment()));

        assertThat(applicationSubject(number)).isEqualTo("WA-3");
    }

    @Test
    @DisplayName("T-02: a program registers a request once under its key, and links it to the request that it follows")
    void a_program_registers_a_request_once() {
        String words = unique();
        Map<String, Object> body = new HashMap<>(Map.of(
                "product", "otk", "contactEmail", USER, "subject", "Отчёт " + words, "text", "Не открывается отчёт."));
        Answer first = world.specialist.post("/api/requests", body, "Idempotency-Key", words);
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        String number = first.json().path("number").asText();
        assertThat(first.json().path("channel").asText()).isEqualTo("API");
        assertThat(first.json().path("state").asText()).isEqualTo("REGISTERED");

        Answer again = world.specialist.post("/api/requests", body, "Idempotency-Key", words);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("number").asText()).isEqualTo(number);
        body.put("text", "Другое.");
        Answer other = world.specialist.post("/api/requests", body, "Idempotency-Key", words);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().path("detail").asText()).contains("use a new key for each request");
        assertThat(world.manager.requests("otk", words)).hasSize(1);

        body.put("followUpOf", number.toLowerCase(Locale.ROOT));
        body.put("channel", "INTERNAL");
        body.put("subject", "Продолжение " + unique());
        Answer followUp = world.specialist.post("/api/requests", body);
        assertThat(followUp.status()).as(followUp.body()).isEqualTo(201);
        assertThat(followUp.json().path("links").path(0).path("number").asText())
                .isEqualTo(number);
        assertThat(followUp.json().path("links").path(0).path("kind").asText()).isEqualTo("FOLLOW_UP");
        assertThat(world.manager
                        .messages(followUp.json().path("number").asText())
                        .findValuesAsText("direction"))
                .as("the customer did not turn to us")
                .containsExactly("IN");
    }

    @Test
    @DisplayName("S-57: what is missing is named all at once, and who may not register hears who may")
    void what_is_missing_is_named_at_once() {
        Answer empty = world.manager.post("/api/requests", Map.of("product", "otk", "channel", "EMAIL"));
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.json().path("detail").asText())
                .contains(
                        "Channel: \"EMAIL\"", "Fill in: subject.", "Fill in: text.", "Contact: give an e-mail address");
        Answer stranger = colleague("analyst").post("/api/requests", Map.of("product", "otk"));
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(stranger.json().path("detail").asText()).contains("members of tech-support");
        Answer followUp = world.manager.post(
                "/api/requests",
                Map.of(
                        "product", "otk",
                        "contactEmail", USER,
                        "subject", "s",
                        "text", "t",
                        "followUpOf", "BONUS-2026-000001"));
        assertThat(followUp.status()).isEqualTo(400);
        assertThat(followUp.json().path("detail").asText()).contains("There is no request BONUS-2026-000001 of");
    }

    @Test
    @DisplayName("BONUS-10.4-07, ECRM-3.3-02: the files of remarks on an ended request go along to the new request")
    void files_go_along_to_the_new_request() {
        String number = world.register("otk", USER, unique());
        expectSuccess(world.complete(
                world.manager, number, "Task_ClassifyRequest", Map.of("outcome", "answer", "answerText", "Вот так.")));
        String words = unique();
        world.mail.send(new Draft(USER, mailbox("otk"), number, "Теперь другая ошибка. " + words)
                .with(new byte[] {(byte) 0x89, 'P', 'N', 'G', 4, 5, 6}));
        String review = "/engine-rest/task?taskDefinitionKey=Task_ReviewReply&processVariables=hintNumber_eq_" + number;
        await().until(() -> world.manager.get(review).json().size() == 1);
        expectSuccess(world.manager.complete(world.manager.get(review).json().path(0), Map.of("outcome", "remarks")));

        JsonNode link = world.manager.request(number).path("links").path(0);
        JsonNode message = world.manager.messages(link.path("number").asText()).path(0);
        assertThat(message.path("text").asText()).contains(words);
        assertThat(message.path("attachments").findValuesAsText("fileName")).containsExactly("screenshot.png");
    }

    private String applicationSubject(String number) {
        String subject = null;
        for (JsonNode entry : world.manager.history(number)) {
            if (entry.path("field").asText().equals("applicationSubject")) {
                subject = entry.path("newValue").asText();
            }
        }
        return subject;
    }
}
