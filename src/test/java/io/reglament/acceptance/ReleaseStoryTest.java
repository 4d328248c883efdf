package io.reglament.acceptance;

import static io.reglament.acceptance.OutsideWorld.assignment;
import static io.reglament.acceptance.OutsideWorld.mailbox;
import static io.reglament.acceptance.OutsideWorld.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.reglament.ReglamentTest;
import io.reglament.acceptance.Colleague.Answer;
import io.reglament.acceptance.CustomerMail.Draft;
import io.reglament.acceptance.CustomerMail.Letter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Work that goes through development and waits for a release (S-33, S-34, S-39), from outside. */
@ReglamentTest
class ReleaseStoryTest extends OutsideStory {

    private static final String PROCESS = "Task_ProcessRequest";

    @Test
    @DisplayName("S-33: a deployed mass update makes exactly its own product's waiting requests «Обработано»")
    void a_mass_update_finishes_its_own_products_requests() {
        String release = "2026." + unique();
        List<String> otk = Stream.of(1, 2, 3).map(i -> waiting("otk", release)).toList();
        List<String> meet = Stream.of(1, 2).map(i -> waiting("meet", release)).toList();

        assertThat(world.specialist.deployed("otk", release).status()).isEqualTo(403);
        assertThat(world.operator.deployed("otk", "a%20b").status()).isEqualTo(400);
        Answer answer = world.operator.deployed("otk", release);
        expectSuccess(answer);
        assertThat(answer.json().path("waiting").asInt()).isEqualTo(3);
        otk.forEach(number -> world.awaitState(number, "DONE"));
        assertThat(meet)
                .allSatisfy(number -> assertThat(
                                world.manager.request(number).path("state").asText())
                        .isEqualTo("WAITING_RELEASE"));
        assertThat(world.operator
                        .deployed("otk", release)
                        .json()
                        .path("waiting")
                        .asInt())
                .isZero();

        expectSuccess(world.operator.deployed("meet", release));
        meet.forEach(number -> world.awaitState(number, "DONE"));
    }

    @Test
    @DisplayName("S-34: development corrects what support hands over; the answer goes to the user through support only")
    void development_answers_through_support_only() {
        String number = assigned("otk");
        expectSuccess(world.complete(
                world.manager, number, PROCESS, Map.of("outcome", "handOver", "reason", "Экспорт теряет строки")));
        String solution = "Исправлено в модуле экспорта. " + unique();
        expectSuccess(
                world.complete(world.specialist, number, PROCESS, Map.of("outcome", "done", "solutionText", solution)));

        JsonNode support = world.task(world.manager, number, PROCESS);
        assertThat(support.path("assignee").asText()).isEqualTo("manager");
        assertThat(world.manager.request(number).path("state").asText()).isEqualTo("IN_WORK");
        assertThat(world.mail.lettersTo(USER, solution)).isEmpty();
        expectSuccess(world.complete(world.manager, number, PROCESS, Map.of("outcome", "done")));
        world.awaitState(number, "DONE");
        assertThat(world.letter(USER, number, solution).subject()).contains(number);
    }

    @Test
    @DisplayName("S-39, N-10: a tested fix is not announced before it is deployed, and then in one letter")
    void a_fix_is_not_announced_before_it_is_deployed() {
        String release = "2026." + unique();
        String solution = "Исправлено, нужно обновить страницу. " + unique();
        String number = assigned("ecrm");
        expectSuccess(world.complete(
                world.manager,
                number,
                PROCESS,
                Map.of("outcome", "waitForRelease", "release", release, "solutionText", solution)));
        world.awaitState(number, "WAITING_RELEASE");
        assertThat(world.mail.lettersTo(USER, solution)).isEmpty();

        expectSuccess(world.operator.deployed("ecrm", release));
        world.awaitState(number, "ANSWERED");
        assertThat(world.letter(USER, number, solution).text()).contains("/confirm", "виден в рабочей системе");
        assertThat(world.mail.lettersTo(USER, "виден в рабочей системе"))
                .filteredOn(letter -> letter.text().contains(number))
                .hasSize(1);
    }

    private String assigned(String product) {
        String number = world.register(product, USER, unique());
        Map<String, Object> fields = product.equals("bonus")
                ? assignment()
                : new HashMap<>(Map.of("outcome", "assign", "assignee", "manager"));
        expectSuccess(world.assign(number, fields));
        return number;
    }

    private String waiting(String product, String release) {
        String number = assigned(product);
        expectSuccess(world.complete(
                world.manager, number, PROCESS, Map.of("outcome", "waitForRelease", "release", release)));
        world.awaitState(number, "WAITING_RELEASE");
        return number;
    }

    private void confirm(String from, Letter letter) {
        world.mail.send(new Draft(from, mailbox("ecrm"), "Re: " + letter.subject(), "Подтверждаю")
                .answering(letter.messageId()));
    }
}
