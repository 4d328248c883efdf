package io.reglament.desk.mailtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.acceptance.CustomerMail;
import io.reglament.acceptance.CustomerMail.Draft;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.desk.Requester;
import io.reglament.mail.MailOutcome;
import io.reglament.mail.MailServers;
import io.reglament.mail.TriageReason;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;
import org.springframework.transaction.support.TransactionTemplate;

@ReglamentTest
@DisplayName("The page Mail: each mail's way from its arrival to what became of our answer")
class MailTrailTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MAILBOX = "bonus@support.example.org";

    @LocalServerPort
    int port;

    @Autowired
    MailServers servers;

    @Autowired
    Requester requester;

    @Autowired
    Customers customers;

    @Autowired
    TaskService tasks;

    @Autowired
    MessageSource texts;

    @Autowired
    TransactionTemplate transaction;

    private final String key = UUID.randomUUID().toString().substring(0, 8);
    private final String subject = "Не приходит отчёт " + key;
    private CustomerMail mail;
    private HttpVisitor manager;

    @BeforeEach
    void an_account_manager() {
        mail = new CustomerMail(
                servers.smtp("bonus").host(),
                servers.smtp("bonus").port(),
                servers.imap("bonus").port());
        manager = visitor(Set.of("account-manager"), "bonus");
    }

    @Test
    @DisplayName(
            "IN-6: a mail is found by address, subject and request number, with its outcome, answers and their delivery")
    void a_mail_that_became_a_request() {
        String sender = "u" + key + "@client.example.org";
        mail.send(new Draft(sender, MAILBOX, subject, "Отчёт не приходит."));
        JsonNode found = decided(sender, "REQUEST");
        String number = found.path("request").asText();
        assertThat(found.path("rule").asText()).isEqualTo("NEW_REQUEST");
        assertThat(ids(subject)).isEqualTo(ids(sender)).isEqualTo(ids(number)).hasSize(1);
        await().until(
                        () -> json("/api/mail/sent?q=" + sender)
                                .path("items")
                                .path(0)
                                .path("state")
                                .asText(),
                        "SENT"::equals);

        String page =
                manager.get("/mail/received/" + found.path("id") + "?lang=en").body();
        assertThat(page)
                .contains(subject, sender, number, "Became a request", "NEW_REQUEST", "Delivered to the server");
        assertThat(page).doesNotContain("/decide");
        String list = manager.get("/mail?q=" + key + "&lang=ru").body();
        assertThat(list).contains("Стало запросом", sender, number);
        String sent = manager.get("/mail/sent?q=" + sender + "&lang=ru").body();
        assertThat(sent).contains("Передано серверу", number);
        long sentId = json("/api/mail/sent?q=" + sender)
                .path("items")
                .path(0)
                .path("id")
                .asLong();
        assertThat(manager.get("/mail/sent/" + sentId).body()).contains(sender, number);
    }

    @Test
    @DisplayName("C-41: put back once its sender is known, a mail is decided again, and its task goes")
    void decided_again() {
        String sender = "s" + key + "@nowhere-" + key + ".example.org";
        mail.send(new Draft(sender, MAILBOX, subject, "Отчёт не приходит."));
        JsonNode waiting = decided(sender, "TO_SORT");
        assertThat(waiting.path("reason").asText()).isEqualTo("UNKNOWN_SENDER");
        long id = waiting.path("id").asLong();
        assertThat(openTasks(id)).isEqualTo(1);
        String address = "/api/mail/received/" + id + "/decide";
        HttpResponse<String> refused = program(Set.of("specialist"), "bonus").json(address, "{}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("account managers");
        transaction.executeWithoutResult(status -> {
            long company = customers
                    .addContact("Company " + key, "nowhere-" + key + ".example.org", "Kai", sender, Language.RU)
                    .customerId();
            customers.addContract(company, "bonus", "C-" + key, LocalDate.of(2020, 1, 1), null);
        });

        HttpResponse<String> putBack =
                manager.submit("/mail/received/" + id, "/mail/received/" + id + "/decide", Map.of());
        assertThat(putBack.statusCode()).isIn(200, 302);

        JsonNode now = decided(sender, "REQUEST");
        assertThat(now.path("id").asLong()).isEqualTo(id);
        assertThat(openTasks(id)).isZero();
        JsonNode way = json("/api/mail/received/" + id);
        assertThat(way.path("events").path(0).path("wasOutcome").asText()).isEqualTo("TO_SORT");
        assertThat(program(Set.of("account-manager"), "bonus")
                        .json(address, "{}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(json("/api/mail/received?q=" + sender).path("items")).hasSize(1);
    }

    @Test
    @DisplayName("BONUS-6-04: mail of another product is neither listed nor shown")
    void mail_of_another_product() {
        String sender = "u" + key + "@client.example.org";
        mail.send(new Draft(sender, MAILBOX, subject, "Отчёт не приходит."));
        long id = decided(sender, "REQUEST").path("id").asLong();
        HttpVisitor other = visitor(Set.of("account-manager"), "otk");

        assertThat(read(other.get("/api/mail/received?q=" + key)).path("items")).isEmpty();
        assertThat(other.get("/api/mail/received/" + id).statusCode()).isEqualTo(404);
        assertThat(other.get("/mail/received/" + id).statusCode()).isEqualTo(404);
        assertThat(program(Set.of("account-manager"), "otk")
                        .json("/api/mail/received/" + id + "/decide", "{}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(HttpVisitor.anybody(port).get("/mail").statusCode()).isEqualTo(302);
    }

    @Test
    @DisplayName("a filter that is not known says what is allowed, on the page and in the API")
    void unknown_filters() {
        HttpResponse<String> api = manager.get("/api/mail/received?outcome=NONE&size=0");
        assertThat(api.statusCode()).isEqualTo(400);
        assertThat(api.body()).contains("TO_SORT", "outcome", "size");
        HttpResponse<String> page = manager.get("/mail?outcome=NONE&q=" + key + "&lang=en");
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("Allowed: REQUEST", "value=\"" + key + "\"");
    }

    @Test
    @DisplayName("every outcome and every reason has its words in both languages")
    void words() {
        for (String language : new String[] {"en", "ru"}) {
            Locale locale = Locale.forLanguageTag(language);
            Arrays.stream(MailOutcome.values())
                    .forEach(o -> assertThat(texts.getMessage("mail.outcome." + o, null, locale))
                            .isNotBlank());
            Arrays.stream(TriageReason.values())
                    .forEach(r -> assertThat(texts.getMessage("mail.reason." + r, null, locale))
                            .isNotBlank());
        }
    }

    private HttpVisitor visitor(Set<String> groups, String product) {
        String name = requester.user(groups, product);
        return HttpVisitor.signedIn(port, name, name);
    }

    private JsonNode decided(String sender, String outcome) {
        return await().until(
                        () -> json("/api/mail/received?q=" + sender)
                                .path("items")
                                .path(0),
                        m -> m.path("outcome").asText().equals(outcome));
    }

    private HttpVisitor program(Set<String> groups, String product) {
        String name = requester.user(groups, product);
        return HttpVisitor.user(port, name, name);
    }

    private List<Long> ids(String q) {
        JsonNode items = json("/api/mail/received?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8))
                .path("items");
        return items.findValuesAsText("id").stream().map(Long::valueOf).toList();
    }

    private long openTasks(long id) {
        return tasks.createTaskQuery().processInstanceBusinessKey("mail-" + id).count();
    }

    private JsonNode json(String path) {
        HttpResponse<String> answer = manager.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return read(answer);
    }

    private static JsonNode read(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(answer.body(), e);
        }
    }
}
