package io.reglament.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.SqlLog;
import io.reglament.crm.Contact;
import io.reglament.crm.Language;
import io.reglament.request.NewMessage.NewAttachment;
import io.reglament.request.RequestView;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ReglamentTest
@DisplayName("Design 10: an answer costs a bounded number of SQL statements")
class StatementsTest {

    @LocalServerPort
    int port;

    @Autowired
    Requester requester;

    private final String mark = UUID.randomUUID().toString();
    private SqlLog statements;
    private HttpVisitor manager;
    private Contact contact;

    @BeforeEach
    void listen() {
        contact = requester.contact(Language.EN);
        String name = requester.user(Set.of("account-manager"), "bonus");
        manager = HttpVisitor.user(port, name, name);
        statements = new SqlLog(thread -> thread.contains("-exec-"));
    }

    @AfterEach
    void stop() {
        statements.close();
    }

    @Test
    void a_list_of_many_costs_as_much_as_a_list_of_one() {
        requester.register("bonus", contact, "One " + mark, "t");
        int one = count("/api/requests?q=" + mark);
        for (int i = 0; i < 9; i++) {
            requester.register("bonus", contact, "More " + mark, "t");
        }

        assertThat(count("/api/requests?q=" + mark)).isEqualTo(one).isBetween(1, 3);
    }

    @Test
    void a_long_conversation_costs_as_much_as_a_short_one() {
        RequestView request = requester.register("bonus", contact, "Talk " + mark, "t");
        String path = "/api/requests/" + request.number();
        int details = count(path);
        int messages = count(path + "/messages");
        int history = count(path + "/history");
        for (int i = 0; i < 9; i++) {
            manager.json(path + "/actions/note", "{\"text\":\"note\"}");
        }

        assertThat(count(path)).isEqualTo(details).isBetween(1, 7);
        assertThat(count(path + "/messages")).isEqualTo(messages).isBetween(1, 5);
        assertThat(count(path + "/history")).isEqualTo(history).isBetween(1, 3);
    }

    @Test
    void many_attachments_cost_as_much_as_one() {
        NewAttachment file = new NewAttachment("a.png", "image/png", null, new byte[3]);
        RequestView one = requester.register("bonus", contact, "One file " + mark, "t", file);
        RequestView five = requester.register("bonus", contact, "Files " + mark, "t", file, file, file, file, file);

        assertThat(count("/api/requests/" + five.number() + "/messages"))
                .isEqualTo(count("/api/requests/" + one.number() + "/messages"));
    }

    @Test
    void many_replies_to_many_readers_cost_as_much_as_one() {
        RequestView request = requester.register("bonus", contact, "Replies " + mark, "t");
        String path = "/api/requests/" + request.number();
        manager.json(path + "/replies", "{\"text\":\"one\",\"copies\":[]}");
        int waiting = count(path + "/replies");
        int draft = count(path + "/draft");
        int messages = count(path + "/messages");
        for (int i = 0; i < 4; i++) {
            manager.json(path + "/replies", "{\"text\":\"more\",\"copies\":[\"a" + i + "@client.example.org\"]}");
        }

        assertThat(count(path + "/replies")).isEqualTo(waiting).isBetween(1, 3);
        assertThat(count(path + "/draft")).isEqualTo(draft).isBetween(1, 4);
        assertThat(count(path + "/messages")).isEqualTo(messages);
    }

    private int count(String path) {
        statements.clear();
        assertThat(manager.get(path).statusCode()).isEqualTo(200);
        return statements.ofTheCrm().size();
    }
}
