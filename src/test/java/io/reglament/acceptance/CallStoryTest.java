package io.reglament.acceptance;

import static io.reglament.acceptance.OutsideWorld.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.reglament.ReglamentTest;
import io.reglament.acceptance.Colleague.Answer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls, registered by their form (requirements 10.1), from outside. */
@ReglamentTest
class CallStoryTest extends OutsideStory {

    @Test
    @DisplayName(
            "S-07, T-02, N-02, BONUS-10.1-02: a call is registered by its form, with its channel and the oral notice")
    void a_call_is_registered_by_its_form() {
        String words = unique();
        String startable =
                "/engine-rest/process-definition?startableInTasklist=true&startablePermissionCheck=true&latest=true";
        assertThat(world.manager.get(startable).json().findValuesAsText("key")).containsExactly("request-call");
        assertThat(colleague("analyst").get(startable).json().findValuesAsText("key"))
                .doesNotContain("request-call");

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
        assertThat(colleague("analyst")
                        .start("request-call", call("bonus", words))
                        .status())
                .isEqualTo(403);
        assertThat(world.manager.requests("bonus", words)).isEmpty();
    }

    @Test
    @DisplayName(
            "S-07, ECRM-3.1-01: a call under an expired contract is registered and marked, one without any refused")
    void a_call_under_an_expired_contract() {
        String words = unique();
        Map<String, Object> call = call("bonus", words);
        call.put("contactEmail", "user@" + words + ".example.org");
        Answer customer = world.manager.post(
                "/api/customers",
                Map.of(
                        "name",
                        "Caller " + words,
                        "personType",
                        "LEGAL",
                        "domains",
                        List.of(words + ".example.org"),
                        "timeZone",
                        "Europe/Moscow",
                        "language",
                        "ru"));
        assertThat(customer.status()).as(customer.body()).isEqualTo(201);
        Answer refused = world.manager.start("request-call", call);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("message").asText())
                .contains(
                        "Caller " + words + " has no contract for", "that has begun; have the contract recorded first");

        Answer contract = world.manager.post(
                "/api/customers/" + customer.json().path("id").asLong() + "/contracts",
                Map.of("product", "bonus", "number", "X-" + words, "startsOn", "2020-01-01", "endsOn", "2020-12-31"));
        assertThat(contract.status()).as(contract.body()).isEqualTo(201);
        expectSuccess(world.manager.start("request-call", call));

        String number = world.requestAbout("bonus", words).path("number").asText();
        assertThat(world.manager
                        .request(number)
                        .path("contract")
                        .path("expired")
                        .asBoolean())
                .isTrue();
        assertThat(world.letter("manager@vendor.example.org", number, "X-" + words)
                        .text())
                .contains("Caller " + words);
    }

    @Test
    @DisplayName("S-07, BONUS-10.1-03: the one person on duty gets the call, and first line may still take it over")
    void a_call_goes_to_the_one_on_duty() {
        Colleague head = world.head;
        Instant now = Instant.now();
        Answer roster = head.post(
                "/api/duty",
                Map.of(
                        "product",
                        "otk",
                        "user",
                        "manager",
                        "from",
                        now.plusSeconds(2).toString(),
                        "to",
                        now.plusSeconds(3600).toString()));
        assertThat(roster.status()).as(roster.body()).isEqualTo(201);
        long shift = roster.json().path("shifts").path(0).path("id").asLong();
        try {
            await().until(() -> Instant.now().isAfter(now.plusSeconds(2)));
            String words = unique();
            expectSuccess(world.manager.start("request-call", call("otk", words)));
            String number = world.requestAbout("otk", words).path("number").asText();
            JsonNode task = world.task(world.manager, number, "Task_ClassifyRequest");
            assertThat(task.path("assignee").asText()).isEqualTo("manager");
            assertThat(world.manager
                            .get("/engine-rest/task/" + task.path("id").asText() + "/identity-links?type=candidate")
                            .json())
                    .isNotEmpty();
        } finally {
            head.send("DELETE", "/api/duty/otk/" + shift);
        }
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
}
