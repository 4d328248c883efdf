package io.reglament.acceptance;

import static io.reglament.acceptance.OutsideWorld.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.reglament.ReglamentTest;
import io.reglament.acceptance.Colleague.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What monitoring signals (S-40), from outside. */
@ReglamentTest
class SignalStoryTest extends OutsideStory {

    @Test
    @DisplayName(
            "S-40, RT-5, N-17, BONUS-2-06: a critical signal starts a request of high priority at the vendor's support")
    void a_critical_signal_starts_a_request() {
        String key = unique();
        Answer first = world.operator.post("/api/signals", signal("bonus", key));
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

        Answer second = world.operator.post("/api/signals", signal("bonus", key));
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
        String number = world.operator
                .post("/api/signals", signal("otk", key))
                .json()
                .path("number")
                .asText();
        expectSuccess(world.complete(
                world.manager,
                number,
                "Task_ClassifyRequest",
                Map.of("outcome", "answer", "answerText", "Перезапущено.")));

        Answer next = world.operator.post("/api/signals", signal("otk", key));
        assertThat(next.status()).isEqualTo(201);
        assertThat(next.json().path("number").asText()).isNotEqualTo(number);
        assertThat(world.operator.post("/api/signals", signal("ecrm", key)).status())
                .isEqualTo(201);
    }

    @Test
    @DisplayName("S-40: of two signals at the same instant one starts the request and the other joins it")
    void two_signals_at_once() throws Exception {
        String key = unique();
        Callable<Answer> send = () -> world.operator.post("/api/signals", signal("bonus", key));
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
        Answer refused = world.operator.post("/api/signals", faulty);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("detail").asText()).contains(sentence);
        assertThat(world.manager.post("/api/signals", signal("bonus", unique())).status())
                .isEqualTo(403);
    }

    private static Map<String, Object> signal(String product, String key) {
        return new HashMap<>(Map.of(
                "product", product,
                "key", key,
                "severity", "CRITICAL",
                "text", "Disk full on the application server.",
                "contactEmail", USER));
    }
}
