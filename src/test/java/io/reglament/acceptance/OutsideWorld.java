package io.reglament.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.reglament.acceptance.Colleague.Answer;
import io.reglament.acceptance.CustomerMail.Draft;
import io.reglament.acceptance.CustomerMail.Letter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Everyone outside the application, and the steps that they take together. */
final class OutsideWorld {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final CustomerMail mail;
    final Colleague admin;
    final Colleague manager;
    final Colleague specialist;
    final Colleague operator;
    final Colleague head;
    private final boolean engineRunsJobs;

    /** @param engineRunsJobs false where the application was started without a job executor */
    OutsideWorld(CustomerMail mail, URI server, boolean engineRunsJobs) {
        this.mail = mail;
        this.engineRunsJobs = engineRunsJobs;
        this.admin = new Colleague(server, "admin");
        this.manager = new Colleague(server, "manager");
        this.specialist = new Colleague(server, "specialist");
        this.operator = new Colleague(server, "operator");
        this.head = new Colleague(server, "head");
    }

    /** @return a word that occurs in no other test's mail */
    static String unique() {
        return "ref" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    static String mailbox(String product) {
        return product + "@support.example.org";
    }

    /** @return a due date in the form in which a form sends it */
    static String inTwoDays() {
        return Instant.now()
                .plus(2, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    /** @return the request that the customer's mail became */
    JsonNode requestAbout(String product, String words) {
        return await().atMost(PATIENCE)
                .until(() -> manager.requests(product, words).stream().findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** @return the only letter to the customer that contains all the words */
    Letter letter(String to, String... words) {
        return await().atMost(PATIENCE)
                .until(
                        () -> mail.lettersTo(to, words[0]).stream()
                                .filter(letter -> List.of(words).stream()
                                        .allMatch(word -> letter.subject().contains(word)
                                                || letter.text().contains(word)))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** @return the task, as soon as the engine has reached it */
    JsonNode task(Colleague who, String number, String taskDefinitionKey) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            proceed(number);
                            return who.task(number, taskDefinitionKey);
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    void awaitState(String number, String state) {
        await().atMost(PATIENCE).until(() -> {
            proceed(number);
            return manager.request(number).path("state").asText().equals(state);
        });
    }

    /** Registers a request by mail and waits for the first line's task. */
    String register(String product, String from, String words) {
        mail.send(new Draft(from, mailbox(product), "Не открывается отчёт " + words, "Отчёт не открывается. " + words));
        String number = requestAbout(product, words).path("number").asText();
        task(manager, number, "Task_ClassifyRequest");
        return number;
    }

    Answer assign(String number, Map<String, Object> fields) {
        return complete(manager, number, "Task_ClassifyRequest", fields);
    }

    Answer complete(Colleague who, String number, String taskDefinitionKey, Map<String, Object> fields) {
        JsonNode task = task(who, number, taskDefinitionKey);
        who.claim(task);
        return who.complete(task, fields);
    }

    private void proceed(String number) {
        if (engineRunsJobs) {
            return;
        }
        admin.runJobs(manager.request(number).path("processInstanceId").asText());
    }

    static Map<String, Object> assignment() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("outcome", "assign");
        fields.put("category", "INCIDENT");
        fields.put("service", "CUSTOMER_STAFF_SUPPORT");
        fields.put("criticality", "MEDIUM");
        fields.put("priority", "MEDIUM");
        fields.put("complexity", "LOW");
        fields.put("dueAt", inTwoDays());
        fields.put("assignee", "specialist");
        return fields;
    }
}
