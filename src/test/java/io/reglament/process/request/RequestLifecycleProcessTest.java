package io.reglament.process.request;

import static io.reglament.process.request.Lifecycle.MANAGER;
import static io.reglament.process.request.Lifecycle.SPECIALIST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.init;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.reset;

import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.Requests.ReplyEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One test per path through {@code request-lifecycle}; together they take every flow. */
@ReglamentTest
class RequestLifecycleProcessTest extends TermsPaths {

    private static final String MODEL = "processes/request/request-lifecycle.bpmn";
    private static int walked;

    @BeforeAll
    static void forgetEarlierWalks() {
        FlowRecorder.start();
        walked = 0;
    }

    @BeforeEach
    void prepare() {
        init(engine);
        lifecycle.people();
    }

    @AfterEach
    void forgetEngine() {
        walked++;
        reset();
    }

    @AfterAll
    static void every_flow_of_the_model_was_taken() {
        long tests = Stream.<Class<?>>iterate(
                        RequestLifecycleProcessTest.class, type -> type != Object.class, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(m -> m.isAnnotationPresent(Test.class))
                .count();
        if (walked == tests) {
            assertThat(FlowRecorder.notTaken(MODEL)).isEmpty();
            assertThat(FlowRecorder.notTaken("processes/request/request-stage.bpmn"))
                    .isEmpty();
            assertThat(FlowRecorder.share(MODEL)).isGreaterThanOrEqualTo(0.95);
        }
    }

    @Test
    @DisplayName("S-06, T-01, BONUS-10.2-02: a registered request is proposed, acknowledged and waits for first line")
    void a_registered_request_is_proposed_acknowledged_and_waits_for_first_line() {
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "Everything hangs, nothing works");

        Task task = lifecycle.task(request, CLASSIFY);
        RequestView now = lifecycle.now(request);
        assertThat(now.state()).isEqualTo(RequestState.REGISTERED);
        assertThat(now.category()).isNotNull();
        assertThat(now.priority()).isNotNull();
        assertThat(task.getPriority()).isEqualTo(25 * (now.priority().ordinal() + 1));
        assertThat(task.getTenantId()).isEqualTo("bonus");
        assertThat(lifecycle.mailsFrom(request)).containsExactly("Task_AcknowledgeRequest");
        at(request)
                .isWaitingAt(CLASSIFY)
                .hasPassedInOrder(
                        "Task_RegisterRequest",
                        "Task_ProposeCategory",
                        "Task_ProposePriority",
                        "Task_ProposeRouting",
                        "Task_RecordProposal",
                        "Task_AcknowledgeRequest");
        assertThat(engine.getTaskService()
                        .getVariableLocal(task.getId(), Variables.OPTIONS)
                        .toString())
                .contains("\"value\":\"" + SPECIALIST + "\"", "\"value\":\"reject\"", "CONSULTATION", "vendor-admin");
    }

    @Test
    @DisplayName("S-15, S-25, T-08, T-09, T-14, T-24: assigned, solved, verified, confirmed by link, closed")
    void assigned_solved_verified_and_confirmed_by_link() {
        Contact contact = lifecycle.contact();
        RequestView request = lifecycle.register("bonus", contact, "The report is empty");
        Instant dueAt = clock.instant().plus(Duration.ofDays(2));
        lifecycle.complete(request, CLASSIFY, assign(Map.of("dueAt", dueAt.toString())));
        Task work = lifecycle.task(request, PROCESS);
        assertThat(work.getAssignee()).isEqualTo(SPECIALIST);
        assertThat(work.getDueDate()).isEqualTo(Date.from(dueAt));
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.ASSIGNED);
        assertThat(lifecycle.now(request).label()).isEqualTo("Назначена");

        lifecycle.complete(request, PROCESS, Map.of("outcome", "done", "solutionText", "Switched it on again"));
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.IN_WORK);
        lifecycle.complete(request, VERIFY, Map.of("outcome", "accept"));
        assertThat(lifecycle.now(request).label()).isEqualTo("Выполнено");
        assertThat(requests.customerConfirmed(request.number(), contact, "link"))
                .isTrue();

        ended(request, "EndEvent_RequestClosed");
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.CLOSED);
        assertThat(lifecycle.mailsFrom(request))
                .containsExactly("Task_AcknowledgeRequest", "Task_DeliverSolution", "Task_CloseRequest");
        assertThat(requests.customerConfirmed(request.number(), contact, "link"))
                .isFalse();
    }

    @Test
    @DisplayName("S-31, T-20, OTK-3-15, OTK-3-16: an executed request of OTK is done, and that is the end")
    void an_executed_request_of_otk_is_done_and_that_is_the_end() {
        RequestView request = lifecycle.register("otk", lifecycle.contact(), "Please explain the report");
        lifecycle.complete(request, CLASSIFY, Map.of("outcome", "assign", "assignee", SPECIALIST));
        lifecycle.complete(request, PROCESS, Map.of("outcome", "done"));

        ended(request, "EndEvent_RequestDone");
        assertThat(lifecycle.now(request).label()).isEqualTo("Обработано");
        assertThat(lifecycle.reply(request, lifecycle.contact(), "thanks")).isEqualTo(ReplyEffect.AFTER_CLOSING);
    }

    @Test
    @DisplayName("S-14, T-07, BONUS-5-03: rejected at classification, with the explanation")
    void rejected_at_classification_with_the_explanation() {
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "Buy our carpets");
        lifecycle.complete(request, CLASSIFY, Map.of("outcome", "reject", "reason", "No matter of support"));

        ended(request, "EndEvent_RequestRejected");
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.CLOSED);
        assertThat(lifecycle.now(request).mark()).isEqualTo("Отклонен при первичной классификации");
        assertThat(lifecycle.texts(request, Kind.REASON)).containsExactly("No matter of support");
        assertThat(lifecycle.mailsFrom(request)).contains("Task_RejectRequest");
    }

    @Test
    @DisplayName("T-10, N-06, OTK-3-17, OTK-3-18: first line asks, the customer's reply brings the request back")
    void first_line_asks_and_the_reply_brings_the_request_back() {
        Contact contact = lifecycle.contact();
        RequestView request = lifecycle.register("otk", contact, "It does not work");
        lifecycle.complete(request, CLASSIFY, Map.of("outcome", "clarify", "question", "What exactly?"));
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.WAITING_CUSTOMER);
        assertThat(lifecycle.texts(request, Kind.QUESTION)).containsExactly("What exactly?");

        assertThat(lifecycle.reply(request, contact, "The export")).isEqualTo(ReplyEffect.RESUMED);

        lifecycle.task(request, CLASSIFY);
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.REGISTERED);
        assertThat(lifecycle.reply(request, contact, "Hello?")).isEqualTo(ReplyEffect.KEPT);
    }

    @Test
    @DisplayName("S-21, T-10, T-11, BONUS-10.1-10, BONUS-10.1-11: the specialist asks and goes on with the answer")
    void the_specialist_asks_and_goes_on_with_the_answer() {
        Contact contact = lifecycle.contact();
        RequestView request = assigned("bonus", contact);
        lifecycle.complete(
                request, PROCESS, Map.of("outcome", "clarify", "question", "Which month?", "complexity", "HIGH"));
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.WAITING_CUSTOMER);
        assertThat(lifecycle.now(request).complexity()).isEqualTo(Level.HIGH);

        lifecycle.reply(request, contact, "May");

        assertThat(lifecycle.task(request, PROCESS).getAssignee()).isEqualTo(SPECIALIST);
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.IN_WORK);
    }

    @Test
    @DisplayName("S-22, T-12, BONUS-10.1-12, BONUS-10.1-14: the specialist refuses, the request carries the mark")
    void the_specialist_refuses_and_the_request_carries_the_mark() {
        RequestView request = assigned("bonus", lifecycle.contact());
        lifecycle.complete(request, PROCESS, Map.of("outcome", "refuse", "reason", "Out of date"));

        ended(request, "EndEvent_RequestRefused");
        assertThat(lifecycle.now(request).label()).isEqualTo("Закрыт");
        assertThat(lifecycle.now(request).mark()).isEqualTo("В консультации отказано");
        assertThat(lifecycle.mailsFrom(request)).contains("Task_RefuseRequest");
    }

    @Test
    @DisplayName("BONUS-10.1-15: the specialist returns the request to first line, who assigns it anew")
    void the_specialist_returns_the_request_to_first_line() {
        RequestView request = assigned("bonus", lifecycle.contact());
        lifecycle.complete(request, PROCESS, Map.of("outcome", "return", "reason", "Not my field"));

        lifecycle.task(request, CLASSIFY);
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.REGISTERED);
        lifecycle.complete(request, CLASSIFY, Map.of("outcome", "assign", "assignee", SPECIALIST));
        lifecycle.task(request, PROCESS);
    }

    @Test
    @DisplayName("T-15, C-17: a negative check sends the request back to the same specialist with remarks")
    void a_negative_check_sends_the_request_back() {
        RequestView request = assigned("bonus", lifecycle.contact());
        lifecycle.complete(request, PROCESS, Map.of("outcome", "done", "solutionText", "Done so"));
        lifecycle.complete(request, VERIFY, Map.of("outcome", "rework", "remarks", "Not on Sundays"));

        assertThat(lifecycle.task(request, PROCESS).getAssignee()).isEqualTo(SPECIALIST);
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.IN_WORK);
        assertThat(lifecycle.texts(request, Kind.REMARKS)).containsExactly("Not on Sundays");
    }

    @Test
    @DisplayName("C-52, BONUS-10.1-28: who claims a group's task gets the request back after a question")
    void who_claims_a_groups_task_gets_the_request_back() {
        Contact contact = lifecycle.contact();
        RequestView request = assigned("bonus", contact);
        Task task = lifecycle.task(request, PROCESS);
        engine.getTaskService().setAssignee(task.getId(), null);
        assertThat(lifecycle.now(request).assignee()).isNull();
        lifecycle.completeAs(
                MANAGER,
                List.of("vendor-support", "vendor-admin", "rework-analyst", "programmer"),
                request,
                PROCESS,
                Map.of("outcome", "clarify", "question", "Which one?"));
        lifecycle.reply(request, contact, "That one");

        assertThat(lifecycle.task(request, PROCESS).getAssignee()).isEqualTo(MANAGER);
        assertThat(lifecycle.now(request).assignee()).isEqualTo(MANAGER);
    }

    @Test
    @DisplayName("BONUS-10.1-35: what a person typed is in the archive and nowhere in the engine")
    void what_a_person_typed_is_in_the_archive_and_nowhere_in_the_engine() {
        RequestView request = assigned("bonus", lifecycle.contact());
        lifecycle.complete(request, PROCESS, Map.of("outcome", "done", "solutionText", "A long solution"));

        assertThat(lifecycle.texts(request, Kind.SOLUTION)).containsExactly("A long solution");
        assertThat(engine.getRuntimeService()
                        .getVariables(lifecycle.now(request).processInstanceId()))
                .doesNotContainKeys("solutionText", "answerText", "requestText", "replyText")
                .doesNotContainValue("A long solution");
        assertThat(engine.getHistoryService()
                        .createHistoricVariableInstanceQuery()
                        .processInstanceId(lifecycle.now(request).processInstanceId())
                        .variableNameIn("solutionText", "requestText")
                        .count())
                .isZero();
    }
}
