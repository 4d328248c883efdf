package io.reglament.desk.reply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.reglament.HttpVisitor;
import io.reglament.crm.Language;
import io.reglament.request.NewMessage.NewAttachment;
import io.reglament.request.RequestState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who may answer a customer, what a note is, and what a reply does to the request")
class ReplyRulesTest extends ReplyScenario {

    private static final List<String> NOBODY = List.of();

    @Test
    @DisplayName("OTK-6-05: development answers only through support: it may note and not reply, and is told who may")
    void development_answers_only_through_support() {
        request = requester.register("otk", contact, "Отк " + mark, "t");
        path = "/api/requests/" + request.number();
        String developer = requester.user(Set.of("development"), "otk");
        requester.change(work -> {
            work.takeOver(request.id(), developer, "test", "test");
            work.assign(request.id(), "development", "test", "test");
        });
        HttpVisitor development = HttpVisitor.user(port, developer, developer);

        assertThat(draft(development).path("mayReply").asBoolean()).isFalse();
        assertThat(draft(development).path("mayNote").asBoolean()).isTrue();
        String words = json(Map.of("text", "x", "copies", NOBODY));
        assertThat(problem(development.json(path + "/replies", words), 403)
                        .path("detail")
                        .asText())
                .contains("Answer the customer", "first line (tech-support)");
        reply(development, Map.of("text", "note " + mark, "internal", true));
        assertThat(draft(member("otk", "tech-support")).path("mayReply").asBoolean())
                .isTrue();
    }

    @Test
    @DisplayName("T-09: a note is never mailed, keeps its files, and the assignee's first one begins the work")
    void a_note_is_internal() {
        assign();
        manager.upload(path + "/draft/files", "internal.txt", "text/plain", "secret".getBytes(StandardCharsets.UTF_8));

        JsonNode note = reply(manager, Map.of("text", "Note " + mark, "internal", true));

        assertThat(note.path("undoUntil").isNull()).isTrue();
        JsonNode filed = messages().get(1);
        assertThat(filed.path("internal").asBoolean()).isTrue();
        assertThat(filed.path("direction").asText()).isEqualTo("NOTE");
        assertThat(filed.path("text").asText()).isEqualTo("Note " + mark);
        assertThat(filed.path("deliveries")).isEmpty();
        assertThat(filed.path("raw").isNull()).isTrue();
        problem(manager.get(path + "/messages/" + filed.path("id").asText() + "/raw"), 404);
        String href = filed.path("attachments").get(0).path("href").asText();
        assertThat(manager.download(href).body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("secret");
        assertThat(draft(manager).path("files")).isEmpty();
        assertThat(ok(manager.get(path)).path("state").asText()).isEqualTo("IN_WORK");
        assertThat(jdbc.sql("select count(*) from crm.outbound_mail where request_id = ?")
                        .param(request.id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName("T-09: the assignee's first reply begins the work, a colleague's changes no state")
    void the_first_reply_begins_the_work() {
        assign();
        reply(member("bonus", "account-manager"), Map.of("text", "hello", "copies", NOBODY));
        assertThat(ok(manager.get(path)).path("state").asText()).isEqualTo("ASSIGNED");

        reply(manager, Map.of("text", "begun", "copies", NOBODY));
        assertThat(ok(manager.get(path)).path("state").asText()).isEqualTo("IN_WORK");
    }

    private void assign() {
        requester.change(work -> {
            work.takeOver(request.id(), name, "test", "test");
            work.assign(request.id(), "programmer", "test", "test");
        });
    }

    @Test
    void a_reply_to_a_closed_request_leaves_and_the_request_stays_closed() {
        requester.change(work -> work.changeState(request.id(), RequestState.CLOSED, "test", "test"));
        assertThat(draft(manager).path("notice").asText()).contains("Закрыт", "stays so");

        JsonNode reply = reply(manager, Map.of("text", "after " + mark, "copies", NOBODY));
        sent(reply);

        assertThat(reply.path("notice").asText()).contains("Закрыт");
        customer.receives(mail -> mail.text().contains("after " + mark));
        assertThat(ok(manager.get(path)).path("state").asText()).isEqualTo("CLOSED");
    }

    @Test
    void who_takes_part_is_in_copy_unless_the_person_says_otherwise() {
        String colleague = "p" + mark.substring(0, 8) + "@client.example.org";
        ok(manager.json(path + "/actions/addParticipant", json(Map.of("email", colleague))));
        assertThat(draft(manager).path("copies").get(0).asText()).isEqualTo(colleague);

        JsonNode usual = reply(manager, Map.of("text", "to all"));
        JsonNode alone = reply(manager, Map.of("text", "to one", "copies", NOBODY));

        JsonNode waiting = ok(manager.get(path + "/replies"));
        assertThat(waiting.get(0).path("id")).isEqualTo(usual.path("id"));
        assertThat(waiting.get(0).path("copies").get(0).asText()).isEqualTo(colleague);
        assertThat(waiting.get(1).path("id")).isEqualTo(alone.path("id"));
        assertThat(waiting.get(1).path("copies")).isEmpty();
    }

    @Test
    void templates_are_in_the_customers_language_with_everything_filled_in() {
        JsonNode russian = ok(manager.get(path + "/reply-templates"));
        request = requester.register("bonus", requester.contact(Language.EN), "English " + mark, "t");
        path = "/api/requests/" + request.number();
        JsonNode english = ok(manager.get(path + "/reply-templates"));

        assertThat(russian.findValuesAsText("code"))
                .isEqualTo(english.findValuesAsText("code"))
                .startsWith("working");
        assertThat(russian.get(0).path("title").asText()).isEqualTo("Работаем над запросом");
        assertThat(russian.get(0).path("text").asText())
                .startsWith("Здравствуйте, Kai Kunde!")
                .contains("BONUS-", "Dora Desk");
        assertThat(english.get(0).path("text").asText())
                .startsWith("Hello, Kai Kunde!")
                .contains(request.number());
        russian.forEach(each -> assertThat(each.path("text").asText()).doesNotContain("{", "}"));
        english.forEach(each -> assertThat(each.path("text").asText()).doesNotContain("{", "}"));
    }

    @Test
    @DisplayName("PA-13: what a mail program quoted is told apart, and an inline image names its place")
    void quoted_text_and_inline_images() {
        request = requester.register(
                "bonus",
                contact,
                "Re: quoted " + mark,
                "Новое\n\n21.11.2026 10:00, Support пишет:\n> Старое <img src=\"cid:shot\">",
                new NewAttachment("shot.png", "image/png", "shot", new byte[3]),
                new NewAttachment("other.png", "image/png", "other", new byte[3]));
        path = "/api/requests/" + request.number();

        JsonNode message = messages().get(0);

        assertThat(message.path("newText").asText()).isEqualTo("Новое");
        assertThat(message.path("quotedText").asText()).startsWith("21.11.2026").contains("> Старое");
        JsonNode files = message.path("attachments");
        assertThat(files.get(0).path("contentId").asText()).isEqualTo("shot");
        assertThat(files.get(0).path("inline").asBoolean()).isTrue();
        assertThat(files.get(1).path("inline").asBoolean()).isFalse();
    }
}
