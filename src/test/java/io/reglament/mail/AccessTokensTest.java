package io.reglament.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.user.UserImpl;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.reglament.mail.MailSecret.SignInFailed;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An identity provider and a mail server that takes its tokens only. */
@DisplayName("Sign-in by OAuth2 (mail.md 2.1)")
class AccessTokensTest {

    private static final String MAILBOX = "bonus@support.example.org";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AccessTokens tokens = new AccessTokens(new ObjectMapper());
    private HttpServer provider;
    private GreenMail server;
    private volatile int status = 200;
    private volatile int life = 3600;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/token", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = (status == 200
                            ? "{\"access_token\":\"token-" + asked.size() + "\",\"expires_in\":" + life
                                    + ",\"refresh_token\":\"refresh-" + asked.size() + "\"}"
                            : "{\"error\":\"invalid_client\",\"error_description\":\"the secret has expired\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        provider.start();
        server = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP)
        });
        server.start();
        UserImpl user = (UserImpl) server.setUser(MAILBOX, "never told");
        user.setTokenValidator(token -> token.equals("token-" + asked.size()));
    }

    @AfterEach
    void stop() {
        provider.stop(0);
        server.stop();
    }

    @Test
    @DisplayName("OUT-6: one token by client credentials signs in to IMAP and SMTP, and is asked for once")
    void client_credentials() throws MessagingException {
        MailSecret secret = tokens.of(settings(null));

        signIn("imap", server.getImap().getPort(), secret);
        signIn("smtp", server.getSmtp().getPort(), tokens.of(settings(null)));

        assertThat(asked)
                .containsExactly("grant_type=client_credentials&client_id=the+app&client_secret=s%26cret"
                        + "&scope=https%3A%2F%2Fmail.example.org%2F.default");
    }

    @Test
    @DisplayName("OUT-6: a refused or ended token is replaced, by the refresh token that the provider gave last")
    void renewal() throws MessagingException {
        MailSecret secret = tokens.of(settings("first refresh token"));
        signIn("imap", server.getImap().getPort(), secret);
        asked.add("the provider gave a token to somebody else meanwhile, and ours is worth nothing");
        assertThatThrownBy(() -> signIn("imap", server.getImap().getPort(), secret))
                .isInstanceOf(AuthenticationFailedException.class);

        secret.refused();
        signIn("imap", server.getImap().getPort(), secret);

        assertThat(asked.get(0)).startsWith("grant_type=refresh_token").contains("refresh_token=first+refresh+token");
        assertThat(asked.get(2)).contains("refresh_token=refresh-1");
    }

    @Test
    @DisplayName("OUT-6: a token is not used longer than it lives")
    void short_life() {
        life = 0;
        MailSecret secret = tokens.of(settings(null));

        assertThat(secret.value()).isEqualTo("token-1");
        assertThat(secret.value()).isEqualTo("token-2");
    }

    @Test
    @DisplayName("OUT-6: what the identity provider refuses is said in its words, without the secret")
    void refused() {
        status = 401;

        assertThatThrownBy(() -> tokens.of(settings(null)).value())
                .isInstanceOf(SignInFailed.class)
                .hasMessageContaining("401 invalid_client the secret has expired")
                .hasMessageNotContaining("s&cret");
    }

    private MailSettings.OAuth settings(String refreshToken) {
        return new MailSettings.OAuth(
                URI.create("http://127.0.0.1:" + provider.getAddress().getPort() + "/token"),
                "the app",
                "s&cret",
                "https://mail.example.org/.default",
                refreshToken);
    }

    private static void signIn(String protocol, int port, MailSecret secret) throws MessagingException {
        MailServer mail = new MailServer("127.0.0.1", port, false, false, "INBOX", MAILBOX, secret);
        Session session = Session.getInstance(TransportSettings.of(mail, protocol, Duration.ofSeconds(5)));
        if (protocol.equals("imap")) {
            try (Store store = session.getStore("imap")) {
                store.connect(mail.host(), mail.port(), mail.user(), mail.password());
            }
        } else {
            try (Transport transport = session.getTransport("smtp")) {
                transport.connect(mail.host(), mail.port(), mail.user(), mail.password());
            }
        }
    }
}
