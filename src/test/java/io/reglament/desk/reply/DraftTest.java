package io.reglament.desk.reply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.reglament.HttpVisitor;
import io.reglament.request.NewMessage.NewAttachment;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The draft of a reply survives a reload, another device and another tab")
class DraftTest extends ReplyScenario {

    @Test
    void a_draft_is_the_persons_own_for_this_request() {
        JsonNode empty = draft(manager);
        assertThat(empty.path("text").asText()).isEmpty();
        assertThat(empty.path("version").asInt()).isZero();
        assertThat(empty.path("changedAt").isNull()).isTrue();
        assertThat(empty.path("mayReply").asBoolean()).isTrue();
        assertThat(empty.path("limits").path("fileBytes").asLong()).isPositive();

        String body = json(Map.of(
                "text",
                "line\r\nстрока\u0000",
                "copies",
                List.of("a@client.example.org"),
                "internal",
                true,
                "version",
                0));
        JsonNode saved = ok(manager.put(path + "/draft", body));

        assertThat(saved.path("version").asInt()).isEqualTo(1);
        JsonNode again = draft(HttpVisitor.user(port, name, name));
        assertThat(again.path("text").asText()).isEqualTo("line\nстрока");
        assertThat(again.path("copies").get(0).asText()).isEqualTo("a@client.example.org");
        assertThat(again.path("internal").asBoolean()).isTrue();
        assertThat(again.path("version").asInt()).isEqualTo(1);
        assertThat(draft(member("bonus", "account-manager")).path("text").asText())
                .isEmpty();
        assertThat(manager.delete(path + "/draft").statusCode()).isEqualTo(204);
        assertThat(draft(manager).path("text").asText()).isEmpty();
    }

    @Test
    void another_tab_is_told_and_gets_the_newer_text() {
        save("first", 0);
        save("second", 1);

        String late = json(Map.of("text", "late", "copies", List.of(), "version", 1));
        JsonNode problem =
                problem(HttpVisitor.user(port, name, name).speaking("ru").put(path + "/draft", late), 409);

        assertThat(problem.path("draft").path("text").asText()).isEqualTo("second");
        assertThat(problem.path("draft").path("version").asInt()).isEqualTo(2);
        assertThat(problem.path("detail").asText()).contains("в другом окне");
        JsonNode unaware = problem(manager.put(path + "/draft", json(Map.of("text", "x", "version", 0))), 409);
        assertThat(unaware.path("draft").path("text").asText()).isEqualTo("second");
        assertThat(draft(manager).path("text").asText()).isEqualTo("second");
    }

    @Test
    @DisplayName("BONUS-6-04: a request of another product is not found, in every place")
    void another_product_is_not_found() {
        HttpVisitor stranger = member("otk", "tech-support");
        for (String place : List.of("/draft", "/replies", "/reply-templates", "/draft/files/1")) {
            problem(stranger.get(path + place), 404);
        }
        problem(stranger.put(path + "/draft", "{\"text\":\"x\"}"), 404);
        problem(stranger.json(path + "/replies", "{\"text\":\"x\"}"), 404);
        problem(stranger.delete(path + "/draft"), 404);
        problem(stranger.delete(path + "/replies/1"), 404);
        problem(stranger.upload(path + "/draft/files", "a.txt", "text/plain", new byte[1]), 404);
        problem(stranger.json(path + "/draft/files", "{\"attachment\":1}"), 404);
        problem(stranger.get(path + "/messages/1/raw"), 404);
        assertThat(HttpVisitor.anybody(port).get(path + "/draft").statusCode()).isEqualTo(401);
    }

    @Test
    void files_of_a_draft_are_kept_and_come_back_as_they_were() {
        byte[] content = new byte[1_500_000];
        new Random(1).nextBytes(content);

        HttpResponse<String> answer =
                manager.upload(path + "/draft/files", "../Снимок экрана.png", "image/png", content);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode file = tree(answer);
        assertThat(file.path("name").asText()).isEqualTo("Снимок экрана.png");
        assertThat(file.path("size").asLong()).isEqualTo(content.length);
        assertThat(draft(manager).path("files").get(0)).isEqualTo(file);
        String href = path + "/draft/files/" + file.path("id").asText();
        HttpResponse<byte[]> download = manager.download(href);
        assertThat(download.body()).isEqualTo(content);
        assertThat(download.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("attachment;"));
        HttpVisitor other = member("bonus", "account-manager");
        problem(other.get(href), 404);
        problem(other.delete(href), 404);
        assertThat(manager.delete(href).statusCode()).isEqualTo(204);
        assertThat(draft(manager).path("files")).isEmpty();
        assertThat(orphans()).isZero();
    }

    @Test
    void a_file_of_the_conversation_can_be_added_one_of_another_request_cannot() {
        String other = path;
        request = requester.register(
                "bonus",
                contact,
                "Files " + mark,
                "t",
                new NewAttachment("a.pdf", "application/pdf", null, new byte[9]));
        path = "/api/requests/" + request.number();
        String id = messages().get(0).path("attachments").get(0).path("id").asText();

        HttpResponse<String> added = manager.json(path + "/draft/files", "{\"attachment\":" + id + "}");

        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(tree(added).path("name").asText()).isEqualTo("a.pdf");
        assertThat(tree(added).path("size").asInt()).isEqualTo(9);
        problem(manager.json(other + "/draft/files", "{\"attachment\":" + id + "}"), 404);
        JsonNode reply = reply(manager, Map.of("text", "again " + mark, "copies", List.of()));
        sent(reply);
        assertThat(customer.receives(mail -> mail.text().contains("again " + mark))
                        .attachments())
                .singleElement()
                .satisfies(file -> assertThat(file.fileName()).isEqualTo("a.pdf"));
    }

    @Test
    void what_is_too_large_is_refused_with_the_limit() {
        JsonNode large = problem(upload(2_500_000), 413);
        assertThat(large.path("limit").asLong()).isEqualTo(2 * 1024 * 1024);
        assertThat(large.path("detail").asText()).contains("2 MB");

        // Over what the server takes at all: not even read, and said all the same.
        assertThat(problem(upload(37_000_000), 413).path("limit").asLong()).isEqualTo(2 * 1024 * 1024);
        assertThat(draft(manager).path("files")).isEmpty();
        assertThat(orphans()).isZero();
    }

    private HttpResponse<String> upload(int size) {
        return manager.upload(path + "/draft/files", "a.bin", "application/octet-stream", new byte[size]);
    }

    @Test
    void too_many_files_are_refused() {
        for (int i = 0; i < 20; i++) {
            assertThat(upload(1).statusCode()).isEqualTo(201);
        }

        assertThat(problem(upload(1), 409).path("detail").asText()).contains("20");
        assertThat(draft(manager).path("files").findValuesAsText("name"))
                .doesNotHaveDuplicates()
                .contains("a.bin", "a-20.bin");
        assertThat(manager.delete(path + "/draft").statusCode()).isEqualTo(204);
        assertThat(draft(manager).path("files")).isEmpty();
        assertThat(orphans()).isZero();
    }

    /** @return how many slices of uploads there are that no draft and no reply has */
    private long orphans() {
        return jdbc.sql("""
                        select count(*) from crm.uploaded_file_part p
                        where not exists (select 1 from crm.reply_file f where f.upload_id = p.upload_id)
                        """).query(Long.class).single();
    }
}
