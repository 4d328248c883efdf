package io.reglament.desk.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.ReglamentTest;
import io.reglament.acceptance.Colleague;
import io.reglament.acceptance.Colleague.Answer;
import io.reglament.desk.Requester;
import io.reglament.process.request.Lifecycle;
import io.reglament.request.RequestView;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ReglamentTest
@DisplayName("Who is away is stood in for (C-52, CIS-A.1-02)")
class AbsenceTest {

    @LocalServerPort
    int port;

    @Autowired
    Requester requester;

    @Autowired
    Lifecycle lifecycle;

    @Autowired
    Clock clock;

    private Colleague away;
    private Colleague deputy;
    private Colleague head;

    @BeforeEach
    void three_people() {
        away = colleague("programmer");
        deputy = colleague("programmer");
        head = colleague("head");
    }

    @Test
    void what_is_assigned_meanwhile_goes_to_the_deputy_and_back() {
        assertThat(away.put(path(away), absence()).isSuccess()).isTrue();
        RequestView request = assign(away);

        assertThat(lifecycle.now(request).assignee()).isEqualTo(deputy.id());
        assertThat(lifecycle.now(request).delegatedBy()).isEqualTo(away.id());
        assertThat(lifecycle.task(request, "Task_ProcessRequest").getAssignee()).isEqualTo(deputy.id());
        assertThat(lifecycle.history(request))
                .anyMatch(line -> "assignee".equals(line.field())
                        && deputy.id().equals(line.newValue())
                        && line.text() != null
                        && line.text().contains(away.id()));

        Answer back = deputy.act(request.number(), "return", Map.of("to", "PRINCIPAL", "reason", "Back from holidays"));
        assertThat(back.status()).as(back.body()).isEqualTo(200);
        assertThat(lifecycle.task(request, "Task_ProcessRequest").getAssignee()).isEqualTo(away.id());
    }

    @Test
    void who_is_here_again_gets_the_own_requests() {
        away.put(path(away), absence());
        assertThat(head.delete(path(away)).status()).isEqualTo(204);

        assertThat(lifecycle.now(assign(away)).assignee()).isEqualTo(away.id());
    }

    @Test
    void a_request_is_delegated_and_given_back() {
        RequestView request = assign(away);
        Answer given = away.act(request.number(), "delegate", Map.of("deputy", deputy.id(), "reason", "Dentist"));
        assertThat(given.status()).as(given.body()).isEqualTo(200);
        assertThat(lifecycle.task(request, "Task_ProcessRequest").getAssignee()).isEqualTo(deputy.id());

        assertThat(away.act(request.number(), "return", Map.of("to", "PRINCIPAL", "reason", "x"))
                        .status())
                .isEqualTo(403);
        deputy.act(request.number(), "return", Map.of("to", "PRINCIPAL", "reason", "Done with it"));
        assertThat(lifecycle.now(request).assignee()).isEqualTo(away.id());
    }

    @Test
    @DisplayName("S-57: only the person and heads record an absence; what is wrong is said field by field")
    void only_the_person_and_heads_record_an_absence() {
        assertThat(deputy.put(path(away), absence()).status()).isEqualTo(403);
        assertThat(head.put(path(away), absence()).status()).isEqualTo(200);
        assertThat(away.get(path(away)).json().path("deputy").asText()).isEqualTo(deputy.id());

        Answer wrong = away.put(path(away), Map.of("until", "2020-01-01", "deputy", away.id()));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("problems").findValuesAsText("field")).containsExactly("until", "deputy");
        assertThat(head.put("/api/people/nobody-at-all/absence", absence()).status())
                .isEqualTo(404);
    }

    private Colleague colleague(String group) {
        return new Colleague(URI.create("http://localhost:" + port), requester.user(Set.of(group), "bonus"));
    }

    private Map<String, Object> absence() {
        return Map.of("until", clock.instant().plus(Duration.ofDays(5)).toString(), "deputy", deputy.id());
    }

    private static String path(Colleague of) {
        return "/api/people/" + of.id() + "/absence";
    }

    private RequestView assign(Colleague to) {
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "The export stops at ten rows");
        lifecycle.complete(
                request,
                "Task_ClassifyRequest",
                Map.of(
                        "outcome",
                        "assign",
                        "group",
                        "programmer",
                        "assignee",
                        to.id(),
                        "dueAt",
                        clock.instant().plus(Duration.ofDays(1)).toString()));
        return request;
    }
}
