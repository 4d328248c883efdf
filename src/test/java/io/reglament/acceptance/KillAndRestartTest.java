package io.reglament.acceptance;

import static io.reglament.acceptance.OutsideWorld.assignment;
import static io.reglament.acceptance.OutsideWorld.mailbox;
import static io.reglament.acceptance.OutsideWorld.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.reglament.acceptance.Colleague.Answer;
import io.reglament.acceptance.CustomerMail.Draft;
import io.reglament.acceptance.CustomerMail.Letter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The application dies without warning between any two steps; nothing is lost and nothing happens twice. */
class KillAndRestartTest {

    private static final int MAILS = 10;

    private final ApplicationProcess application =
            new ApplicationProcess(Path.of("target", "kill-and-restart", unique()));
    private final OutsideWorld world = new OutsideWorld(application.mail(), application.server(), true);

    /** @param words in the subject of the customer's mail and in nobody else's */
    private record Case(String sender, String words) {}

    @AfterEach
    void stop_the_application() throws InterruptedException {
        application.stop();
    }

    @Test
    @DisplayName(
            "Killed while mail arrives, between tasks and while a reply waits: each mail is one request, each letter one")
    void killed_hard_and_started_again() throws Exception {
        List<Case> cases = IntStream.range(0, MAILS)
                .mapToObj(i -> new Case("person" + i + "@client.example.org", unique()))
                .toList();

        application.start();
        for (Case each : cases) {
            world.mail.send(new Draft(
                    each.sender(), mailbox("bonus"), "Ошибка входа " + each.words(), "Не могу войти в систему."));
        }
        // Somewhere between the first mail's acknowledgement and the last mail's fetch.
        await().atMost(Duration.ofSeconds(30)).until(() -> ledger("fetched") > 0);
        application.kill();

        application.start();
        List<String> numbers = cases.stream()
                .map(each ->
                        world.requestAbout("bonus", each.words()).path("number").asText())
                .toList();
        everyMailIsPlacedOnce(cases);
        for (int i = 0; i < MAILS; i++) {
            onlyOneLetter(cases.get(i), numbers.get(i), 1);
        }

        String classified = numbers.get(0);
        String processed = numbers.get(1);
        String verified = numbers.get(2);
        expectSuccess(world.assign(verified, assignment()));
        expectSuccess(world.complete(world.specialist, verified, "Task_ProcessRequest", solution()));
        expectSuccess(world.assign(processed, assignment()));
        world.task(world.specialist, processed, "Task_ProcessRequest");
        world.task(world.manager, verified, "Task_VerifySolution");
        expectSuccess(world.complete(world.manager, verified, "Task_VerifySolution", Map.of("outcome", "accept")));
        expectSuccess(world.complete(world.specialist, processed, "Task_ProcessRequest", solution()));
        expectSuccess(world.assign(classified, assignment()));
        String answered = numbers.get(3);
        expectSuccess(world.manager.post(
                "/api/requests/" + answered + "/replies",
                Map.of("text", "Попробуйте ещё раз, пожалуйста.", "copies", List.of())));
        application.kill();

        application.start();
        world.awaitState(verified, "DONE");
        onlyOneLetter(cases.get(2), verified, 2);
        onlyOneLetter(cases.get(3), answered, 2);
        world.task(world.manager, processed, "Task_VerifySolution");
        assertThat(world.manager.tasks(processed)).hasSize(1);
        world.task(world.specialist, classified, "Task_ProcessRequest");
        assertThat(world.manager.tasks(classified)).hasSize(1);
        everyMailIsPlacedOnce(cases);

        Letter delivered = world.letter(cases.get(2).sender(), verified, "/confirm");
        world.mail.send(new Draft(
                        cases.get(2).sender(), mailbox("bonus"), "Re: " + delivered.subject(), "Спасибо, всё работает!")
                .answering(delivered.messageId()));
        world.awaitState(verified, "CLOSED");
    }

    private void everyMailIsPlacedOnce(List<Case> cases) {
        await().until(() -> ledger("pending") == 0);
        for (Case each : cases) {
            assertThat(world.manager.requests("bonus", each.words())).hasSize(1);
        }
        JsonNode ledger = world.admin.get("/api/mail/ledger").json();
        assertThat(List.of(
                                "request",
                                "reply",
                                "automatic",
                                "bounce",
                                "duplicate",
                                "self",
                                "blocked",
                                "toSort",
                                "discarded",
                                "pending")
                        .stream()
                        .mapToLong(outcome -> ledger.path(outcome).asLong())
                        .sum())
                .isEqualTo(ledger.path("fetched").asLong());
        assertThat(ledger.path("request").asLong()).isEqualTo(cases.size());
    }

    /** A mail handed over just before the kill may be handed over again, under the same Message-ID. */
    private void onlyOneLetter(Case customer, String number, int expected) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> letters(customer, number).size() >= expected);
        assertThat(letters(customer, number)).hasSize(expected);
    }

    private List<String> letters(Case customer, String number) {
        return world.mail.lettersTo(customer.sender(), number).stream()
                .map(Letter::messageId)
                .distinct()
                .toList();
    }

    private long ledger(String outcome) {
        return world.admin.get("/api/mail/ledger").json().path(outcome).asLong();
    }

    private static Map<String, Object> solution() {
        return Map.of("outcome", "done", "solutionText", "Пароль сброшен.");
    }

    private static void expectSuccess(Answer answer) {
        assertThat(answer.isSuccess()).as(answer.status() + " " + answer.body()).isTrue();
    }
}
