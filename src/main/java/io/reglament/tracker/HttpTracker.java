package io.reglament.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reglament.request.ExternalTracker;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Speaks the JSON of src/docs/tracker.md. */
@Component
class HttpTracker implements ExternalTracker {

    private static final int LARGEST_ANSWER = 64 * 1024;
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_QUOTE = 200;

    private final TrackerSettings settings;
    private final String publicUrl;
    private final ObjectMapper json;
    private final HttpClient http;

    HttpTracker(TrackerSettings settings, @Value("${reglament.public-url}") String publicUrl, ObjectMapper json) {
        this.settings = settings;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
        this.json = json;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build();
    }

    @Override
    public boolean isConnected() {
        return !settings.url().isBlank();
    }

    @Override
    public Card card(Order order) {
        if (!isConnected()) {
            throw new Unreachable("No tracker is connected: reglament.tracker.url is empty", null);
        }
        HttpResponse<InputStream> response;
        String body;
        try {
            response = http.send(post(order), BodyHandlers.ofInputStream());
            try (InputStream answer = response.body()) {
                body = new String(answer.readNBytes(LARGEST_ANSWER), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new Unreachable("The tracker at " + settings.url() + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("The tracker at " + settings.url() + " was not waited for", e);
        }
        if (response.statusCode() != 200 && response.statusCode() != 201) {
            throw new Unreachable(
                    "The tracker at " + settings.url() + " answered " + response.statusCode() + ": " + quote(body),
                    null);
        }
        return card(body);
    }

    private HttpRequest post(Order order) {
        ObjectNode card = json.createObjectNode()
                .put("number", order.number())
                .put("product", order.product())
                .put("title", order.title())
                .put("priority", order.priority())
                .put("url", publicUrl + "/requests/" + order.number());
        HttpRequest.Builder post = HttpRequest.newBuilder(URI.create(settings.url()))
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Idempotency-Key", order.number())
                .POST(BodyPublishers.ofString(card.toString()));
        return (settings.token().isBlank() ? post : post.header("Authorization", "Bearer " + settings.token())).build();
    }

    private Card card(String body) {
        JsonNode answer;
        try {
            answer = json.readTree(body);
        } catch (IOException e) {
            throw new Unreachable("The tracker's answer is no JSON: " + quote(body), e);
        }
        String id = answer.path("id").asText("");
        String url = answer.path("url").asText("");
        if (id.isBlank() || id.length() > LONGEST_ID) {
            throw new Unreachable(
                    "The tracker's answer has no id of 1 to " + LONGEST_ID + " characters: " + quote(body), null);
        }
        // People will follow it.
        if (!url.isEmpty() && (!url.matches("https?://\\S+") || url.length() > LONGEST_URL)) {
            throw new Unreachable("The tracker's answer has a url that is no web address: " + quote(body), null);
        }
        return new Card(id, url.isEmpty() ? null : url);
    }

    private static String quote(String body) {
        String line = body.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line;
    }
}
