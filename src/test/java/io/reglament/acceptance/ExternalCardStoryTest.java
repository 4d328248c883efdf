package io.reglament.acceptance;

import static io.reglament.acceptance.OutsideWorld.mailbox;
import static io.reglament.acceptance.OutsideWorld.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.acceptance.CustomerMail.Draft;
import io.reglament.tracker.TrackerStub;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The card of a request in the vendor's external tracker (requirements 3.4), from outside. */
@ReglamentTest
class ExternalCardStoryTest extends OutsideStory {

    @Autowired
    TrackerStub tracker;

    @Test
    @DisplayName("S-05, ECRM-3.4-01: each request gets its own card in the tracker, shown with the request")
    void each_request_gets_its_own_card() {
        String first = register();
        String second = register();

        // Registration did not wait for the tracker (C-38).
        assertThat(tracker.asked(first)).isZero();
        assertThat(world.manager.request(first).path("externalCard").isNull()).isTrue();
        world.admin.runJobs(ordered(first));
        world.admin.runJobs(ordered(second));

        JsonNode card = world.manager.request(first).path("externalCard");
        assertThat(card.path("tracker").asText()).isEqualTo("Kaiten");
        assertThat(card.path("id").asText())
                .isEqualTo("K-" + first)
                .isNotEqualTo(world.manager
                        .request(second)
                        .path("externalCard")
                        .path("id")
                        .asText());
        assertThat(card.path("url").asText()).isEqualTo("https://tracker.example.org/cards/" + first);
        assertThat(tracker.order(first).path("title").asText())
                .isEqualTo(world.manager.request(first).path("subject").asText());
        assertThat(tracker.order(first).path("url").asText()).endsWith("/requests/" + first);
        assertThat(tracker.order(first).toString()).doesNotContain(USER);
        assertThat(world.manager.history(first).toString()).contains("externalCard", "Kaiten K-" + first);
        assertThat(HttpVisitor.signedIn(port, "manager", "manager")
                        .get("/requests/" + first)
                        .body())
                .contains("Kaiten", "https://tracker.example.org/cards/" + first);
    }

    @Test
    @DisplayName(
            "C-38: a tracker that fails holds nothing up; it is asked again, becomes an incident, and can be repeated")
    void a_tracker_that_fails_holds_nothing_up() {
        String number = register();
        tracker.breakFor(number);
        String process = ordered(number);
        JsonNode job = world.operator
                .get("/engine-rest/job?processInstanceId=" + process)
                .json()
                .path(0);
        String path = "/engine-rest/job/" + job.path("id").asText();

        assertThat(world.admin.post(path + "/execute", Map.of()).status()).isEqualTo(500);
        assertThat(world.operator.get(path).json().path("retries").asInt()).isEqualTo(5);
        retry(path);
        assertThat(world.admin.post(path + "/execute", Map.of()).body())
                .contains("answered 503", "the tracker is being moved");
        assertThat(world.operator
                        .get("/engine-rest/incident?processInstanceId=" + process)
                        .json())
                .hasSize(1);
        assertThat(world.manager.task(number, "Task_ClassifyRequest")).isPresent();
        assertThat(world.manager.request(number).path("externalCard").isNull()).isTrue();

        tracker.repair(number);
        retry(path);
        assertThat(world.admin.post(path + "/execute", Map.of()).isSuccess()).isTrue();

        assertThat(tracker.asked(number)).isEqualTo(3);
        assertThat(world.manager.request(number).path("externalCard").path("id").asText())
                .isEqualTo("K-" + number);
        assertThat(world.admin.get("/engine-rest/process-instance/" + process).status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("ECRM-3.4-01: a product whose regulation names no tracker orders no card")
    void other_products_order_no_card() {
        String number = world.register("otk", USER, unique());

        assertThat(processes(number)).isEmpty();
    }

    /** As Cockpit's button does. */
    private void retry(String job) {
        assertThat(world.operator.put(job + "/retries", Map.of("retries", 1)).isSuccess())
                .isTrue();
    }

    private String register() {
        String words = unique();
        world.mail.send(new Draft(USER, mailbox("ecrm"), "Чат не открывается " + words, "Описание. " + words));
        return world.requestAbout("ecrm", words).path("number").asText();
    }

    /** @return the process that makes the card of that request */
    private String ordered(String number) {
        assertThat(processes(number)).hasSize(1);
        return processes(number).path(0).path("id").asText();
    }

    private JsonNode processes(String number) {
        return world.admin
                .get("/engine-rest/process-instance?businessKey=" + number + "/card")
                .json();
    }
}
