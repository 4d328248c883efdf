package io.reglament.process.request;

import static io.reglament.process.request.Lifecycle.MANAGER;
import static io.reglament.process.request.Lifecycle.SPECIALIST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.reglament.ReglamentTest;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.Releases;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.AbstractThrowableAssert;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What a form must not get away with; a refusal keeps nothing and leaves the task where it was. */
@ReglamentTest
class CompletionRefusalTest {

    private static final String CLASSIFY = "Task_ClassifyRequest";
    private static final String PROCESS = "Task_ProcessRequest";

    @Autowired
    Lifecycle lifecycle;

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestRestTemplate http;

    @Autowired
    Clock clock;

    @Autowired
    Releases releases;

    @BeforeEach
    void people() {
        lifecycle.people();
    }

    @Test
    @DisplayName("S-15, BONUS-10.1-17…22: an assignment without its items is refused, and every one is named at once")
    void every_problem_of_an_assignment_is_named_at_once() {
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "Report is empty");
        refused(
                        request,
                        CLASSIFY,
                        Map.of("outcome", "assign", "category", "WEATHER", "priority", "URGENT", "dueAt", "2020-01-01"))
                .hasMessageContainingAll(
                        "category: there is no WEATHER",
                        "INCIDENT",
                        "priority: there is no URGENT",
                        "LOW, MEDIUM, HIGH",
                        "Due date: 2020-01-01T23:59 has passed",
                        "Fill in: assignee.");
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.REGISTERED);
        assertThat(lifecycle.now(request).category()).isNotEqualTo("WEATHER");
        assertThat(lifecycle.history(request)).noneMatch(e -> e.kind() == Kind.DECISION);
    }

    @Test
    @DisplayName("BONUS-10.1-21: a due date that is none is refused, one in the past as well")
    void a_due_date_that_is_none_is_refused() {
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "Report is empty");
        refused(request, CLASSIFY, Map.of("outcome", "assign", "assignee", SPECIALIST, "dueAt", "next week"))
                .hasMessage("Due date: next week is not a date; write it like 2026-11-30T18:00.");
        refused(
                        request,
                        CLASSIFY,
                        Map.of(
                                "outcome",
                                "assign",
                                "assignee",
                                SPECIALIST,
                                "dueAt",
                                clock.instant().minus(Duration.ofMinutes(1)).toString()))
                .hasMessageContaining("has passed; choose a moment in the future.");
        for (String far : List.of(
                "+292278994-08-17T07:12:55Z",
                "+999999999-12-31T23:59:59Z",
                "2999-01-01",
                "9999-12-31T23:59:59+14:00")) {
            refused(request, CLASSIFY, Map.of("outcome", "assign", "assignee", SPECIALIST, "dueAt", far))
                    .hasMessageStartingWith("Due date: at the latest 20");
        }
        refused(request, CLASSIFY, Map.of("outcome", "assign", "assignee", SPECIALIST, "dueAt", "-999999999-01-01"))
                .hasMessageContaining("has passed; choose a moment in the future.");
    }

    @Test
    @DisplayName("BONUS-10.1-22: the assignee is a specialist of the product")
    void the_assignee_is_a_specialist_of_the_product() {
        RequestView request = lifecycle.register("otk", lifecycle.contact(), "Report is empty");
        refused(request, CLASSIFY, Map.of("outcome", "assign", "assignee", "nobody"))
                .hasMessage("Assignee: there is no user nobody.");
        RequestView bonus = lifecycle.register("bonus", lifecycle.contact(), "Report is empty");
        refused(bonus, CLASSIFY, Map.of("outcome", "assign", "assignee", MANAGER, "dueAt", "2030-01-01"))
                .hasMessageContaining("Assignee: Maria Manager does not work on БонусПлюс");
    }

    @Test
    @DisplayName("S-14, BONUS-5-03: no rejection without an explanation, and none where the product knows none")
    void no_rejection_without_an_explanation() {
        RequestView bonus = lifecycle.register("bonus", lifecycle.contact(), "Report is empty");
        refused(bonus, CLASSIFY, Map.of("outcome", "reject", "reason", "  ")).hasMessage("Fill in: reason.");
        RequestView otk = lifecycle.register("otk", lifecycle.contact(), "Report is empty");
        refused(otk, CLASSIFY, Map.of("outcome", "reject", "reason", "No"))
                .hasMessage(
                        "The decision is reject; allowed are answer, assign, clarify, split, separate, merge, move.");
        refused(otk, CLASSIFY, Map.of()).hasMessageStartingWith("The decision is nothing;");
    }

    @Test
    @DisplayName("S-12, BONUS-10.1-05: what an article answers is not forwarded")
    void what_an_article_answers_is_not_forwarded() {
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "How do I export?");
        refused(
                        request,
                        CLASSIFY,
                        Map.of(
                                "outcome",
                                "assign",
                                "assignee",
                                SPECIALIST,
                                "dueAt",
                                "2030-01-01",
                                "knowledgeArticle",
                                "KB-7"))
                .hasMessageContaining("An article of the manuals has the answer");
        lifecycle.complete(
                request,
                CLASSIFY,
                Map.of("outcome", "answer", "answerText", "See KB-7", "knowledgeArticle", "KB-7", "oralNotice", true));
        assertThat(lifecycle.history(request))
                .anyMatch(e -> "knowledgeArticle".equals(e.field()) && "KB-7".equals(e.newValue()))
                .anyMatch(e -> e.kind() == Kind.ORAL_NOTICE);
    }

    @Test
    @DisplayName("T-12, T-15, BONUS-10.4-04: texts that the regulation asks for are mandatory")
    void texts_that_the_regulation_asks_for_are_mandatory() {
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "Report is empty");
        refused(request, CLASSIFY, Map.of("outcome", "answer")).hasMessage("Fill in: answer.");
        refused(request, CLASSIFY, Map.of("outcome", "clarify")).hasMessage("Fill in: question.");
        lifecycle.complete(
                request, CLASSIFY, Map.of("outcome", "assign", "assignee", SPECIALIST, "dueAt", "2030-01-01"));
        refused(request, PROCESS, Map.of("outcome", "done")).hasMessage("Fill in: solution.");
        refused(request, PROCESS, Map.of("outcome", "refuse")).hasMessage("Fill in: reason.");
        refused(request, PROCESS, Map.of("outcome", "done", "solutionText", "x".repeat(4_001)))
                .hasMessage("solution: at most 4,000 characters, there are 4,001.");
        lifecycle.complete(request, PROCESS, Map.of("outcome", "done", "solutionText", "x".repeat(4_000)));
        refused(request, "Task_VerifySolution", Map.of("outcome", "rework")).hasMessage("Fill in: remarks.");
    }

    @Test
    @DisplayName(
            "BONUS-3-01: only who holds the task completes it, else a member of its group, always an administrator")
    void only_who_may_completes_a_task() {
        RequestView request = lifecycle.register("otk", lifecycle.contact(), "Report is empty");
        Map<String, Object> answer = Map.of("outcome", "assign", "assignee", SPECIALIST);
        refusedAs("stranger", List.of("vendor-admin"), request, CLASSIFY, answer)
                .hasMessage("This task is for members of tech-support.");
        engine.getTaskService().setAssignee(lifecycle.task(request, CLASSIFY).getId(), MANAGER);
        refusedAs("colleague", List.of("tech-support"), request, CLASSIFY, answer)
                .hasMessage("This task is held by Maria Manager. Ask for it, or let an administrator do it.");
        asAdmin(request, CLASSIFY, answer);
        refusedAs(MANAGER, List.of("tech-support"), request, PROCESS, Map.of("outcome", "done"))
                .hasMessageStartingWith("This task is held by Sonja Specialist.");
        lifecycle.completeAs(
                SPECIALIST, List.of("tech-support", "development"), request, PROCESS, Map.of("outcome", "done"));
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.DONE);
        assertThat(lifecycle.history(request))
                .filteredOn(e -> e.kind() == Kind.DECISION)
                .extracting(e -> e.actor())
                .containsExactly("root", SPECIALIST);
    }

    @Test
    @DisplayName("C-12: Tasklist and programs get the plain sentence, not the engine's wrapping")
    void the_engines_rest_answers_with_the_plain_sentence() {
        RequestView request = lifecycle.register("otk", lifecycle.contact(), "Report is empty");
        String id = lifecycle.task(request, CLASSIFY).getId();
        for (String door : List.of("complete", "submit-form")) {
            ResponseEntity<String> answer = http.withBasicAuth(MANAGER, "not-a-secret")
                    .postForEntity(
                            "/engine-rest/task/" + id + "/" + door,
                            Map.of("variables", Map.of("outcome", Map.of("value", "assign"))),
                            String.class);
            assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(HttpStatus.BAD_REQUEST);
            assertThat(answer.getBody()).contains("\"message\":\"Fill in: assignee.\"");
        }
        lifecycle.task(request, CLASSIFY);
    }

    @Test
    @DisplayName("S-57: nobody turns a task to another request, product or flow: only the form's fields are taken")
    void only_the_fields_of_the_form_are_taken() {
        RequestView victim = lifecycle.register("otk", lifecycle.contact(), "Not to be touched");
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "Report is empty");
        String id = lifecycle.task(request, CLASSIFY).getId();
        Map<String, Object> foreign = Map.of(
                "requestId", victim.id(),
                "product", "otk",
                "confirmationModel", "NONE",
                "confirmationStep", "SECOND",
                "candidateGroup", "tech-support");
        foreign.forEach((name, value) -> {
            for (String door : List.of("complete", "submit-form")) {
                Map<String, Object> variables = Map.of(
                        "outcome",
                        Map.of("value", "answer"),
                        "answerText",
                        Map.of("value", "So."),
                        name,
                        Map.of("value", value));
                ResponseEntity<String> answer = asManager()
                        .postForEntity(
                                "/engine-rest/task/" + id + "/" + door, Map.of("variables", variables), String.class);
                assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(HttpStatus.BAD_REQUEST);
                assertThat(answer.getBody()).contains(name + ": not a field of this form; it has answerText,");
            }
            ResponseEntity<String> put = asManager()
                    .exchange(
                            "/engine-rest/task/" + id + "/variables/" + name,
                            HttpMethod.PUT,
                            new HttpEntity<>(Map.of("value", value)),
                            String.class);
            assertThat(put.getStatusCode()).as(put.getBody()).isEqualTo(HttpStatus.BAD_REQUEST);
            ResponseEntity<String> patch = asManager()
                    .postForEntity(
                            "/engine-rest/task/" + id + "/localVariables",
                            Map.of("modifications", Map.of(name, Map.of("value", value))),
                            String.class);
            assertThat(patch.getStatusCode()).as(patch.getBody()).isEqualTo(HttpStatus.BAD_REQUEST);
        });
        asManager().delete("/engine-rest/task/" + id + "/variables/requestId");
        assertThat(engine.getTaskService().getVariables(id))
                .containsEntry("requestId", request.id())
                .containsEntry("product", "bonus")
                .containsEntry("confirmationModel", "MANAGER_CHECK");
        assertThat(lifecycle.now(victim).state()).isEqualTo(RequestState.REGISTERED);
        assertThat(lifecycle.history(victim)).noneMatch(e -> e.kind() == Kind.DECISION);
        lifecycle.complete(request, CLASSIFY, Map.of("outcome", "answer", "answerText", "So."));
    }

    @Test
    @DisplayName("S-57: a task is completed once; the second hears who was faster, and a stranger hears nothing")
    void a_task_is_completed_once() {
        RequestView request = lifecycle.register("otk", lifecycle.contact(), "Report is empty");
        String id = lifecycle.task(request, CLASSIFY).getId();
        Map<String, Object> answer =
                Map.of("variables", Map.of("outcome", Map.of("value", "answer"), "answerText", Map.of("value", "So.")));
        assertThat(asManager()
                        .postForEntity("/engine-rest/task/" + id + "/complete", answer, String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.NO_CONTENT);
        for (String door : List.of("complete", "submit-form")) {
            ResponseEntity<String> again =
                    asManager().postForEntity("/engine-rest/task/" + id + "/" + door, answer, String.class);
            assertThat(again.getStatusCode()).as(again.getBody()).isEqualTo(HttpStatus.CONFLICT);
            assertThat(again.getBody()).contains("This task has been completed already by Maria Manager.");
        }
        ResponseEntity<String> none =
                asManager().postForEntity("/engine-rest/task/no-such-task/complete", answer, String.class);
        assertThat(none.getStatusCode()).as(none.getBody()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(none.getBody()).contains("There is no such task");
    }

    @Test
    @DisplayName("S-57: of two who complete a task at the same instant one wins, and the other is told what happened")
    void of_two_at_once_one_wins() throws Exception {
        RequestView request = lifecycle.register("otk", lifecycle.contact(), "Report is empty");
        String id = lifecycle.task(request, CLASSIFY).getId();
        Map<String, Object> answer =
                Map.of("variables", Map.of("outcome", Map.of("value", "answer"), "answerText", Map.of("value", "So.")));
        Callable<ResponseEntity<String>> complete =
                () -> asManager().postForEntity("/engine-rest/task/" + id + "/complete", answer, String.class);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<ResponseEntity<String>> answers = new ArrayList<>();
            for (Future<ResponseEntity<String>> done : two.invokeAll(List.of(complete, complete))) {
                answers.add(done.get());
            }
            assertThat(answers)
                    .extracting(ResponseEntity::getStatusCode)
                    .containsExactlyInAnyOrder(HttpStatus.NO_CONTENT, HttpStatus.CONFLICT);
            assertThat(answers)
                    .filteredOn(a -> a.getStatusCode() == HttpStatus.CONFLICT)
                    .allMatch(a -> a.getBody().contains("This task has been completed already by Maria Manager."));
        } finally {
            two.shutdown();
        }
    }

    @Test
    @DisplayName("C-12: a refusal is one line in the log, without a trace")
    void a_refusal_is_one_line_in_the_log() {
        RequestView request = lifecycle.register("otk", lifecycle.contact(), "Report is empty");
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        try {
            refused(request, CLASSIFY, Map.of("outcome", "reject\nFORGED"));
        } finally {
            root.detachAppender(lines);
        }
        List<ILoggingEvent> own = lines.list.stream()
                .filter(e -> e.getThreadName().equals(Thread.currentThread().getName()))
                .toList();
        assertThat(own).singleElement().satisfies(e -> {
            assertThat(e.getFormattedMessage()).startsWith("Refused: The decision is reject FORGED;");
            assertThat(e.getThrowableProxy()).isNull();
        });
    }

    private TestRestTemplate asManager() {
        return http.withBasicAuth(MANAGER, "not-a-secret");
    }

    @Test
    @DisplayName(
            "T-11, BONUS-10.3-01: another due date needs a reason and lies in the future, before and after consent")
    void another_due_date_needs_a_reason_and_lies_in_the_future() {
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "Report is empty");
        lifecycle.complete(
                request, CLASSIFY, Map.of("outcome", "assign", "assignee", SPECIALIST, "dueAt", "2030-01-01"));
        refused(request, PROCESS, Map.of("outcome", "reschedule"))
                .hasMessageStartingWith("Fill in: reason. Due date: the request is due then already");
        refused(request, PROCESS, Map.of("outcome", "reschedule", "reason", "Late", "dueAt", "2020-01-01"))
                .hasMessageContaining("has passed; choose a moment in the future.");
        refused(request, PROCESS, Map.of("outcome", "reschedule", "reason", "Late", "dueAt", "2030-01-01"))
                .hasMessageContaining("due then already");
        lifecycle.complete(request, PROCESS, Map.of("outcome", "reschedule", "reason", "Late", "dueAt", "2030-02-01"));
        refused(request, "Task_ApproveReschedule", Map.of("outcome", "decline")).hasMessage("Fill in: reason.");
        refused(request, "Task_ApproveReschedule", Map.of("outcome", "approve", "dueAt", "2020-01-01"))
                .hasMessageContaining("has passed");
    }

    @Test
    @DisplayName("T-13, S-34: what the profile does not know is not offered; a release needs a name and a future")
    void a_release_needs_a_name_and_a_future() {
        RequestView request = lifecycle.register("otk", lifecycle.contact(), "Report is empty");
        lifecycle.complete(request, CLASSIFY, Map.of("outcome", "assign", "assignee", SPECIALIST));
        refused(request, PROCESS, Map.of("outcome", "refuse", "reason", "No"))
                .hasMessage("The decision is refuse; allowed are done, clarify, waitForRelease, handOver, return.");
        refused(request, PROCESS, Map.of("outcome", "handOver")).hasMessage("Fill in: reason.");
        refused(request, PROCESS, Map.of("outcome", "waitForRelease")).hasMessage("Fill in: release.");
        refused(request, PROCESS, Map.of("outcome", "waitForRelease", "release", "../2026"))
                .hasMessageStartingWith("Release: ../2026 is no name of a release;");
        String release = "r-" + UUID.randomUUID().toString().substring(0, 8);
        releases.deployed("otk", release, "operator");
        refused(request, PROCESS, Map.of("outcome", "waitForRelease", "release", release))
                .hasMessage("Release " + release + " is deployed already: decide done instead.");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(
            RequestView request, String task, Map<String, Object> variables) {
        var refusal = assertThatThrownBy(() -> lifecycle.complete(request, task, variables))
                .isInstanceOf(CompletionRefused.class);
        lifecycle.task(request, task);
        return refusal;
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refusedAs(
            String user, List<String> groups, RequestView request, String task, Map<String, Object> variables) {
        return assertThatThrownBy(() -> lifecycle.completeAs(user, groups, request, task, variables))
                .isInstanceOf(CompletionRefused.class);
    }

    private void asAdmin(RequestView request, String task, Map<String, Object> variables) {
        lifecycle.completeAs("root", List.of("admin", "camunda-admin"), request, task, variables);
    }
}
