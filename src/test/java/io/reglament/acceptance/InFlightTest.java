package io.reglament.acceptance;

import static io.reglament.acceptance.OutsideWorld.assignment;
import static io.reglament.acceptance.OutsideWorld.inTwoDays;
import static io.reglament.acceptance.OutsideWorld.mailbox;
import static io.reglament.acceptance.OutsideWorld.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.acceptance.Colleague.Answer;
import io.reglament.acceptance.CustomerMail.Draft;
import io.reglament.acceptance.CustomerMail.Letter;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Requests that end, join, divide, move or stand still while they are worked on, from outside: mail and HTTP only. */
@ReglamentTest
class InFlightTest extends OutsideStory {

    @Test
    @DisplayName("S-38, ECRM-3.5-05: the customer writes that the answer is no longer needed, and the request closes")
    void the_customer_withdraws_by_mail() {
        String number = world.register("ecrm", USER, unique());

        answer(number, "Ответ больше не нужен, спасибо.");

        world.awaitState(number, "CLOSED");
        assertThat(world.manager.request(number).path("mark").asText()).isEqualTo("Отозван Заказчиком");
        assertThat(world.manager.tasks(number)).isEmpty();
        assertThat(world.letter(USER, number, "больше не нужен").subject()).contains(number);
        Answer again = world.manager.act(number, "withdraw", Map.of("reason", "Once more"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("detail").asText()).isNotBlank();
    }

    @Test
    @DisplayName("S-38, ECRM-3.5-05: the acknowledgement has a link by which the customer ends the request")
    void the_customer_withdraws_by_link() {
        String number = world.register("ecrm", USER, unique());
        String acknowledgement = world.letter(USER, number, "/withdraw").text();
        String link = acknowledgement.replaceAll("(?s).*?(/c/\\S+/withdraw).*", "$1");
        // The link is the customer's key: nobody at the vendor finds it in the conversation.
        assertThat(world.manager.messages(number).toString())
                .contains("зарегистрирован")
                .doesNotContain("/c/");
        HttpVisitor customer = HttpVisitor.anybody(port).from("192.0.2.38");
        String page = customer.get(link).body();
        assertThat(page).contains(number, "lang=\"ru\"", "Закрыть запрос");
        assertThat(world.manager.request(number).path("state").asText()).isEqualTo("REGISTERED");

        String form = page.replaceAll("(?s).*name=\"form\" value=\"([^\"]+)\".*", "$1");
        assertThat(customer.form(link, Map.of("form", form)).statusCode()).isEqualTo(302);

        world.awaitState(number, "CLOSED");
        assertThat(world.manager.request(number).path("mark").asText()).isEqualTo("Отозван Заказчиком");
        assertThat(world.manager.tasks(number)).isEmpty();
        String bonus = world.register("bonus", USER, unique());
        assertThat(world.letter(USER, bonus, "получен").text()).doesNotContain("/withdraw");
    }

    @Test
    @DisplayName("ECRM-3.5-05: first line records a withdrawal; a doubtful mail withdraws nothing; BONUS knows none")
    void first_line_records_a_withdrawal() {
        String number = world.register("ecrm", USER, unique());
        String doubt = unique();
        answer(number, "Если к пятнице не успеете, ответ уже не нужен. " + doubt);
        await().until(() -> world.manager.messages(number).toString().contains(doubt));
        assertThat(world.manager.request(number).path("state").asText()).isEqualTo("REGISTERED");

        assertThat(world.manager.act(number, "withdraw", Map.of()).status()).isEqualTo(400);
        expectSuccess(world.manager.act(number, "withdraw", Map.of("reason", "Rang us up")));
        assertThat(world.manager.request(number).path("state").asText()).isEqualTo("CLOSED");

        String bonus = world.register("bonus", USER, unique());
        assertThat(world.manager.act(bonus, "withdraw", Map.of("reason", "No")).isSuccess())
                .isFalse();
        assertThat(world.manager.request(bonus).path("state").asText()).isEqualTo("REGISTERED");
    }

    @Test
    @DisplayName(
            "S-09, BONUS-10.1-08, ECRM-3.3-01, ECRM-3.3-02: one mail becomes linked requests; a later question too")
    void one_mail_becomes_linked_requests() {
        for (String product : List.of("bonus", "ecrm")) {
            String words = unique();
            world.mail.send(new Draft(USER, mailbox(product), "Отчёт и карта " + words, "Два вопроса. " + words)
                    .with(new byte[] {(byte) 0x89, 'P', 'N', 'G', 7}));
            String number = world.requestAbout(product, words).path("number").asText();
            String second = "Потерялась карта " + unique();
            expectSuccess(world.complete(
                    world.manager,
                    number,
                    "Task_ClassifyRequest",
                    Map.of("outcome", "separate", "parts", second + " | Карта клиента не находится")));

            JsonNode links = world.manager.request(number).path("links");
            assertThat(links.findValuesAsText("kind")).containsExactly("SEPARATED");
            String part = links.path(0).path("number").asText();
            assertThat(part).isNotEqualTo(number);
            assertThat(world.manager.request(part).path("subject").asText()).isEqualTo(second);
            assertThat(world.letter(USER, part, second).subject()).contains(number);
            world.task(world.manager, part, "Task_ClassifyRequest");
            world.task(world.manager, number, "Task_ClassifyRequest");
            JsonNode files = world.manager.messages(part).path(0).path("attachments");
            assertThat(files.findValuesAsText("fileName")).containsExactly("screenshot.png");
            assertThat(world.manager.get(files.path(0).path("href").asText()).status())
                    .isEqualTo(200);

            assertThat(world.manager
                            .act(number, "separate", Map.of("parts", " "))
                            .status())
                    .isEqualTo(400);
            expectSuccess(world.manager.act(number, "separate", Map.of("parts", "Новый вопрос " + unique())));
            assertThat(world.manager.request(number).path("links")).hasSize(2);
        }
    }

    @Test
    @DisplayName("S-23, BONUS-10.1-23, BONUS-10.1-24: a split request is done only when all its stages are")
    void a_split_request_is_done_when_all_its_stages_are() {
        String number = world.register("bonus", USER, unique());
        expectSuccess(world.assign(number, assignment()));
        world.task(world.specialist, number, "Task_ProcessRequest");
        for (String faulty :
                List.of("", "Разобраться | specialist | 2020-01-01", "Разобраться | manager | 2099-01-01")) {
            Answer refused = world.manager.act(number, "split", Map.of("stages", faulty));
            assertThat(refused.status()).as(faulty).isEqualTo(400);
        }
        assertThat(world.manager.request(number).path("stages")).isEmpty();

        expectSuccess(world.manager.act(
                number,
                "split",
                Map.of("stages", "Разобраться | specialist | " + inTwoDays() + "\nИсправить | | " + inTwoDays())));
        assertThat(world.specialist.task(number, "Task_ProcessRequest")).isEmpty();
        JsonNode added = expectSuccess(
                        world.manager.act(number, "addStage", Map.of("title", "Лишний", "dueAt", inTwoDays())))
                .json();
        assertThat(added.path("stages").findValuesAsText("state")).containsExactly("OPEN", "OPEN", "OPEN");
        expectSuccess(finish(number + "/1", Map.of("outcome", "done", "result", "Кэш")));
        expectSuccess(finish(number + "/2", Map.of("outcome", "done")));
        assertThat(world.manager.request(number).path("state").asText()).isEqualTo("IN_WORK");
        assertThat(world.manager.task(number, "Task_VerifySolution")).isEmpty();
        assertThat(world.manager
                        .act(number, "dropStage", Map.of("stage", "1", "reason", "No"))
                        .status())
                .isEqualTo(400);

        expectSuccess(world.manager.act(number, "dropStage", Map.of("stage", "3", "reason", "Не нужен")));

        expectSuccess(world.complete(world.manager, number, "Task_VerifySolution", Map.of("outcome", "accept")));
        world.awaitState(number, "DONE");
        assertThat(world.letter(USER, number, "1. Разобраться: Кэш").subject()).contains(number);
        assertThat(world.manager.request(number).path("stages").findValuesAsText("state"))
                .containsExactly("DONE", "DONE", "DROPPED");
    }

    @Test
    @DisplayName("S-30, BONUS-10.5-02: a due date that passes during force majeure is suspended and no breach")
    void force_majeure_suspends_due_dates() {
        String number = world.register("bonus", USER, unique());
        expectSuccess(world.assign(number, assignment()));
        Instant dueAt =
                Instant.parse(world.manager.request(number).path("dueAt").asText());

        assertThat(world.manager
                        .act(number, "suspend", Map.of("scope", "REQUEST", "from", "2099-01-01", "reason", "Flood"))
                        .status())
                .isEqualTo(400);
        assertThat(world.manager.actions(number)).contains("suspend").doesNotContain("resume");
        expectSuccess(world.manager.act(number, "suspend", Map.of("scope", "REQUEST", "reason", "Наводнение")));
        assertThat(world.manager.actions(number)).contains("resume").doesNotContain("suspend");
        assertThat(world.manager
                        .act(number, "suspend", Map.of("scope", "REQUEST", "reason", "Twice"))
                        .isSuccess())
                .isFalse();
        JsonNode period = world.manager.request(number).path("suspensions").path(0);
        assertThat(period.path("reason").asText()).isEqualTo("Наводнение");
        assertThat(period.path("to").isNull()).isTrue();
        assertThat(world.letter(USER, number, "приостановлены").subject()).contains(number);

        expectSuccess(world.manager.act(number, "resume", Map.of()));
        assertThat(world.manager.actions(number)).contains("suspend").doesNotContain("resume");
        assertThat(world.manager.act(number, "resume", Map.of()).status()).isEqualTo(400);
        JsonNode resumed = world.manager.request(number);
        assertThat(resumed.path("suspensions").path(0).path("to").isNull()).isFalse();
        assertThat(Instant.parse(resumed.path("dueAt").asText())).isAfter(dueAt);
        assertThat(world.letter(USER, number, "снова идут").subject()).contains(number);
    }

    @Test
    @DisplayName(
            "TH-10, design 4.1: duplicates are merged, both are told, late mail reaches the survivor, a circle is refused")
    void duplicates_are_merged() {
        String survivor = world.register("otk", USER, unique());
        String duplicate = world.register("otk", USER, unique());
        assertThat(merge(duplicate, duplicate).status()).isEqualTo(400);
        assertThat(merge(duplicate, "OTK-2020-999999").status()).isEqualTo(400);
        assertThat(world.manager.request(duplicate).path("state").asText()).isEqualTo("REGISTERED");

        expectSuccess(merge(duplicate, survivor));

        assertThat(world.manager.request(duplicate).path("state").asText()).isEqualTo("CLOSED");
        assertThat(world.manager.messages(duplicate)).isNotEmpty();
        assertThat(world.letter(USER, duplicate, "Ваш запрос " + duplicate).text())
                .contains(survivor);
        assertThat(world.letter(USER, survivor, "присоединён запрос " + duplicate)
                        .text())
                .contains(survivor);
        assertThat(merge(survivor, duplicate).status()).isEqualTo(400);
        String late = unique();
        answer(duplicate, "Ещё одно наблюдение. " + late);
        await().until(() -> world.manager.messages(survivor).toString().contains(late));
        assertThat(world.manager.messages(duplicate).toString()).doesNotContain(late);
    }

    @Test
    @DisplayName("design 4.1: requests of two customers are merged only knowingly, and neither reads the other's words")
    void requests_of_two_customers_are_merged_knowingly() {
        String words = unique();
        String survivor = world.register("otk", USER, words);
        String secret = unique();
        String duplicate = world.register("otk", STRANGER, secret);
        assertThat(merge(duplicate, survivor).status()).isEqualTo(400);

        Map<String, Object> knowingly = new HashMap<>(Map.of("into", survivor, "reason", "One defect"));
        knowingly.put("otherCustomer", true);
        expectSuccess(world.manager.act(duplicate, "merge", knowingly));

        Letter told = world.letter(STRANGER, duplicate, survivor);
        assertThat(told.subject() + told.text()).doesNotContain(words);
        Letter joined = world.letter(USER, survivor, duplicate);
        assertThat(joined.subject() + joined.text()).doesNotContain(secret);
        String late = unique();
        mail(STRANGER, duplicate, "Спасибо, всё работает. " + late);
        await().until(() -> world.manager.messages(survivor).toString().contains(late));
        assertThat(world.manager.request(survivor).path("state").asText()).isEqualTo("REGISTERED");
        JsonNode form = world.task(world.manager, survivor, "Task_ClassifyRequest");
        assertThat(world.manager
                        .get("/engine-rest/task/" + form.path("id").asText() + "/localVariables/formContext")
                        .json()
                        .path("value")
                        .asText())
                .contains(duplicate);

        String solution = "Исправлено в обновлении. " + unique();
        expectSuccess(world.complete(
                world.manager, survivor, "Task_ClassifyRequest", Map.of("outcome", "answer", "answerText", solution)));

        assertThat(world.letter(USER, survivor, solution).text()).contains(words);
        Letter result = world.letter(STRANGER, duplicate, solution);
        assertThat(result.subject() + result.text())
                .contains(secret)
                .doesNotContain(words, survivor, USER, "client.example.org");
        // What the other customer says to it becomes a request of its own, which shows nothing of the first one.
        String remark = "У нас всё ещё не работает, ошибка осталась. " + unique();
        mail(STRANGER, duplicate, remark);
        String review =
                "/engine-rest/task?taskDefinitionKey=Task_ReviewReply&processVariables=hintNumber_eq_" + survivor;
        await().until(() -> world.manager.get(review).json().size() == 1);
        expectSuccess(world.manager.complete(world.manager.get(review).json().path(0), Map.of("outcome", "remarks")));
        JsonNode followUp = world.manager.requests("otk", secret).stream()
                .filter(request -> !request.path("number").asText().equals(duplicate))
                .findFirst()
                .orElseThrow();
        String number = followUp.path("number").asText();
        assertThat(world.manager.request(number).path("contactEmail").asText()).isEqualTo(STRANGER);
        assertThat(world.letter(STRANGER, number, duplicate).text()).doesNotContain(words, survivor);
    }

    @Test
    @DisplayName("design 4.1: when the survivor's customer withdraws it, the other one is told and may go on")
    void the_other_customer_hears_of_a_withdrawal() {
        String survivor = world.register("ecrm", USER, unique());
        String duplicate = world.register("ecrm", STRANGER, unique());
        expectSuccess(world.manager.act(
                duplicate, "merge", Map.of("into", survivor, "reason", "One defect", "otherCustomer", true)));

        answer(survivor, "Ответ больше не нужен, спасибо.");

        world.awaitState(survivor, "CLOSED");
        assertThat(world.letter(STRANGER, duplicate, "has ended").text()).doesNotContain(survivor, USER);
    }

    @Test
    @DisplayName(
            "design 4.1: what came to the wrong mailbox goes on under the right product, told once, late mail follows")
    void what_came_to_the_wrong_mailbox_moves() {
        String words = unique();
        String number = world.register("otk", USER, words);
        assertThat(move(number, "otk").status()).isEqualTo(400);

        expectSuccess(move(number, "meet"));

        JsonNode old = world.manager.request(number);
        assertThat(old.path("state").asText()).isEqualTo("CLOSED");
        String moved = old.path("links").path(0).path("number").asText();
        assertThat(moved).startsWith("MEET-");
        assertThat(world.manager.messages(moved).path(0).path("text").asText()).contains(words);
        world.task(world.manager, moved, "Task_ClassifyRequest");
        assertThat(world.letter(USER, moved, number).from()).contains(mailbox("meet"));
        assertThat(world.mail.lettersTo(USER, moved)).hasSize(1);
        assertThat(move(number, "cis").status()).isEqualTo(409);
        String late = unique();
        answer(number, "Дополнение. " + late);
        await().until(() -> world.manager.messages(moved).toString().contains(late));
    }

    private Answer finish(String stage, Map<String, Object> fields) {
        JsonNode task = world.specialist.task(stage, "Task_ProcessStage").orElseThrow();
        expectSuccess(world.specialist.claim(task));
        return world.specialist.complete(task, fields);
    }

    private Answer merge(String number, String into) {
        return world.manager.act(number, "merge", Map.of("into", into, "reason", "The same matter"));
    }

    private Answer move(String number, String target) {
        return world.manager.act(number, "move", Map.of("targetProduct", target, "reason", "Wrong mailbox"));
    }

    private void answer(String number, String text) {
        mail(USER, number, text);
    }

    private void mail(String from, String number, String text) {
        String product = number.substring(0, number.indexOf('-')).toLowerCase(Locale.ROOT);
        world.mail.send(new Draft(from, mailbox(product), "Re: " + number, text));
    }
}
