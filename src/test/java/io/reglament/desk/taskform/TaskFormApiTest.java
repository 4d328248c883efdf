package io.reglament.desk.taskform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.desk.Requester;
import io.reglament.process.request.Lifecycle;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ReglamentTest
@DisplayName("A task's form beside the conversation, checked on the server")
class TaskFormApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @LocalServerPort
    int port;

    @Autowired
    Requester requester;

    @Autowired
    Lifecycle lifecycle;

    @Autowired
    TaskService tasks;

    @Autowired
    Clock clock;

    private HttpVisitor manager;
    private HttpVisitor russian;
    private HttpVisitor ofAnotherProduct;
    private RequestView request;
    private String path;

    @BeforeEach
    void task() {
        lifecycle.people();
        String name = requester.user(Set.of("account-manager"), "bonus");
        manager = HttpVisitor.user(port, name, name);
        russian = HttpVisitor.user(port, name, name).speaking("ru");
        String other = requester.user(Set.of("account-manager"), "otk");
        ofAnotherProduct = HttpVisitor.user(port, other, other);
        request = lifecycle.register("bonus", lifecycle.contact(), "The report is empty");
        path = "/api/tasks/" + lifecycle.task(request, "Task_ClassifyRequest").getId();
    }

    @Test
    void the_form_comes_with_its_choices_and_proposals() {
        JsonNode form = json(manager.get(path + "/form"), 200);

        assertThat(form.path("formKey").asText()).isEqualTo("classify-request");
        assertThat(form.path("schema").path("components").findValuesAsText("key"))
                .contains("outcome", "service");
        assertThat(form.path("data").path("options").path("outcomes").findValuesAsText("value"))
                .contains("assign", "answer");
        assertThat(form.path("data").path("formSubject").asText()).contains(request.number());
        assertThat(form.path("data").has("requestId"))
                .as("what no field names stays on the server")
                .isFalse();
        assertThat(form.path("mine").asBoolean()).isFalse();
    }

    @Test
    void the_form_speaks_the_readers_language() {
        JsonNode form = json(russian.get(path + "/form"), 200);

        assertThat(form.path("schema").path("components").findValuesAsText("label"))
                .contains("Решение", "Услуга");
        assertThat(form.path("data").path("options").path("outcomes").findValuesAsText("label"))
                .contains("Назначить");
    }

    @Test
    void nobody_sees_or_completes_a_task_of_a_product_that_is_not_theirs() {
        assertThat(ofAnotherProduct.get(path + "/form").statusCode()).isEqualTo(404);
        assertThat(complete(ofAnotherProduct, Map.of("outcome", "assign")).statusCode())
                .isEqualTo(404);
        assertThat(manager.get("/api/tasks/none/form").statusCode()).isEqualTo(404);
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.REGISTERED);
    }

    @Test
    @DisplayName("S-14: what the form requires is required on the server, too, each sentence at its field")
    void faulty_fields_are_named() {
        Map<String, Object> fields = assignment();
        fields.put("service", "NO_SUCH_SERVICE");
        fields.put("criticality", "");

        JsonNode problem = json(complete(manager, fields), 422);

        assertThat(problem.path("errors").findValuesAsText("field")).containsExactly("service", "criticality");
        assertThat(problem.path("errors").get(0).path("message").asText()).contains("NO_SUCH_SERVICE", "CONSULTATION");
        assertThat(problem.path("errors").get(1).path("message").asText()).isEqualTo("Fill in: Criticality.");
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.REGISTERED);
    }

    @Test
    @DisplayName("S-14: what only the completion knows is said at the field, too")
    void what_the_completion_refuses_is_named() {
        Map<String, Object> fields = assignment();
        fields.remove("assignee");
        fields.remove("dueAt");

        JsonNode problem = json(complete(manager, fields), 422);

        assertThat(problem.path("errors").findValuesAsText("field")).containsExactlyInAnyOrder("assignee", "dueAt");
    }

    @Test
    void a_refusal_speaks_the_readers_language() {
        Map<String, Object> fields = assignment();
        fields.remove("assignee");

        JsonNode problem = json(complete(russian, fields), 422);

        assertThat(problem.path("errors").get(0).path("message").asText()).isEqualTo("Заполните поле «исполнитель».");
    }

    @Test
    void a_date_that_has_passed_is_refused_at_its_field() {
        Map<String, Object> fields = assignment();
        fields.put("dueAt", "2020-01-01T10:00+03:00");

        JsonNode problem = json(complete(manager, fields), 422);

        assertThat(problem.path("errors").findValuesAsText("field")).containsExactly("dueAt");
    }

    @Test
    @DisplayName("S-14: an assignment through the form beside the conversation; hidden fields do not count")
    void completes() {
        Map<String, Object> fields = assignment();
        fields.put("answerText", "x".repeat(5_000));
        fields.put("targetProduct", "nowhere");

        HttpResponse<String> answer = complete(manager, fields);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(lifecycle.now(request).assignee()).isEqualTo(Lifecycle.SPECIALIST);
        assertThat(lifecycle.now(request).priority().name()).isEqualTo("HIGH");
    }

    @Test
    void who_is_late_learns_who_was_faster() {
        assertThat(complete(manager, assignment()).statusCode()).isEqualTo(204);

        JsonNode problem = json(complete(manager, assignment()), 409);

        assertThat(problem.path("detail").asText()).contains("Dora Desk");
    }

    @Test
    void what_no_field_of_the_form_takes_is_refused() {
        Map<String, Object> fields = assignment();
        fields.put("requestId", 1);

        assertThat(json(complete(manager, fields), 422).path("detail").asText()).contains("requestId");
    }

    @Test
    void a_task_that_somebody_else_holds_is_readable_only() {
        String id = path.substring(path.lastIndexOf('/') + 1);
        tasks.setAssignee(id, Lifecycle.MANAGER);

        JsonNode form = json(manager.get(path + "/form"), 200);

        assertThat(form.path("holderName").asText()).isEqualTo("Maria Manager");
        assertThat(json(complete(manager, assignment()), 422).path("detail").asText())
                .contains("Maria Manager");
    }

    private Map<String, Object> assignment() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("outcome", "assign");
        fields.put("service", "CONSULTATION");
        fields.put("category", "SERVICE");
        fields.put("criticality", "LOW");
        fields.put("priority", "HIGH");
        fields.put("complexity", "LOW");
        fields.put(
                "dueAt",
                clock.instant()
                        .plus(Duration.ofDays(1))
                        .atZone(ZoneId.of("Europe/Moscow"))
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toOffsetDateTime()
                        .toString());
        fields.put("assignee", Lifecycle.SPECIALIST);
        return fields;
    }

    private HttpResponse<String> complete(HttpVisitor visitor, Map<String, Object> fields) {
        return visitor.json(path + "/complete", body(fields));
    }

    private static String body(Map<String, Object> fields) {
        return JSON.valueToTree(Map.of("variables", fields)).toString();
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
