package io.reglament.desk.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.crm.Language;
import io.reglament.desk.Requester;
import io.reglament.mail.MailServers;
import io.reglament.mail.MailUser;
import io.reglament.request.RequestView;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A request of bonus, the customer's mailbox, and an account manager at the reply box. */
@ReglamentTest
abstract class ReplyScenario {

    static final ObjectMapper JSON = new ObjectMapper();

    @LocalServerPort
    int port;

    @Autowired
    Requester requester;

    @Autowired
    MailServers servers;

    @Autowired
    JdbcClient jdbc;

    final String mark = UUID.randomUUID().toString();
    Contact contact;
    RequestView request;
    String path;
    String name;
    HttpVisitor manager;
    MailUser customer;

    @BeforeEach
    void a_request_of_bonus() {
        contact = requester.contact(Language.RU);
        customer = new MailUser(servers, contact.email());
        request = requester.register("bonus", contact, "Вопрос " + mark, "text");
        path = "/api/requests/" + request.number();
        name = requester.user(Set.of("account-manager"), "bonus");
        manager = HttpVisitor.user(port, name, name);
    }

    HttpVisitor member(String product, String... groups) {
        String other = requester.user(Set.of(groups), product);
        return HttpVisitor.user(port, other, other);
    }

    JsonNode reply(HttpVisitor visitor, Map<String, ?> body) {
        HttpResponse<String> answer = visitor.json(path + "/replies", json(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return tree(answer);
    }

    JsonNode draft(HttpVisitor visitor) {
        return ok(visitor.get(path + "/draft"));
    }

    JsonNode save(String text, int version) {
        return ok(manager.put(path + "/draft", json(Map.of("text", text, "copies", List.of(), "version", version))));
    }

    JsonNode messages() {
        return ok(manager.get(path + "/messages"));
    }

    /** The undo time has passed, or the time to send has come; then it waits until the reply has left. */
    void sent(JsonNode reply) {
        jdbc.sql("update crm.scheduled_tasks set execution_time = now() where task_name = 'send-reply'"
                        + " and task_instance = ? and not picked")
                .param(reply.path("id").asText())
                .update();
        await().atMost(Duration.ofSeconds(20)).until(() -> state(reply).equals("SENT") && !isScheduled(reply));
    }

    boolean isScheduled(JsonNode reply) {
        return jdbc.sql("select exists (select 1 from crm.scheduled_tasks where task_name = 'send-reply'"
                        + " and task_instance = ?)")
                .param(reply.path("id").asText())
                .query(Boolean.class)
                .single();
    }

    String state(JsonNode reply) {
        return jdbc.sql("select state from crm.reply where id = ?")
                .param(reply.path("id").asLong())
                .query(String.class)
                .single();
    }

    static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = tree(answer);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
        return problem;
    }

    static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return tree(answer);
    }

    static JsonNode tree(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
