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
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What first line asks, answers, classifies and hands on (requirements 10.2), from outside: mail and HTTP only. */
@ReglamentTest
class FirstLineStoryTest extends OutsideStory {

    private static final String SPECIALIST_MAILBOX = "specialist@vendor.example.org";

    @ParameterizedTest
    @ValueSource(strings = {"otk", "meet"})
    @DisplayName("S-04, N-06: a mail without description waits for clarification; event log and packages bring it back")
    void a_mail_without_description(String product) {
        String words = unique();
        world.mail.send(new Draft(USER, mailbox(product), "Ошибка " + words, ""));
        String number = world.requestAbout(product, words).path("number").asText();

        String question = "Опишите, пожалуйста, ошибку. " + unique();
        expectSuccess(world.complete(
                world.manager, number, "Task_ClassifyRequest", Map.of("outcome", "clarify", "question", question)));
        world.awaitState(number, "WAITING_CUSTOMER");
        Letter asked = world.letter(USER, number, question);
        assertThat(asked.text()).contains("журнал событий", "пакеты");

        String log = unique();
        world.mail.send(new Draft(USER, mailbox(product), "Re: " + asked.subject(), "Во вложении. " + log)
                .answering(asked.messageId())
                .with("event log".getBytes(StandardCharsets.UTF_8)));
        world.task(world.manager, number, "Task_ClassifyRequest");
        world.awaitState(number, "REGISTERED");
        assertThat(world.manager.messages(number).toString()).contains(log, "screenshot.png");
        assertThat(world.manager.requests(product, number)).hasSize(1);
    }

    @Test
    @DisplayName("S-12, BONUS-10.1-04, BONUS-10.1-05: what an article answers cannot be passed on; the answer goes out")
    void an_article_forbids_forwarding() {
        String number = world.register("bonus", USER, unique());
        Map<String, Object> forwarded = assignment();
        forwarded.put("knowledgeArticle", "KB-17");
        Answer refused = world.assign(number, forwarded);
        assertThat(refused.status()).isGreaterThanOrEqualTo(400);
        assertThat(world.specialist.task(number, "Task_ProcessRequest")).isEmpty();

        String answer = "Откройте раздел «Отчёты», статья KB-17. " + unique();
        expectSuccess(world.complete(
                world.manager,
                number,
                "Task_ClassifyRequest",
                Map.of("outcome", "answer", "answerText", answer, "knowledgeArticle", "KB-17")));
        assertThat(world.letter(USER, number, answer).subject()).contains(number);
        assertThat(world.manager.history(number).toString()).contains("KB-17");
    }

    @Test
    @DisplayName("N-04: the specialist gets the assignment by mail, the customer no mail about it")
    void the_specialist_gets_the_assignment() {
        String number = world.register("bonus", USER, unique());
        int before = world.mail.lettersTo(USER, number).size();
        expectSuccess(world.assign(number, assignment()));

        Letter letter = world.letter(SPECIALIST_MAILBOX, number, "Sergey");
        assertThat(letter.text()).contains("/requests/" + number, "ООО «Клиент»");
        assertThat(world.mail.lettersTo(USER, number)).hasSizeLessThanOrEqualTo(Math.max(before, 1));
        assertThat(world.manager.messages(number).toString()).doesNotContain(SPECIALIST_MAILBOX);
    }

    @ParameterizedTest(name = "{0} {1} {2} → {3}")
    @CsvSource({
        "INCIDENT, MONITORING, HIGH, PERMANENT",
        "SERVICE, CONSULTATION, LOW, PERMANENT",
        "SERVICE, UPDATE, LOW, PERMANENT",
        "INCIDENT, NON_CRITICAL_ERRORS, MEDIUM, VARIABLE",
        "DEVELOPMENT, SETUP, LOW, VARIABLE"
    })
    @DisplayName("S-19, BONUS-7-01…09: a classified request of BONUS is permanent or variable")
    void nature(String category, String service, String criticality, String nature) {
        String number = world.register("bonus", USER, unique());
        Map<String, Object> fields = new HashMap<>(assignment());
        fields.put("category", category);
        fields.put("service", service);
        fields.put("criticality", criticality);
        expectSuccess(world.assign(number, fields));

        assertThat(world.manager.request(number).path("nature").asText()).isEqualTo(nature);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "Касса: на рабочем месте в 1С пустое окно бонусов, CUSTOMER",
        "Кассир: МойСклад не показывает модуль бонусов, CUSTOMER",
        "Фронтал на второй кассе не печатает скидку, CUSTOMER",
        "На втором рабочем месте сканер не читает карты, VENDOR",
        "На сервере приложений кончается место на диске архива, VENDOR"
    })
    @DisplayName("S-20, BONUS-8-02, BONUS-8-03, BONUS-9-10: whose the workplace is")
    void responsibility(String text, String responsible) {
        String words = unique();
        world.mail.send(new Draft(USER, mailbox("bonus"), "Обращение " + words, text));
        String number = world.requestAbout("bonus", words).path("number").asText();

        assertThat(world.manager.request(number).path("responsibility").asText())
                .isEqualTo(responsible);
    }

    @Test
    @DisplayName("S-35, N-08, ECRM-3.4-03…06: question, answer, variants and recommendations are mailed and documented")
    void everything_about_an_ecrm_request_is_documented() {
        String number = world.register("ecrm", USER, unique());
        expectSuccess(world.assign(number, Map.of("outcome", "assign", "assignee", "manager")));
        String question = "Какой браузер? " + unique();
        expectSuccess(world.complete(
                world.manager, number, "Task_ProcessRequest", Map.of("outcome", "clarify", "question", question)));
        world.awaitState(number, "WAITING_CUSTOMER");
        assertThat(world.manager.request(number).path("label").asText()).isEqualTo("Ожидает ответа Заказчика");

        Letter asked = world.letter(USER, number, question);
        String reply = "Firefox " + unique();
        world.mail.send(new Draft(USER, mailbox("ecrm"), "Re: " + asked.subject(), reply).answering(asked.messageId()));
        world.task(world.manager, number, "Task_ProcessRequest");

        String solution = "Вариант 1: обновить браузер. Вариант 2: другой браузер. Рекомендуем первый. " + unique();
        expectSuccess(world.complete(
                world.manager, number, "Task_ProcessRequest", Map.of("outcome", "done", "solutionText", solution)));
        world.awaitState(number, "ANSWERED");
        assertThat(world.letter(USER, number, solution).text()).contains("/confirm");

        JsonNode history = world.manager.history(number);
        assertThat(history.findValuesAsText("kind"))
                .contains("DECISION", "QUESTION", "SOLUTION", "MAIL_IN", "MAIL_OUT", "STATE");
        assertThat(history.toString()).contains(question, solution);
        await().untilAsserted(() ->
                assertThat(world.manager.messages(number).toString()).contains(reply, solution));
    }
}
