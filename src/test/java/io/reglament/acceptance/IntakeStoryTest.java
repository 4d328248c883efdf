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
import io.reglament.mail.MailServers;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How requests come in by other doors than mail, and what first line does first (requirements 10), from outside. */
@ReglamentTest
class IntakeStoryTest {

    private static final String USER = "user@client.example.org";

    @Autowired
    MailServers servers;

    @LocalServerPort
    int port;

    private OutsideWorld world;
    private Colleague operator;
    private Colleague analyst;

    @BeforeEach
    void meet_the_outside_world() {
        URI server = URI.create("http://localhost:" + port);
        world = new OutsideWorld(
                new CustomerMail(
                        servers.smtp("otk").host(),
                        servers.smtp("otk").port(),
                        servers.imap("otk").port()),
                server,
                false);
        operator = new Colleague(server, "operator");
        analyst = new Colleague(server, "analyst");
    }

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

    @Test
    @DisplayName(
            "S-07, T-02, N-02, BONUS-10.1-02: a call is registered by its form, with its channel and the oral notice")
    void a_call_is_registered_by_its_form() {
        String words = unique();
        String startable =
                "/engine-rest/process-definition?startableInTasklist=true&startablePermissionCheck=true&latest=true";
        assertThat(world.manager.get(startable).json().findValuesAsText("key")).containsExactly("request-call");
        assertThat(analyst.get(startable).json().findValuesAsText("key")).doesNotContain("request-call");

        expectSuccess(world.manager.start("request-call", call("bonus", words)));

        JsonNode request = world.requestAbout("bonus", words);
        String number = request.path("number").asText();
        assertThat(world.manager.request(number).path("channel").asText()).isEqualTo("PHONE");
        assertThat(world.manager.request(number).path("contactEmail").asText()).isEqualTo(USER);
        assertThat(world.manager.history(number).findValuesAsText("kind")).contains("ORAL_NOTICE");
        assertThat(world.letter(USER, number).subject()).contains(number);
        world.task(world.manager, number, "Task_ClassifyRequest");
    }

    @Test
    @DisplayName("S-07, C-23: a call of somebody unknown, or of somebody else's product, is refused with what to do")
    void a_call_of_somebody_unknown_is_refused() {
        String words = unique();
        Map<String, Object> unknown = call("bonus", words);
        unknown.put("contactEmail", "nobody@" + words + ".example.org");
        unknown.put("channel", "PIGEON");
        unknown.put("subject", "  ");
        Answer refused = world.manager.start("request-call", unknown);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("message").asText())
                .contains(
                        "Channel: \"PIGEON\"; allowed are PHONE",
                        "Fill in: subject.",
                        "belongs to no known customer; name the customer");

        unknown.put("customerName", "Nobody Ltd " + words);
        assertThat(world.manager
                        .start("request-call", unknown)
                        .json()
                        .path("message")
                        .asText())
                .contains("Customer: there is none called Nobody Ltd", "recorded first");
        assertThat(world.manager.start("request-call", call("nothing", words)).status())
                .isEqualTo(400);
        assertThat(analyst.start("request-call", call("bonus", words)).status()).isEqualTo(403);
        assertThat(world.manager.requests("bonus", words)).isEmpty();
    }

    @Test
    @DisplayName("S-07: a new caller of a known customer is recorded, and next time found by name alone")
    void a_new_caller_is_recorded() {
        String words = unique();
        Map<String, Object> call = call("bonus", words);
        call.put("contactEmail", words + "@private.example.org");
        call.put("contactName", "Caller " + words);
        call.put("customerName", "ООО «Клиент»");
        expectSuccess(world.manager.start("request-call", call));

        String again = unique();
        Map<String, Object> second = call("bonus", again);
        second.remove("contactEmail");
        second.put("contactName", "caller " + words);
        expectSuccess(world.manager.start("request-call", second));

        String number = world.requestAbout("bonus", again).path("number").asText();
        assertThat(world.manager.request(number).path("contactEmail").asText())
                .isEqualTo(words + "@private.example.org");
        assertThat(world.manager.request(number).path("customer").asText()).isEqualTo("ООО «Клиент»");
    }

    @ParameterizedTest
    @ValueSource(strings = {"otk", "meet"})
    @DisplayName(
            "S-08, OTK-5-01, MEET-5-01: a consultation by telephone is answered by telephone and kept with its channel")
    void a_consultation_by_telephone(String product) {
        String words = unique();
        expectSuccess(world.manager.start("request-call", call(product, words)));
        String number = world.requestAbout(product, words).path("number").asText();
        String answer = "Откройте раздел «Отчёты». " + unique();

        expectSuccess(world.complete(
                world.manager, number, "Task_ClassifyRequest", Map.of("outcome", "answer", "answerText", answer)));

        assertThat(world.manager.request(number).path("state").asText()).isEqualTo("DONE");
        assertThat(world.manager.request(number).path("channel").asText()).isEqualTo("PHONE");
        assertThat(world.manager.history(number).findValuesAsText("text")).contains(answer);
        assertThat(world.manager.history(number).findValuesAsText("cause")).contains("Task_SendAnswer");
        assertThat(world.manager.messages(number).toString()).doesNotContain(answer);
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
        Answer stranger = analyst.post("/api/requests", Map.of("product", "otk"));
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
    @DisplayName(
            "S-40, RT-5, N-17, BONUS-2-06: a critical signal starts a request of high priority at the vendor's support")
    void a_critical_signal_starts_a_request() {
        String key = unique();
        Answer first = operator.post("/api/signals", signal("bonus", key));
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        JsonNode request = first.json();
        String number = request.path("number").asText();
        assertThat(request.path("priority").asText()).isEqualTo("HIGH");
        assertThat(request.path("service").asText()).isEqualTo("MONITORING");
        assertThat(request.path("channel").asText()).isEqualTo("MONITORING");
        assertThat(request.path("state").asText()).isEqualTo("ASSIGNED");
        assertThat(request.path("group").asText()).isEqualTo("vendor-support");
        assertThat(request.path("signals").path(0).path("key").asText()).isEqualTo(key);
        assertThat(world.specialist.task(number, "Task_ProcessRequest")).isPresent();

        assertThat(world.manager.history(number).findValuesAsText("cause")).contains("Task_AcknowledgeRequest");

        Answer second = operator.post("/api/signals", signal("bonus", key));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().path("number").asText()).isEqualTo(number);
        assertThat(second.json().path("signals").size()).isEqualTo(2);
        assertThat(world.manager.requests("bonus", key)).hasSize(1);
        assertThat(world.manager.messages(number).findValuesAsText("direction")).containsOnly("NOTE");
    }

    @Test
    @DisplayName(
            "S-40, ECRM-2.8-02: a signal of another product goes to its first line; after its end the key starts anew")
    void a_signal_of_another_product() {
        String key = unique();
        String number = operator.post("/api/signals", signal("otk", key))
                .json()
                .path("number")
                .asText();
        expectSuccess(world.complete(
                world.manager,
                number,
                "Task_ClassifyRequest",
                Map.of("outcome", "answer", "answerText", "Перезапущено.")));

        Answer next = operator.post("/api/signals", signal("otk", key));
        assertThat(next.status()).isEqualTo(201);
        assertThat(next.json().path("number").asText()).isNotEqualTo(number);
        assertThat(operator.post("/api/signals", signal("ecrm", key)).status()).isEqualTo(201);
    }

    @Test
    @DisplayName("S-40: of two signals at the same instant one starts the request and the other joins it")
    void two_signals_at_once() throws Exception {
        String key = unique();
        Callable<Answer> send = () -> operator.post("/api/signals", signal("bonus", key));
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<Answer>> answers = two.invokeAll(List.of(send, send));
            assertThat(List.of(
                            answers.get(0).get().status(), answers.get(1).get().status()))
                    .containsExactlyInAnyOrder(201, 200);
        } finally {
            two.shutdown();
        }
        assertThat(world.manager.requests("bonus", key)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"severity, LOUD, 'Severity: \"LOUD\"; allowed are [CRITICAL'", "key, '', Fill in: key."})
    @DisplayName("S-40: a signal that lacks something is refused, and so is one from anybody but operators")
    void a_faulty_signal_is_refused(String field, String value, String sentence) {
        Map<String, Object> faulty = signal("bonus", unique());
        faulty.put(field, value);
        Answer refused = operator.post("/api/signals", faulty);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("detail").asText()).contains(sentence);
        assertThat(world.manager.post("/api/signals", signal("bonus", unique())).status())
                .isEqualTo(403);
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

    private static Map<String, Object> call(String product, String words) {
        return new HashMap<>(Map.of(
                "product",
                product,
                "channel",
                "PHONE",
                "contactEmail",
                USER,
                "subject",
                "Звонок " + words,
                "description",
                "Не открывается отчёт.",
                "oralNotice",
                true));
    }

    private static Map<String, Object> signal(String product, String key) {
        return new HashMap<>(Map.of(
                "product", product,
                "key", key,
                "severity", "CRITICAL",
                "text", "Disk full on the application server.",
                "contactEmail", USER));
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

    private static void expectSuccess(Answer answer) {
        assertThat(answer.isSuccess()).as(answer.status() + " " + answer.body()).isTrue();
    }
}
