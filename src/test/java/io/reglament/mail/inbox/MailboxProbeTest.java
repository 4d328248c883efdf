package io.reglament.mail.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.desk.Requester;
import io.reglament.mail.MailSecret;
import io.reglament.mail.MailSecret.SignInFailed;
import io.reglament.mail.MailServer;
import io.reglament.mail.MailServers;
import io.reglament.mail.MailSettings;
import io.reglament.mail.inbox.MailboxProbe.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.util.unit.DataSize;

/** What an operator is told of a mailbox's settings. */
@ReglamentTest
@DisplayName("The test of a mailbox's settings (OUT-6)")
class MailboxProbeTest {

    private static final String MAILBOX = "bonus@support.example.org";

    @LocalServerPort
    int port;

    @Autowired
    Requester requester;

    @Autowired
    MailIncidents incidents;

    private GreenMail server;

    @BeforeEach
    void start() {
        server = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP)
        });
        server.start();
        server.setUser(MAILBOX, "right");
        server.getUserManager().setAuthRequired(true);
    }

    @AfterEach
    void stop() {
        GreenMailThreads.stop(server);
    }

    @Test
    void good_settings() {
        assertThat(imap("127.0.0.1", plain(), false, false, "INBOX", "right")).isEqualTo(Finding.OK);
        assertThat(smtp(server.getSmtp().getPort(), "right")).isEqualTo(Finding.OK);
    }

    @Test
    void each_fault_has_its_name() throws IOException {
        assertThat(imap("127.0.0.1", plain(), false, false, "INBOX", "wrong")).isEqualTo(Finding.SIGN_IN);
        assertThat(smtp(server.getSmtp().getPort(), "wrong")).isEqualTo(Finding.SIGN_IN);
        assertThat(imap("127.0.0.1", plain(), false, false, "Nowhere", "right")).isEqualTo(Finding.FOLDER);
        assertThat(imap("host.invalid", plain(), false, false, "INBOX", "right"))
                .isEqualTo(Finding.HOST_UNKNOWN);
        assertThat(imap("127.0.0.1", plain(), true, false, "INBOX", "right")).isEqualTo(Finding.ENCRYPTION);
        assertThat(imap("127.0.0.1", plain(), false, true, "INBOX", "right")).isEqualTo(Finding.ENCRYPTION);
        assertThat(imap("127.0.0.1", server.getImaps().getPort(), true, false, "INBOX", "right"))
                .isEqualTo(Finding.CERTIFICATE);
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(imap("127.0.0.1", silent.getLocalPort(), false, false, "INBOX", "right"))
                    .isEqualTo(Finding.NO_ANSWER);
        }
        assertThat(imap("127.0.0.1", closedPort(), false, false, "INBOX", "right"))
                .isEqualTo(Finding.PORT_REFUSED);
        MailSecret none = new MailSecret() {
            @Override
            public String value() {
                throw new SignInFailed("invalid_client");
            }
        };
        assertThat(probe(new MailServer("127.0.0.1", plain(), false, false, "INBOX", MAILBOX, none))
                        .imap("bonus")
                        .finding())
                .isEqualTo(Finding.TOKEN);
        assertThat(probe(null).imap("bonus").finding()).isEqualTo(Finding.NOT_CONFIGURED);
    }

    @Test
    void operators_test_and_see_mailboxes_in_their_language_and_nobody_else_does() {
        String operator = requester.user(Set.of("operator"), "bonus");
        HttpVisitor he = HttpVisitor.user(port, operator, operator).speaking("ru");

        HttpResponse<String> tested = he.json("/api/mail/mailboxes/bonus/test", "");
        assertThat(tested.statusCode()).isEqualTo(200);
        assertThat(tested.body()).contains("\"finding\":\"OK\"").contains("принимает настройки");
        HttpResponse<String> listed = he.get("/api/mail/mailboxes");
        assertThat(listed.body()).contains(MAILBOX).contains("читает этот узел").contains("\"lastRead\":\"2");
        assertThat(he.json("/api/mail/incidents/999999/close", "{\"remark\":\"x\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(he.get("/api/mail/ledger?mailbox=" + MAILBOX).body()).contains("\"fetched\":");
        assertThat(he.get("/api/mail/ledger?mailbox=none@support.example.org").body())
                .contains("\"fetched\":0");

        String manager = requester.user(Set.of("account-manager"), "bonus");
        HttpVisitor she = HttpVisitor.user(port, manager, manager);
        for (HttpResponse<String> refused : List.of(
                she.get("/api/mail/mailboxes"),
                she.json("/api/mail/mailboxes/bonus/test", ""),
                she.json("/api/mail/incidents/1/close", "{\"remark\":\"x\"}"))) {
            assertThat(refused.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void the_page_has_a_button_and_shows_what_must_be_looked_at() {
        String operator = requester.user(Set.of("operator"), "bonus");
        HttpVisitor he = HttpVisitor.signedIn(port, operator, operator).speaking("ru");
        incidents.open(MAILBOX, "bonus", MailIncidents.Kind.DIFFERENCE, "1: UID 7");
        MailIncidents.Incident incident = incidents.open().stream()
                .filter(i -> i.mailbox().equals(MAILBOX))
                .findFirst()
                .orElseThrow();

        assertThat(he.get("/mailboxes").body()).contains(MAILBOX, "UID 7", "Проверить настройки");
        assertThat(he.submit("/mailboxes", "/mailboxes/bonus/test", Map.of()).body())
                .contains("принимает настройки");
        he.submit("/mailboxes", "/mailboxes/incidents/" + incident.id() + "/close", Map.of("remark", "Restored"));
        assertThat(he.get("/mailboxes").body()).doesNotContain("UID 7");

        String manager = requester.user(Set.of("account-manager"), "bonus");
        assertThat(HttpVisitor.signedIn(port, manager, manager)
                        .get("/mailboxes")
                        .statusCode())
                .isEqualTo(403);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private int plain() {
        return server.getImap().getPort();
    }

    private Finding imap(String host, int port, boolean tls, boolean startTls, String folder, String password) {
        return probe(new MailServer(host, port, tls, startTls, folder, MAILBOX, MailSecret.password(password)))
                .imap("bonus")
                .finding();
    }

    private Finding smtp(int port, String password) {
        return probe(new MailServer("127.0.0.1", port, false, MAILBOX, password))
                .smtp("bonus", MAILBOX)
                .finding();
    }

    private static MailboxProbe probe(MailServer server) {
        MailServers servers = new MailServers() {
            @Override
            public MailServer imap(String product) {
                if (server == null) {
                    throw new IllegalStateException("no mail servers for product " + product);
                }
                return server;
            }

            @Override
            public MailServer smtp(String product) {
                return imap(product);
            }
        };
        return new MailboxProbe(
                servers,
                new MailSettings(
                        Map.of(),
                        DataSize.ofMegabytes(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        1,
                        List.of(Duration.ofSeconds(1)),
                        List.of(Duration.ofSeconds(1)),
                        Duration.ofHours(1),
                        10));
    }
}
