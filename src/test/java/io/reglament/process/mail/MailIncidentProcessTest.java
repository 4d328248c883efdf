package io.reglament.process.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reglament.ReglamentTest;
import io.reglament.access.Users;
import io.reglament.mail.inbox.MailIncidents;
import io.reglament.mail.inbox.MailIncidents.Incident;
import io.reglament.mail.inbox.MailIncidents.Kind;
import io.reglament.process.request.CompletionRefused;
import io.reglament.process.request.FlowRecorder;
import io.reglament.process.request.Lifecycle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One test per path through {@code mail-incident}; together they take every flow. */
@ReglamentTest
class MailIncidentProcessTest {

    private static final String MODEL = "processes/mail/mail-incident.bpmn";
    private static int walked;

    @Autowired
    MailIncidents incidents;

    @Autowired
    ProcessEngine engine;

    @Autowired
    Lifecycle lifecycle;

    @Autowired
    Users users;

    @Autowired
    JdbcClient jdbc;

    private final String mailbox = "i" + UUID.randomUUID().toString().substring(0, 8) + "@support.example.org";

    @BeforeAll
    static void forgetEarlierWalks() {
        FlowRecorder.start();
        walked = 0;
    }

    @AfterEach
    void count() {
        walked++;
        incidents.open().stream()
                .filter(i -> i.mailbox().equals(mailbox))
                .forEach(i -> incidents.close(i.id(), "admin", ""));
    }

    @AfterAll
    static void every_flow_of_the_model_was_taken() {
        long tests = Arrays.stream(MailIncidentProcessTest.class.getDeclaredMethods())
                .filter(m -> m.isAnnotationPresent(Test.class))
                .count();
        if (walked == tests) {
            assertThat(FlowRecorder.notTaken(MODEL)).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "IN-6: an incident is one task of the operators, however often it is noticed; who resolves it says what it was")
    void resolved() {
        incidents.open(mailbox, "bonus", Kind.STANDS_STILL, "connection refused");
        incidents.open(mailbox, "bonus", Kind.STANDS_STILL, "connection refused again");
        Incident incident = incident();
        Task task = tasks(incident).get(0);

        assertThat(tasks(incident)).hasSize(1);
        assertThat(task.getTenantId()).isEqualTo("bonus");
        assertThat(engine.getTaskService().getVariables(task.getId()))
                .containsEntry("formSubject", "Mailbox " + mailbox)
                .containsEntry(
                        "formContext",
                        "The mailbox cannot be read. What waits there is fetched when it can be. Test the settings, and look"
                                + " whether the server is there. connection refused");
        String operator = "op" + UUID.randomUUID().toString().substring(0, 8);
        users.ensure(operator, "not-a-secret", "Olga", "Operator", Set.of("operator"), List.of("bonus"));

        lifecycle.as(operator, List.of("operator"), "bonus", () -> {
            assertThat(engine.getTaskService()
                            .createTaskQuery()
                            .taskId(task.getId())
                            .count())
                    .isEqualTo(1);
            assertThatThrownBy(() -> engine.getTaskService().complete(task.getId(), Map.of("outcome", "done")))
                    .isInstanceOf(CompletionRefused.class)
                    .hasMessageContaining("reason");
            engine.getTaskService()
                    .complete(task.getId(), Map.of("outcome", "done", "reason", "The password had expired."));
        });

        assertThat(incidents.open()).noneMatch(i -> i.mailbox().equals(mailbox));
        assertThat(closing(incident)).containsExactly(operator, "The password had expired.");
        incidents.open(mailbox, "bonus", Kind.STANDS_STILL, "again");
        assertThat(tasks(incident())).hasSize(1);
    }

    @Test
    @DisplayName(
            "IN-6: who closes an incident on the page Mailboxes, or the incident that ends by itself, takes the task away")
    void ended() {
        incidents.open(mailbox, "bonus", Kind.DIFFERENCE, "1: UID 7");
        Incident first = incident();
        incidents.end(mailbox, Kind.NOT_FETCHED);
        assertThat(tasks(first)).hasSize(1);

        incidents.end(mailbox, Kind.DIFFERENCE);

        assertThat(tasks(first)).isEmpty();
        assertThat(closing(first)).containsExactly("system", null);
        incidents.open(mailbox, "bonus", Kind.DIFFERENCE, "2: UID 8, 9");
        Incident second = incident();
        assertThat(incidents.close(second.id(), "admin", "moved by hand")).isTrue();
        assertThat(tasks(second)).isEmpty();
        assertThat(incidents.close(second.id(), "admin", "again")).isFalse();
    }

    @Test
    @DisplayName("IN-6: an incident's task is nobody's but the operators'")
    void others() {
        incidents.open(mailbox, "bonus", Kind.NOT_FETCHED, "UID 3: no content");
        Task task = tasks(incident()).get(0);

        lifecycle.as(
                "someone",
                List.of("account-manager"),
                "bonus",
                () -> assertThatThrownBy(() -> engine.getTaskService()
                                .complete(task.getId(), Map.of("outcome", "done", "reason", "I think so")))
                        .isNotNull());
        assertThat(incidents.open()).anyMatch(i -> i.mailbox().equals(mailbox));
    }

    private Incident incident() {
        List<Incident> open = incidents.open().stream()
                .filter(i -> i.mailbox().equals(mailbox))
                .toList();
        assertThat(open).hasSize(1);
        return open.get(0);
    }

    private List<Task> tasks(Incident incident) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey("mail-incident-" + incident.id())
                .list();
    }

    private List<String> closing(Incident incident) {
        return jdbc.sql("select closed_by, remark from crm.mail_incident where id = ? and closed_at is not null")
                .param(incident.id())
                .query((rs, i) -> Arrays.asList(rs.getString(1), rs.getString(2)))
                .single();
    }
}
