package io.reglament.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.reglament.request.ExternalTracker.Card;
import io.reglament.request.ExternalTracker.Order;
import io.reglament.request.ExternalTracker.Unreachable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("ECRM-3.4-01, src/docs/tracker.md: the JSON between us and the tracker")
class HttpTrackerTest {

    private static final Order ORDER = new Order("ECRM-2026-000017", "ecrm", "Чат не открывается", null);

    private final AtomicReference<JsonNode> received = new AtomicReference<>();
    private final AtomicReference<String> authorization = new AtomicReference<>();
    private HttpServer server;
    private volatile int status = 201;
    private volatile String body = "";

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
                received.set(new ObjectMapper().readTree(exchange.getRequestBody()));
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    @DisplayName("the number, the subject and the page are told, nothing of the customer; a number is an id too")
    void what_is_told() {
        body = "{\"id\": 4711, \"space\": {\"id\": 1}}";

        assertThat(tracker("").card(ORDER)).isEqualTo(new Card("4711", null));

        assertThat(authorization.get()).isNull();
        assertThat(received.get().toString())
                .isEqualTo("{\"number\":\"ECRM-2026-000017\",\"product\":\"ecrm\",\"title\":\"Чат не открывается\","
                        + "\"priority\":null,\"url\":\"https://support.example.org/requests/ECRM-2026-000017\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {\"error\":\"full\"} | answered 500: {\"error\":\"full\"}",
                "302 | {} | answered 302",
                "200 | <html> | is no JSON: <html>",
                "200 | {\"url\":\"https://tracker.example.org/1\"} | has no id of 1 to 200 characters",
                "200 | {\"id\":\"1\",\"url\":\"javascript:alert(1)\"} | is no web address",
            })
    @DisplayName("what cannot be a card is refused, with what the tracker said")
    void what_cannot_be_a_card(int code, String answer, String said) {
        status = code;
        body = answer;

        assertThatThrownBy(() -> tracker("secret-token").card(ORDER))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("secret-token");
        assertThat(authorization.get()).isEqualTo("Bearer secret-token");
    }

    @Test
    @DisplayName("C-38: a tracker that is not there is said to be so; without its address none is connected")
    void nobody_answers() {
        HttpTracker tracker = tracker("");
        server.stop(0);

        assertThatThrownBy(() -> tracker.card(ORDER))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("does not answer");
        assertThat(tracker.isConnected()).isTrue();
        assertThat(tracker("", "").isConnected()).isFalse();
    }

    private HttpTracker tracker(String token) {
        return tracker("http://127.0.0.1:" + server.getAddress().getPort() + "/", token);
    }

    private static HttpTracker tracker(String url, String token) {
        return new HttpTracker(
                new TrackerSettings(url, token, Duration.ofSeconds(5)),
                "https://support.example.org/",
                new ObjectMapper());
    }
}
