package io.reglament.acceptance;

import static io.reglament.acceptance.OutsideWorld.mailbox;
import static io.reglament.acceptance.OutsideWorld.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.reglament.ReglamentTest;
import io.reglament.acceptance.CustomerMail.Draft;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who comes first while all of first line are at work (S-17), from outside. */
@ReglamentTest
class QueueStoryTest extends OutsideStory {

    private static final String CLASSIFY = "Task_ClassifyRequest";

    @Test
    @DisplayName("S-17: while all account managers are at work requests queue, offered by priority and then by arrival")
    void requests_queue_while_all_are_at_work() {
        List<JsonNode> held = new ArrayList<>();
        List<String> queued = new ArrayList<>();
        // Other tests leave their own account managers behind; these two are at work now.
        List<String> onDuty =
                world.admin.people("account-manager", "bonus").stream().limit(2).toList();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        onDuty.forEach(person -> putOnDuty(person, now));
        try {
            for (String person : onDuty) {
                JsonNode task = world.task(world.admin, world.register("bonus", USER, unique()), CLASSIFY);
                expectSuccess(world.admin.hand(task, person));
                held.add(task);
            }
            for (String subject :
                    List.of("Подскажите, как войти", "Система не работает, всё остановилось", "Всё упало")) {
                String words = unique();
                world.mail.send(new Draft(USER, mailbox("bonus"), subject + " " + words, subject + ". " + words));
                String number =
                        world.requestAbout("bonus", words).path("number").asText();
                world.awaitState(number, "QUEUED");
                assertThat(world.manager.request(number).path("label").asText()).isEqualTo("в очередь");
                queued.add(number);
            }
            assertThat(priorities(queued).get(0)).isLessThan(priorities(queued).get(1));
            assertThat(offered(queued)).containsExactlyElementsOf(byPriorityThenArrival(queued));

            expectSuccess(world.manager.claim(world.task(world.manager, queued.get(0), CLASSIFY)));
            world.awaitState(queued.get(0), "REGISTERED");
        } finally {
            held.forEach(task -> world.admin.hand(task, null));
            onDuty.forEach(person -> takeOffDuty(person, now));
            if (!queued.isEmpty()) {
                world.admin.hand(world.task(world.admin, queued.get(0), CLASSIFY), null);
            }
        }
    }

    private void putOnDuty(String person, Instant now) {
        expectSuccess(world.admin.post(
                "/api/duty",
                Map.of(
                        "product",
                        "bonus",
                        "user",
                        person,
                        "from",
                        now.toString(),
                        "to",
                        now.plusSeconds(3600).toString())));
    }

    private void takeOffDuty(String person, Instant now) {
        for (JsonNode shift : world.admin
                .get("/api/duty?product=bonus&from=" + now + "&to=" + now.plusSeconds(3600))
                .json()
                .path("shifts")) {
            if (shift.path("user").asText().equals(person)) {
                expectSuccess(world.admin.send(
                        "DELETE", "/api/duty/bonus/" + shift.path("id").asLong()));
            }
        }
    }

    private List<Integer> priorities(List<String> numbers) {
        return numbers.stream()
                .map(number -> world.task(world.admin, number, CLASSIFY)
                        .path("priority")
                        .asInt())
                .toList();
    }

    private List<String> byPriorityThenArrival(List<String> numbers) {
        List<String> sorted = new ArrayList<>(numbers);
        List<Integer> priorities = priorities(numbers);
        sorted.sort(Comparator.comparing((String n) -> -priorities.get(numbers.indexOf(n)))
                .thenComparing(numbers::indexOf));
        return sorted;
    }

    /** @return the numbers in the order in which Tasklist offers their tasks */
    private List<String> offered(List<String> numbers) {
        List<String> ids = numbers.stream()
                .map(number ->
                        world.task(world.admin, number, CLASSIFY).path("id").asText())
                .toList();
        return world.admin.offered("bonus", CLASSIFY).stream()
                .filter(ids::contains)
                .map(id -> numbers.get(ids.indexOf(id)))
                .toList();
    }
}
