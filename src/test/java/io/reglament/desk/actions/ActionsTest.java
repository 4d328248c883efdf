package io.reglament.desk.actions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.crm.Language;
import io.reglament.desk.Requester;
import io.reglament.request.RequestView;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ReglamentTest
@DisplayName("Actions on a request in flight: offered, refused and done (design 7)")
class ActionsTest {

    @LocalServerPort
    int port;

    @Autowired
    Requester requester;

    private RequestView request;
    private String specialist;
    private HttpVisitor assignee;

    @BeforeEach
    void an_assigned_request_of_bonus() {
        specialist = requester.user(Set.of("programmer"), "bonus");
        assignee = HttpVisitor.user(port, specialist, specialist);
        request = requester.register("bonus", requester.contact(Language.RU), "Act " + UUID.randomUUID(), "t");
        requester.change(work -> {
            work.takeOver(request.id(), specialist, "test", "test");
            work.assign(request.id(), "programmer", "test", "test");
        });
    }

    @Test
    @DisplayName("S-57: only what this person may do to this request now is offered, with the fields of its form")
    void only_what_is_possible_is_offered() {
        assertThat(offered(assignee)).contains("start", "note");
        assertThat(offered(member("account-manager"))).contains("note").doesNotContain("start");

        perform(assignee, "start", "");
        assertThat(offered(assignee)).contains("note").doesNotContain("start");

        JsonNode note = offer(assignee.speaking("ru"), "note");
        assertThat(note.path("label").asText()).isEqualTo("Добавить заметку");
        assertThat(note.path("fields").get(0).path("name").asText()).isEqualTo("text");
        assertThat(note.path("fields").get(0).path("label").asText()).isEqualTo("Заметка");
        assertThat(note.path("fields").get(0).path("type").asText()).isEqualTo("textarea");
        assertThat(note.path("fields").get(0).path("required").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("S-57: whoever may not is told who may")
    void whoever_may_not_is_told_who_may() {
        JsonNode problem = problem(act(member("programmer"), "start", ""), 403);
        assertThat(problem.path("detail").asText()).contains("whoever works on it", specialist);

        JsonNode russian = problem(act(member("programmer").speaking("ru"), "start", ""), 403);
        assertThat(russian.path("detail").asText()).contains("Вам это недоступно", specialist);
    }

    @Test
    void an_administrator_may_do_what_the_product_knows() {
        assertThat(perform(member("admin"), "start", "").path("state").asText()).isEqualTo("IN_WORK");
    }

    @Test
    void an_unknown_action_is_answered_with_those_that_there_are() {
        JsonNode problem = problem(act(assignee, "explode", ""), 404);
        assertThat(problem.path("detail").asText()).contains("explode", "note, ", "start");
    }

    @Test
    void case_hyphens_and_underscores_do_not_matter() {
        assertThat(perform(assignee, "S_t-ART", "").path("state").asText()).isEqualTo("IN_WORK");
    }

    @Test
    void an_action_out_of_place_is_answered_with_the_states_it_is_for() {
        perform(assignee, "start", "");
        JsonNode problem = problem(act(assignee, "start", ""), 409);
        assertThat(problem.path("detail").asText()).contains("Назначена", "В работе");
    }

    @Test
    void everything_wrong_with_the_fields_is_said_with_the_field() {
        JsonNode problem = problem(act(assignee, "note", "{\"text\":\" \"}"), 400);
        assertThat(problem.path("problems").get(0).path("field").asText()).isEqualTo("text");
        assertThat(problem.path("problems").get(0).path("message").asText()).isEqualTo("Fill in: Note.");
        problem(act(assignee, "note", "[1]"), 400);
    }

    @Test
    @DisplayName("Who looked at an older version is told what happened meanwhile")
    void who_looked_at_an_older_version_is_told_what_happened() {
        int version = details(assignee).path("version").asInt();
        perform(assignee, "start", "{\"version\":" + version + "}");

        JsonNode problem = problem(act(assignee, "note", "{\"text\":\"late\",\"version\":" + version + "}"), 409);

        assertThat(problem.path("detail").asText()).contains("Dora Desk", "State", "Assigned", "In work");
        assertThat(requester.notes(request)).isEmpty();
    }

    @Test
    @DisplayName("Two at the same instant: one wins, the other is told what happened")
    void two_at_the_same_instant() {
        List<CompletableFuture<HttpResponse<String>>> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            both.add(CompletableFuture.supplyAsync(() -> act(assignee, "start", "")));
        }

        List<Integer> answers = both.stream()
                .map(CompletableFuture::join)
                .map(HttpResponse::statusCode)
                .sorted()
                .toList();

        assertThat(answers).containsExactly(200, 409);
    }

    private HttpVisitor member(String group) {
        String name = requester.user(Set.of(group), "bonus");
        return HttpVisitor.user(port, name, name);
    }

    private HttpResponse<String> act(HttpVisitor visitor, String action, String body) {
        return visitor.json("/api/requests/" + request.number() + "/actions/" + action, body);
    }

    private JsonNode perform(HttpVisitor visitor, String action, String body) {
        HttpResponse<String> answer = act(visitor, action, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return tree(answer);
    }

    private JsonNode details(HttpVisitor visitor) {
        return tree(visitor.get("/api/requests/" + request.number()));
    }

    private List<String> offered(HttpVisitor visitor) {
        List<String> codes = new ArrayList<>();
        tree(visitor.get("/api/requests/" + request.number() + "/actions"))
                .forEach(offer -> codes.add(offer.path("action").asText()));
        return codes;
    }

    private JsonNode offer(HttpVisitor visitor, String action) {
        for (JsonNode offer : tree(visitor.get("/api/requests/" + request.number() + "/actions"))) {
            if (offer.path("action").asText().equals(action)) {
                return offer;
            }
        }
        throw new AssertionError(action + " is not offered");
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        return tree(answer);
    }

    private static JsonNode tree(HttpResponse<String> answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
