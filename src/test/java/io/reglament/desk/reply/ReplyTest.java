package io.reglament.desk.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.reglament.HttpVisitor;
import io.reglament.mail.MailUser;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.reply.Replies;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("A reply leaves once, after the undo time or at the time that was set, and can be taken back until then")
class ReplyTest extends ReplyScenario {

    private static final List<String> NOBODY = List.of();

    @Autowired
    Replies replies;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    @Test
    @DisplayName(
            "A reply with files waits, leaves, and stands in the conversation with what became of it for each reader")
    void a_reply_leaves() {
        MailUser colleague = new MailUser(servers, "c" + mark.substring(0, 8) + "@client.example.org");
        save("draft " + mark, 0);
        manager.upload(path + "/draft/files", "Отчёт.pdf", "application/pdf", bytes("pdf"));

        JsonNode reply = reply(
                manager, Map.of("text", "Готово " + mark, "copies", List.of(colleague.address(), contact.email())));

        assertThat(reply.path("internal").asBoolean()).isFalse();
        assertThat(reply.path("undoUntil").asText())
                .isNotBlank()
                .isEqualTo(reply.path("sendAt").asText());
        assertThat(draft(manager).path("text").asText()).isEmpty();
        assertThat(draft(manager).path("files")).isEmpty();
        assertThat(messages()).hasSize(1);
        JsonNode waiting = ok(manager.get(path + "/replies")).get(0);
        assertThat(waiting.path("text").asText()).isEqualTo("Готово " + mark);
        assertThat(waiting.path("files").get(0).path("name").asText()).isEqualTo("Отчёт.pdf");
        assertThat(waiting.path("by").asText()).isEqualTo(name);
        assertThat(waiting.path("mine").asBoolean()).isTrue();

        sent(reply);

        ParsedMail mail = customer.receives(found -> found.text().contains("Готово " + mark));
        assertThat(mail.subject()).isEqualTo("[" + request.number() + "] Re: Вопрос " + mark);
        assertThat(mail.attachments())
                .singleElement()
                .satisfies(file -> assertThat(file.fileName()).isEqualTo("Отчёт.pdf"));
        ParsedMail copy = colleague.receives(found -> found.text().contains("Готово " + mark));
        assertThat(copy.recipients()).contains(contact.email(), colleague.address());
        assertThat(ok(manager.get(path + "/replies"))).isEmpty();
        await().atMost(Duration.ofSeconds(20)).until(() -> delivered(messages().get(1)));
        JsonNode filed = messages().get(1);
        assertThat(messages()).hasSize(2);
        assertThat(filed.path("direction").asText()).isEqualTo("OUT");
        assertThat(filed.path("internal").asBoolean()).isFalse();
        assertThat(filed.path("text").asText()).isEqualTo("Готово " + mark);
        assertThat(filed.path("delivery").asText()).isEqualTo("DELIVERED");
        assertThat(filed.path("deliveries").findValuesAsText("recipient"))
                .containsExactly(contact.email(), colleague.address());
        assertThat(filed.path("attachments").get(0).path("fileName").asText()).isEqualTo("Отчёт.pdf");
        assertThat(filed.path("messageId").asText()).isEqualTo(mail.messageId());
        JsonNode archived = ok(manager.get(path + "/history"));
        assertThat(archived.get(archived.size() - 1).path("kind").asText()).isEqualTo("MAIL_OUT");
        assertThat(archived.get(archived.size() - 1).path("actor").asText()).isEqualTo(name);
        assertThat(ok(manager.get(path)).path("state").asText()).isEqualTo("REGISTERED");

        HttpResponse<byte[]> raw = manager.download(filed.path("raw").asText());
        assertThat(new String(raw.body(), StandardCharsets.ISO_8859_1))
                .contains("Message-ID: " + mail.messageId(), "cGRm");
        assertThat(raw.headers().firstValue("Content-Type")).hasValue("message/rfc822");
        assertThat(raw.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("attachment;"));
        assertThat(manager.get(path + "/messages/" + filed.path("id").asText() + "/headers")
                        .body())
                .contains("Message-ID: " + mail.messageId())
                .doesNotContain("cGRm");
    }

    private static boolean delivered(JsonNode message) {
        return message.path("deliveries").findValuesAsText("delivery").equals(List.of("DELIVERED", "DELIVERED"));
    }

    @Test
    void a_reply_is_taken_back_into_the_draft_with_its_files_before_what_came_meanwhile() {
        manager.upload(path + "/draft/files", "a.txt", "text/plain", bytes("a"));
        JsonNode reply = reply(manager, Map.of("text", "sent " + mark, "copies", List.of("a@client.example.org")));
        save("meanwhile", draft(manager).path("version").asInt());

        JsonNode draft = ok(manager.delete(path + "/replies/" + reply.path("id").asText()));

        assertThat(draft.path("text").asText()).isEqualTo("sent " + mark + "\n\nmeanwhile");
        assertThat(draft.path("copies").get(0).asText()).isEqualTo("a@client.example.org");
        assertThat(draft.path("files").get(0).path("name").asText()).isEqualTo("a.txt");
        assertThat(ok(manager.get(path + "/replies"))).isEmpty();
        assertThat(isScheduled(reply)).isFalse();
        replies.send(reply.path("id").asLong());
        assertThat(messages()).hasSize(1);
        problem(manager.delete(path + "/replies/" + reply.path("id").asText()), 409);
    }

    @Test
    void what_has_left_or_is_anothers_is_not_taken_back() {
        JsonNode reply = reply(manager, Map.of("text", "left " + mark, "copies", NOBODY));
        String href = path + "/replies/" + reply.path("id").asText();
        HttpVisitor other = member("bonus", "account-manager");
        assertThat(problem(other.delete(href), 403).path("detail").asText()).contains("only its author");
        assertThat(ok(other.get(path + "/replies")).get(0).path("mine").asBoolean())
                .isFalse();
        problem(manager.delete(path + "/replies/999999999"), 404);

        sent(reply);

        assertThat(problem(manager.delete(href), 409).path("detail").asText()).contains("has left");
        assertThat(draft(manager).path("text").asText()).isEmpty();
    }

    @Test
    void a_reply_waits_for_the_time_that_was_set() {
        Instant tomorrow = clock.instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);

        JsonNode reply =
                reply(manager, Map.of("text", "later " + mark, "copies", NOBODY, "sendAt", tomorrow.toString()));

        assertThat(reply.path("sendAt").asText()).isEqualTo(tomorrow.toString());
        assertThat(reply.path("undoUntil").asText()).isEqualTo(tomorrow.toString());
        double seconds = jdbc.sql("select extract(epoch from execution_time - now()) from crm.scheduled_tasks"
                        + " where task_name = 'send-reply' and task_instance = ?")
                .param(reply.path("id").asText())
                .query(Double.class)
                .single();
        assertThat(seconds).isBetween(23 * 3600.0, 24 * 3600.0);
        sent(reply);
        customer.receives(mail -> mail.text().contains("later " + mark));
    }

    @Test
    @DisplayName("Killed before the commit, the reply waits and is sent again; killed after it, it is not")
    void nothing_is_lost_or_doubled() {
        JsonNode reply =
                reply(manager, Map.of("text", "once " + mark, "copies", List.of("a" + mark + "@client.example.org")));
        long id = reply.path("id").asLong();

        transaction.executeWithoutResult(status -> {
            replies.send(id);
            status.setRollbackOnly();
        });
        assertThat(state(reply)).isEqualTo("WAITING");
        assertThat(messages()).hasSize(1);

        List<CompletableFuture<Void>> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            nodes.add(CompletableFuture.runAsync(() -> replies.send(id)));
        }
        nodes.forEach(CompletableFuture::join);
        sent(reply);

        assertThat(messages()).hasSize(2);
        assertThat(mails()).isEqualTo(2);
        customer.receives(mail -> mail.text().contains("once " + mark));
    }

    @Test
    void of_two_clicks_the_second_is_refused() {
        save("click " + mark, 0);
        String body = json(Map.of("text", "click " + mark, "copies", NOBODY, "version", 1));
        List<CompletableFuture<HttpResponse<String>>> clicks = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            clicks.add(CompletableFuture.supplyAsync(() -> manager.json(path + "/replies", body)));
        }

        assertThat(clicks.stream()
                        .map(CompletableFuture::join)
                        .map(HttpResponse::statusCode)
                        .sorted()
                        .toList())
                .containsExactly(202, 409);
        assertThat(ok(manager.get(path + "/replies"))).hasSize(1);
        problem(manager.put(path + "/draft", json(Map.of("text", "old tab", "version", 1))), 409);
    }

    @Test
    void everything_wrong_is_said_at_once_and_nothing_is_sent() {
        JsonNode problem = problem(
                manager.json(
                        path + "/replies",
                        json(Map.of(
                                "text",
                                " ",
                                "copies",
                                List.of("no address", "otk@support.example.org"),
                                "sendAt",
                                "2020-01-01T00:00:00Z"))),
                400);

        assertThat(problem.path("problems").findValuesAsText("field"))
                .containsExactly("text", "sendAt", "copies", "copies");
        assertThat(problem.path("detail").asText()).contains("no address", "otk@support.example.org");
        problem(manager.json(path + "/replies", json(Map.of("text", "x".repeat(50_001), "copies", NOBODY))), 400);
        problem(manager.json(path + "/replies", "no json"), 400);
        assertThat(ok(manager.get(path + "/replies"))).isEmpty();
    }

    private long mails() {
        return jdbc.sql("select count(*) from crm.outbound_mail where request_id = ?")
                .param(request.id())
                .query(Long.class)
                .single();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
