package io.reglament.desk.senders;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.crm.Language;
import io.reglament.desk.Requester;
import io.reglament.request.RequestView;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ReglamentTest
class SenderPagesTest {

    private static final String PAGE = "/mail/senders?product=bonus";

    @LocalServerPort
    int port;

    @Autowired
    Requester requester;

    @Autowired
    JdbcClient jdbc;

    private final String mark = "p" + UUID.randomUUID().toString().substring(0, 8);
    private HttpVisitor browser;
    private HttpVisitor program;

    @BeforeEach
    void an_account_manager_of_bonus() {
        String name = requester.user(Set.of("account-manager"), "bonus");
        browser = HttpVisitor.signedIn(port, name, name);
        program = HttpVisitor.user(port, name, name);
    }

    @Test
    @DisplayName("C-41: a sender is blocked on the page, listed with who and why, and removed again; without script")
    void the_page_of_senders() {
        String sender = mark + "@Spam.example.org";
        assertThat(browser.submit(
                                PAGE,
                                "/mail/senders",
                                Map.of(
                                        "product",
                                        "bonus",
                                        "sender",
                                        sender,
                                        "verdict",
                                        "BLOCKED",
                                        "reason",
                                        "<b>ads</b>"))
                        .statusCode())
                .isEqualTo(302);
        String page = browser.get(PAGE).body();
        assertThat(page).contains(mark + "@spam.example.org", "&lt;b&gt;ads").doesNotContain("<script");
        assertThat(browser.get(PAGE + "&lang=ru").body()).contains("Заблокированные и доверенные отправители");

        long id = jdbc.sql("select id from crm.mail_sender where pattern = lower(?)")
                .param(sender)
                .query(Long.class)
                .single();
        assertThat(browser.submit(PAGE, "/mail/senders/bonus/" + id + "/remove", Map.of())
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.get(PAGE).body()).doesNotContain(mark);
        assertThat(jdbc.sql("select removed_by is not null from crm.mail_sender where id = ?")
                        .param(id)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    @DisplayName("C-41: what is no sender, and what is our own, is refused with a sentence")
    void refused() {
        HttpResponse<String> rubbish = browser.submit(
                PAGE, "/mail/senders", Map.of("product", "bonus", "sender", mark + " spam", "verdict", "BLOCKED"));
        assertThat(rubbish.statusCode()).isEqualTo(400);
        assertThat(rubbish.body()).contains("is no mail address and no domain", "value=\"" + mark + " spam\"");

        HttpResponse<String> own = program.json(
                "/api/mail/senders",
                "{\"product\":\"bonus\",\"sender\":\"support.example.org\",\"verdict\":\"BLOCKED\"}");
        assertThat(own.statusCode()).isEqualTo(400);
        assertThat(own.body()).contains("@support.example.org is our own");
        HttpResponse<String> verdict = program.json(
                "/api/mail/senders", "{\"product\":\"bonus\",\"sender\":\"x@y.example.org\",\"verdict\":\"HATED\"}");
        assertThat(verdict.statusCode()).isEqualTo(400);
        assertThat(verdict.body()).contains("BLOCKED, TRUSTED");
    }

    @Test
    @DisplayName("C-41: programs list, add and remove senders; who does not serve the product may not")
    void the_interface_for_programs() {
        HttpResponse<String> added = program.json(
                "/api/mail/senders",
                "{\"product\":\"bonus\",\"sender\":\"@%s.example.org\",\"verdict\":\"TRUSTED\"}".formatted(mark));
        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(program.get("/api/mail/senders?product=bonus").body())
                .contains("\"pattern\":\"@" + mark + ".example.org\"", "\"verdict\":\"TRUSTED\"");
        String id = added.body().replaceAll(".*\"id\":(\\d+).*", "$1");

        String other = requester.user(Set.of("account-manager"), "otk");
        HttpVisitor outsider = HttpVisitor.user(port, other, other);
        assertThat(outsider.get("/api/mail/senders").body()).doesNotContain(mark);
        assertThat(outsider.get("/api/mail/senders?product=bonus").statusCode()).isEqualTo(403);
        assertThat(outsider.delete("/api/mail/senders/" + id).statusCode()).isEqualTo(403);
        assertThat(outsider.json("/api/mail/breaker/close", "").statusCode()).isEqualTo(403);
        assertThat(program.delete("/api/mail/senders/" + id).statusCode()).isEqualTo(204);
        assertThat(program.delete("/api/mail/senders/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("AU-7: held mail is shown with its reason, and sent or dropped by a person")
    void held_mail() {
        RequestView request =
                requester.register("bonus", requester.contact(Language.EN), "Held " + mark, "please help");
        long first = held(request);
        long second = held(request);

        String page = browser.get(PAGE).body();
        assertThat(page).contains(request.number(), mark + "@client.example.org", "The address had its share");
        assertThat(program.get("/api/mail/held?product=bonus").body()).contains("\"id\":" + first, "ADDRESS_BUDGET");
        assertThat(program.get("/api/mail/breaker").body()).contains("\"open\":false");

        assertThat(browser.submit(PAGE, "/mail/held/bonus/" + first + "/release", Map.of())
                        .statusCode())
                .isEqualTo(302);
        assertThat(program.json("/api/mail/held/" + second + "/drop", "").statusCode())
                .isEqualTo(204);
        assertThat(state(first)).isNotEqualTo("HELD");
        assertThat(state(second)).isEqualTo("DROPPED");
        assertThat(program.json("/api/mail/held/" + second + "/release", "").statusCode())
                .isEqualTo(404);
    }

    private long held(RequestView request) {
        String id = UUID.randomUUID().toString();
        String to = mark + "@client.example.org";
        return jdbc.sql("""
                insert into crm.outbound_mail (request_id, product, kind, dedup_key, message_id, sender, recipient,
                    subject, raw, state, held_reason, created_at)
                values (?, 'bonus', 'REGISTERED', ?, ?, 'bonus@support.example.org', ?, 'Held', ?, 'HELD',
                    'ADDRESS_BUDGET', now()) returning id
                """)
                .params(
                        request.id(),
                        id,
                        "<" + id + "@support.example.org>",
                        to,
                        ("From: bonus@support.example.org\r\nTo: " + to + "\r\nSubject: Held\r\n\r\nx\r\n")
                                .getBytes(StandardCharsets.US_ASCII))
                .query(Long.class)
                .single();
    }

    private String state(long id) {
        return jdbc.sql("select state from crm.outbound_mail where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }
}
