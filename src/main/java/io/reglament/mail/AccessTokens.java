package io.reglament.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.mail.MailSecret.SignInFailed;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * OAuth2 access tokens for mail servers that take no passwords (Microsoft 365, Google): by client credentials, or by a
 * refresh token where one is set. Kept until shortly before they end, and one for IMAP and SMTP of a mailbox.
 */
@Component
public class AccessTokens {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** A token must outlive the sign-in that it is for. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private static final Duration USUAL_LIFE = Duration.ofMinutes(5);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ObjectMapper json;
    /** Tokens end in real time, not in the process's, which tests move. */
    private final Clock wallClock = Clock.systemUTC();

    private final ConcurrentMap<MailSettings.OAuth, Token> tokens = new ConcurrentHashMap<>();

    AccessTokens(ObjectMapper json) {
        this.json = json;
    }

    /** @return the secret of all mailboxes with these settings */
    public MailSecret of(MailSettings.OAuth settings) {
        return tokens.computeIfAbsent(settings, Token::new);
    }

    private final class Token implements MailSecret {

        private final MailSettings.OAuth settings;
        private String value;
        private Instant goodUntil = Instant.MIN;
        private String refreshToken;

        private Token(MailSettings.OAuth settings) {
            this.settings = settings;
            this.refreshToken = settings.refreshToken();
        }

        @Override
        public boolean isToken() {
            return true;
        }

        @Override
        public synchronized void refused() {
            value = null;
        }

        @Override
        public synchronized String value() {
            if (value == null || !wallClock.instant().isBefore(goodUntil)) {
                JsonNode answer = ask();
                value = answer.path("access_token").asText();
                Duration life = Duration.ofSeconds(answer.path("expires_in").asLong(USUAL_LIFE.toSeconds()));
                // A very short life must not mean a new token for each command.
                goodUntil = wallClock.instant().plus(life.compareTo(MARGIN) > 0 ? life.minus(MARGIN) : life);
                // Providers may replace it; the one of the settings stays good for the next start.
                refreshToken = answer.path("refresh_token").asText(refreshToken);
            }
            return value;
        }

        private JsonNode ask() {
            Map<String, String> form = new LinkedHashMap<>();
            boolean refresh = refreshToken != null && !refreshToken.isBlank();
            form.put("grant_type", refresh ? "refresh_token" : "client_credentials");
            form.put("client_id", settings.clientId());
            form.put("client_secret", settings.clientSecret());
            form.put("scope", settings.scope());
            form.put("refresh_token", refresh ? refreshToken : null);
            String body = form.entrySet().stream()
                    .filter(field ->
                            field.getValue() != null && !field.getValue().isBlank())
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            HttpRequest request = HttpRequest.newBuilder(settings.tokenEndpoint())
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Accept", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build();
            try {
                return read(client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new SignInFailed("no answer from " + settings.tokenEndpoint() + ": " + e, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SignInFailed("interrupted while waiting for " + settings.tokenEndpoint(), e);
            }
        }

        /** Never quotes the whole answer: it may hold a token. */
        private JsonNode read(HttpResponse<String> response) throws IOException {
            JsonNode answer = json.readTree(response.body());
            if (response.statusCode() != 200
                    || answer.path("access_token").asText().isBlank()) {
                throw new SignInFailed(settings.tokenEndpoint() + " answered " + response.statusCode() + " "
                        + answer.path("error").asText() + " "
                        + answer.path("error_description").asText());
            }
            return answer;
        }
    }
}
