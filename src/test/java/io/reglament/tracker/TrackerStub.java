package io.reglament.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A real HTTP server that makes cards as src/docs/tracker.md says; the tests' application is connected to it. */
@Component
public class TrackerStub implements DynamicPropertyRegistrar, DisposableBean {

    private static final String TOKEN = "not-a-secret";

    private final ObjectMapper json = new ObjectMapper();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpServer server;
    private final Map<String, JsonNode> orders = new ConcurrentHashMap<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    TrackerStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/cards", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    @Override
    public void accept(DynamicPropertyRegistry registry) {
        registry.add("reglament.tracker.url", this::url);
        registry.add("reglament.tracker.token", () -> TOKEN);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/cards";
    }

    /** Lets every order of that number fail with 503, until {@link #repair}. */
    public void breakFor(String number) {
        broken.add(number);
    }

    public void repair(String number) {
        broken.remove(number);
    }

    /** @return what was last ordered under that number; missing node if nothing */
    public JsonNode order(String number) {
        return orders.getOrDefault(number, json.missingNode());
    }

    /** @return how often a card of that number was asked for */
    public int asked(String number) {
        return asked.getOrDefault(number, 0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode order = json.readTree(exchange.getRequestBody());
            String number = order.path("number").asText();
            asked.merge(number, 1, Integer::sum);
            boolean known =
                    ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                            && number.equals(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            if (!exchange.getRequestMethod().equals("POST") || !known) {
                send(exchange, 401, "{\"error\":\"who are you\"}");
            } else if (broken.contains(number)) {
                send(exchange, 503, "{\"error\":\"the tracker is being moved\"}");
            } else {
                boolean first = orders.put(number, order) == null;
                send(
                        exchange,
                        first ? 201 : 200,
                        "{\"id\":\"K-" + number + "\",\"url\":\"https://tracker.example.org/cards/" + number + "\"}");
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void destroy() {
        server.stop(0);
        threads.shutdown();
    }
}
