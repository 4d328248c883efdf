package io.reglament.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.mail.MailTriage;
import io.reglament.mail.TriageReason;
import io.reglament.process.request.Lifecycle;
import io.reglament.request.RequestView;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ReglamentTest
@DisplayName("What a task is about, and the mail to sort")
class TaskApiTest {

    @LocalServerPort
    int port;

    @Autowired
    Requester requester;

    @Autowired
    Lifecycle lifecycle;

    @Autowired
    MailTriage triage;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    private HttpVisitor manager;
    private HttpVisitor ofAnotherProduct;

    @BeforeEach
    void people() {
        lifecycle.people();
        String name = requester.user(Set.of("account-manager"), "bonus");
        manager = HttpVisitor.user(port, name, name);
        String other = requester.user(Set.of("account-manager"), "otk");
        ofAnotherProduct = HttpVisitor.user(port, other, other);
    }

    @Test
    void a_task_of_a_request_tells_the_request() {
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "The report is empty");
        String path = subject(lifecycle.task(request, "Task_ClassifyRequest").getId());

        JsonNode subject = json(manager.get(path));

        assertThat(subject.path("request").path("number").asText()).isEqualTo(request.number());
        assertThat(subject.path("mail").isNull()).isTrue();
        assertThat(ofAnotherProduct.get(path).statusCode()).isEqualTo(404);
        assertThat(manager.get(subject("none")).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("C-41: a task to sort a mail tells the mail, and the request that the mail names")
    void a_task_to_sort_a_mail_tells_the_mail() {
        Contact contact = lifecycle.contact();
        RequestView request = lifecycle.register("bonus", contact, "The report is empty");
        String sender = "stranger-" + UUID.randomUUID() + "@client.example.org";
        long mail = mail("bonus", sender);
        transaction.executeWithoutResult(
                status -> triage.sort(mail, "bonus", TriageReason.STRANGER_WITH_NUMBER, request.number()));
        String path = subject(tasks.createTaskQuery()
                .processInstanceBusinessKey("mail-" + mail)
                .singleResult()
                .getId());

        JsonNode subject = json(manager.get(path));

        assertThat(subject.path("hint").asText()).isEqualTo(request.number());
        assertThat(subject.path("request").path("number").asText()).isEqualTo(request.number());
        assertThat(subject.path("mail").path("sender").asText()).isEqualTo(sender);
        assertThat(subject.path("mail").path("subject").asText()).isEqualTo("Где мой отчёт?");
        assertThat(subject.path("mail").path("text").asText()).contains("Ответьте, пожалуйста");
        assertThat(ofAnotherProduct.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void a_mail_is_there_for_those_who_serve_its_product_and_as_it_came() {
        long mail = mail("bonus", "who@client.example.org");

        assertThat(json(manager.get("/api/mail/inbound/" + mail))
                        .path("original")
                        .asText())
                .isEqualTo("/api/mail/inbound/" + mail + "/raw");
        HttpResponse<byte[]> raw = manager.download("/api/mail/inbound/" + mail + "/raw");
        assertThat(raw.body()).isEqualTo(raw("who@client.example.org"));
        assertThat(raw.headers().firstValue("Content-Type")).hasValue("message/rfc822");
        assertThat(raw.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(v -> assertThat(v).startsWith("attachment;").contains("mail-" + mail + ".eml"));
        assertThat(ofAnotherProduct.get("/api/mail/inbound/" + mail).statusCode())
                .isEqualTo(404);
        assertThat(ofAnotherProduct.get("/api/mail/inbound/" + mail + "/raw").statusCode())
                .isEqualTo(404);
        assertThat(manager.get("/api/mail/inbound/none").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("IN-6: the number fetched is the sum over the outcomes")
    void the_number_fetched_is_the_sum_over_the_outcomes() {
        mail("bonus", "ledger@client.example.org");

        JsonNode ledger = json(manager.get("/api/mail/ledger"));

        long sum = 0;
        for (String outcome : Set.of(
                "request",
                "reply",
                "automatic",
                "bounce",
                "duplicate",
                "self",
                "blocked",
                "toSort",
                "discarded",
                "pending")) {
            assertThat(ledger.has(outcome)).as(outcome).isTrue();
            sum += ledger.path(outcome).asLong();
        }
        assertThat(ledger.path("fetched").asLong()).isPositive().isEqualTo(sum);
    }

    @Test
    @DisplayName("BONUS-6-04: the account of the mail is that of the caller's products, an operator's that of all")
    void the_account_of_the_mail_is_that_of_the_callers_products() {
        String name = requester.user(Set.of("operator"));
        HttpVisitor operator = HttpVisitor.user(port, name, name);
        String without = requester.user(Set.of("account-manager"));
        mail("bonus", "scope@client.example.org");
        mail("otk", "scope@client.example.org");

        long all = fetched(operator);

        assertThat(fetched(HttpVisitor.user(port, "admin", "admin"))).isGreaterThanOrEqualTo(all);
        assertThat(fetched(manager)).isPositive().isLessThan(all);
        assertThat(fetched(HttpVisitor.user(port, without, without))).isZero();
    }

    private static long fetched(HttpVisitor visitor) {
        return json(visitor.get("/api/mail/ledger")).path("fetched").asLong();
    }

    private long mail(String product, String sender) {
        byte[] raw = raw(sender);
        return jdbc.sql("""
                insert into crm.inbound_mail (mailbox, product, uid_validity, uid, internal_date, fetched_at, size, sha256,
                    fingerprint, raw, message_id, sender, subject, outcome, reason)
                values (?, ?, 1, ?, ?, ?, ?, '\\x00', '\\x00', ?, ?, ?, 'Где мой отчёт?', 'TO_SORT', 'UNKNOWN_SENDER')
                returning id
                """)
                .params(
                        "desk-test-" + UUID.randomUUID(),
                        product,
                        ThreadLocalRandom.current().nextLong(1L << 30),
                        Timestamp.from(clock.instant()),
                        Timestamp.from(clock.instant()),
                        (long) raw.length,
                        raw,
                        "<" + UUID.randomUUID() + "@client.example.org>",
                        sender)
                .query(Long.class)
                .single();
    }

    private static byte[] raw(String sender) {
        return ("From: Somebody <" + sender + ">\r\nTo: bonus@support.example.org\r\n"
                        + "Subject: =?utf-8?B?0JPQtNC1INC80L7QuSDQvtGC0YfRkdGCPw==?=\r\nMIME-Version: 1.0\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                        + "Ответьте, пожалуйста.\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String subject(String taskId) {
        return "/api/tasks/" + taskId + "/request";
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
