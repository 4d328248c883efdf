package io.reglament.acceptance;

import static io.reglament.acceptance.OutsideWorld.assignment;
import static io.reglament.acceptance.OutsideWorld.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.reglament.ReglamentTest;
import io.reglament.acceptance.Colleague.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who takes a task, and who gives it to somebody else, past the actions: in Tasklist's header and by engine REST. */
@ReglamentTest
class TaskHandoverStoryTest extends OutsideStory {

    @Test
    @DisplayName(
            "S-57, CIS-A.1-02: a specialist gives work to nobody else; who may reassign it does, and that is archived")
    void work_is_reassigned_by_those_who_may() {
        JsonNode task = assigned();
        String number = number(task);

        refused(world.specialist.hand(task, "admin"), "account-manager", "head");
        refused(update(world.specialist, task, Map.of("assignee", "admin")), "account-manager", "head");
        refused(world.head.hand(task, "operator"), "БонусПлюс", "vendor-support");
        refused(world.head.hand(task, "nobody"), "nobody");
        assertThat(holder(task)).isEqualTo("specialist");

        assertThat(world.specialist.hand(task, null).isSuccess()).isTrue();
        refused(world.head.claim(task), "does not work on");
        assertThat(world.specialist.claim(task).isSuccess()).isTrue();
        assertThat(world.head.hand(task, null).isSuccess()).isTrue();
        assertThat(world.head.hand(task, "specialist").isSuccess()).isTrue();

        assertThat(holder(task)).isEqualTo("specialist");
        assertThat(StreamSupport.stream(world.manager.history(number).spliterator(), false)
                        .filter(line -> line.path("field").asText().equals("assignee")
                                && line.path("actor").asText().equals("head")))
                .extracting(line -> line.path("newValue").asText())
                .containsExactly("null", "specialist");
    }

    @Test
    @DisplayName(
            "S-57: nobody claims a check that is another group's, opens it to another group, or moves its due date")
    void no_step_is_skipped_by_claiming() {
        JsonNode work = assigned();
        String number = number(work);
        assertThat(world.specialist
                        .complete(work, Map.of("outcome", "done", "solutionText", "Готово"))
                        .isSuccess())
                .isTrue();
        JsonNode check = world.task(world.admin, number, "Task_VerifySolution");
        String path = "/engine-rest/task/" + check.path("id").asText();

        refused(world.specialist.claim(check), "account-manager");
        refused(world.specialist.hand(check, "specialist"), "account-manager");
        refused(world.specialist.post(
                path + "/identity-links", Map.of("groupId", "vendor-support", "type", "candidate")));
        refused(world.specialist.post(path + "/identity-links", Map.of("userId", "specialist", "type", "assignee")));
        refused(world.specialist.post(
                path + "/identity-links/delete", Map.of("groupId", "account-manager", "type", "candidate")));
        refused(world.specialist.post(path + "/delegate", Map.of("userId", "specialist")));
        refused(update(world.manager, check, Map.of("priority", 100)));
        refused(update(world.manager, check, Map.of("due", "2031-01-01T10:00:00.000+0000")));

        Answer later = update(world.manager, check, Map.of("followUp", "2031-01-01T10:00:00.000+0000"));
        assertThat(later.isSuccess()).as(later.body()).isTrue();
        assertThat(world.manager.claim(check).isSuccess()).isTrue();
        assertThat(world.manager.complete(check, Map.of("outcome", "accept")).isSuccess())
                .isTrue();
    }

    private JsonNode assigned() {
        String number = world.register("bonus", USER, unique());
        assertThat(world.assign(number, assignment()).isSuccess()).isTrue();
        return world.task(world.specialist, number, "Task_ProcessRequest");
    }

    private String number(JsonNode task) {
        return world.admin
                .get("/engine-rest/process-instance/"
                        + task.path("processInstanceId").asText())
                .json()
                .path("businessKey")
                .asText();
    }

    private String holder(JsonNode task) {
        return world.admin
                .get("/engine-rest/task/" + task.path("id").asText())
                .json()
                .path("assignee")
                .asText();
    }

    /** Saves the task with these changes, as Tasklist's header does. */
    private Answer update(Colleague who, JsonNode task, Map<String, Object> changes) {
        Map<String, Object> body = new HashMap<>();
        JsonNode now =
                world.admin.get("/engine-rest/task/" + task.path("id").asText()).json();
        for (String field : List.of(
                "name",
                "description",
                "priority",
                "assignee",
                "owner",
                "delegationState",
                "due",
                "followUp",
                "tenantId")) {
            body.put(field, now.path(field).isNull() ? null : now.path(field));
        }
        body.putAll(changes);
        return who.put("/engine-rest/task/" + task.path("id").asText(), body);
    }

    private static void refused(Answer answer, String... words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        String message = answer.json().path("message").asText();
        assertThat(message).endsWith(".");
        for (String word : words) {
            assertThat(message).contains(word);
        }
    }
}
