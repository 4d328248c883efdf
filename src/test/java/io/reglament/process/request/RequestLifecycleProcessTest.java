package io.reglament.process.request;

import static io.reglament.process.request.Lifecycle.MANAGER;
import static io.reglament.process.request.Lifecycle.SPECIALIST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.init;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.reset;

import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import io.reglament.request.Requests.ReplyEffect;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.bpm.engine.test.assertions.bpmn.ProcessInstanceAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One test per path through {@code request-lifecycle}; together they take every flow. */
@ReglamentTest
class RequestLifecycleProcessTest {

    private static final String MODEL = "processes/request/request-lifecycle.bpmn";
    private static final String CLASSIFY = "Task_ClassifyRequest";
    private static final String PROCESS = "Task_ProcessRequest";
    private static final String VERIFY = "Task_VerifySolution";
    private static int walked;

    @Autowired
    Lifecycle lifecycle;

    @Autowired
    Requests requests;

    @Autowired
    Customers customers;

    @Autowired
    ProcessEngine engine;

    @Autowired
    Clock clock;

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
        long tests = Arrays.stream(RequestLifecycleProcessTest.class.getDeclaredMethods())
                .filter(m -> m.isAnnotationPresent(Test.class))
                .count();
        if (walked == tests) {
            assertThat(FlowRecorder.notTaken(MODEL)).isEmpty();
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
    @DisplayName("T-06, T-19, C-34, BONUS-10.1-04: first line answers alone, silence for three days closes")
    void first_line_answers_alone_and_silence_closes() {
        RequestView request = answered("bonus", lifecycle.contact());
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.DONE);
        assertThat(lifecycle.timer(request).getDuedate())
                .isCloseTo(Date.from(clock.instant().plus(Duration.ofDays(3))), 60_000);

        engine.getManagementService().executeJob(lifecycle.timer(request).getId());

        ended(request, "EndEvent_RequestClosed");
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.CLOSED);
        assertThat(lifecycle.mailsFrom(request)).contains("Task_SendAnswer");
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
    @DisplayName("T-19, ECRM-3.5-01: a plain confirmation by reply closes")
    void a_plain_confirmation_by_reply_closes() {
        Contact contact = lifecycle.contact();
        RequestView request = answered("bonus", contact);
        lifecycle.reply(request, contact, "Подтверждаю. Спасибо!");

        ended(request, "EndEvent_RequestClosed");
    }

    @Test
    @DisplayName("BONUS-10.4-04: a note in an unclear reply keeps waiting, remarks in the next one are judged")
    void an_unclear_reply_is_read_by_a_person() {
        Contact contact = lifecycle.contact();
        RequestView request = answered("bonus", contact);
        lifecycle.reply(request, contact, "I will look at it on Monday");
        lifecycle.complete(request, "Task_ReviewReply", Map.of("outcome", "note"));
        at(request).isWaitingAt("Gateway_CustomerAwaited");

        lifecycle.reply(request, contact, "Well, what shall I say");
        assertThat(lifecycle.timer(request))
                .as("silence does not run while a person reads")
                .isNull();
        lifecycle.complete(request, "Task_ReviewReply", Map.of("outcome", "confirm"));
        ended(request, "EndEvent_RequestClosed");
    }

    @Test
    @DisplayName("S-26, T-16, T-18, BONUS-10.1-26, BONUS-10.4-08: justified remarks by mail go back, due in three days")
    void justified_remarks_by_mail_go_back_to_the_same_specialist() {
        Contact contact = lifecycle.contact();
        RequestView request = delivered("bonus", contact);
        lifecycle.reply(request, contact, "Не работает, ошибка осталась");
        assertThat(lifecycle.texts(request, Kind.REMARKS)).containsExactly("Не работает, ошибка осталась");
        lifecycle.complete(
                request, "Task_ReviewRemarks", Map.of("outcome", "justified", "reason", "Fix was incomplete"));

        Task work = lifecycle.task(request, PROCESS);
        assertThat(work.getAssignee()).isEqualTo(SPECIALIST);
        assertThat(work.getDueDate()).isCloseTo(Date.from(clock.instant().plus(Duration.ofDays(3))), 60_000);
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.ASSIGNED);
        assertThat(lifecycle.now(request).label()).isEqualTo("Назначен");
        assertThat(lifecycle.now(request).reworkCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("S-27, T-17, N-14, BONUS-10.4-06, BONUS-10.4-07: unrelated remarks become a linked request")
    void unrelated_remarks_become_a_linked_request() {
        Contact contact = lifecycle.contact();
        RequestView request = delivered("bonus", contact);
        assertThat(requests.customerRemarked(request.number(), contact, "And the logo is ugly", "link"))
                .isTrue();
        lifecycle.complete(request, "Task_ReviewRemarks", Map.of("outcome", "unrelated", "reason", "Another matter"));

        ended(request, "EndEvent_RequestFollowedUp");
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.CLOSED);
        List<Requests.RequestLink> links = requests.links(request.id());
        assertThat(links).hasSize(1);
        RequestView followUp = requests.get(links.get(0).number());
        assertThat(followUp.state()).isEqualTo(RequestState.REGISTERED);
        lifecycle.task(followUp, CLASSIFY);
        assertThat(lifecycle.mailsFrom(followUp)).containsExactly("Task_AcknowledgeRequest");
    }

    @Test
    @DisplayName("S-15, T-16: remarks on first line's own answer come back to first line, which assigns a specialist")
    void remarks_on_an_own_answer_come_back_to_first_line() {
        Contact contact = lifecycle.contact();
        RequestView request = answered("bonus", contact);
        requests.customerRemarked(request.number(), contact, "That does not help", "link");
        lifecycle.complete(
                request, "Task_ReviewRemarks", Map.of("outcome", "justified", "remarks", "Needs a specialist"));

        lifecycle.task(request, CLASSIFY);
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.REGISTERED);
    }

    @Test
    @DisplayName("S-36, T-21, T-22, T-24, N-12: confirmed by the customer, closed by the representative only")
    void confirmed_by_the_customer_and_closed_by_the_representative_only() {
        Contact contact = lifecycle.contact();
        Contact representative = lifecycle.representative(contact);
        RequestView request = delivered("ecrm", contact);
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.ANSWERED);
        assertThat(lifecycle.timer(request).getDuedate()).as("never").isAfter("9999-01-01");
        requests.customerConfirmed(request.number(), contact, "link");
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.COMPLETED);
        assertThat(lifecycle.mailsFrom(request)).endsWith("Task_AskForClosure");

        assertThat(lifecycle.reply(request, contact, "Подтверждаю")).isEqualTo(ReplyEffect.KEPT);
        assertThat(requests.customerConfirmed(request.number(), contact, "link"))
                .isFalse();
        assertThat(lifecycle.reply(request, representative, "Подтверждаю")).isEqualTo(ReplyEffect.RESUMED);

        ended(request, "EndEvent_RequestClosed");
    }

    @Test
    @DisplayName("S-37, T-23, ECRM-3.5-02: a reasoned disagreement resumes the work at once")
    void a_reasoned_disagreement_resumes_the_work_at_once() {
        Contact contact = lifecycle.contact();
        RequestView request = delivered("ecrm", contact);
        requests.customerRemarked(request.number(), contact, "The figures differ", "link");

        assertThat(lifecycle.task(request, PROCESS).getAssignee()).isEqualTo(SPECIALIST);
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.IN_WORK);
        assertThat(lifecycle.texts(request, Kind.REMARKS)).containsExactly("The figures differ");
    }

    @Test
    @DisplayName("ECRM-3.5-04: without a representative on record a person obtains the confirmation of closure")
    void without_a_representative_a_person_obtains_the_confirmation() {
        Contact contact = lifecycle.contact();
        RequestView request = delivered("ecrm", contact);
        requests.customerConfirmed(request.number(), contact, "link");
        lifecycle.complete(request, "Task_ObtainConfirmation", Map.of("outcome", "keepWaiting"));
        lifecycle.complete(
                request, "Task_ObtainConfirmation", Map.of("outcome", "confirmed", "reason", "The director rang"));

        ended(request, "EndEvent_RequestClosed");
        assertThat(lifecycle.texts(request, Kind.REASON)).containsExactly("The director rang");
    }

    @Test
    @DisplayName("ECRM-3.5-04: a representative recorded meanwhile is asked")
    void a_representative_recorded_meanwhile_is_asked() {
        Contact contact = lifecycle.contact();
        RequestView request = delivered("ecrm", contact);
        requests.customerConfirmed(request.number(), contact, "link");
        lifecycle.task(request, "Task_ObtainConfirmation");
        lifecycle.representative(contact);
        lifecycle.complete(request, "Task_ObtainConfirmation", Map.of("outcome", "keepWaiting"));

        assertThat(lifecycle.mailsFrom(request)).endsWith("Task_AskForClosure");
        at(request).isWaitingAt("Gateway_CustomerAwaited");
    }

    @Test
    @DisplayName("T-23: remarks that a person hears when asking for the closure resume the work")
    void remarks_heard_when_asking_for_the_closure_resume_the_work() {
        Contact contact = lifecycle.contact();
        RequestView request = delivered("ecrm", contact);
        requests.customerConfirmed(request.number(), contact, "link");
        lifecycle.complete(
                request, "Task_ObtainConfirmation", Map.of("outcome", "remarks", "remarks", "It broke again"));

        lifecycle.task(request, PROCESS);
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.IN_WORK);
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

    private RequestView assigned(String product, Contact contact) {
        RequestView request = lifecycle.register(product, contact, "The export stops at ten rows");
        lifecycle.complete(request, CLASSIFY, assign(Map.of()));
        return request;
    }

    private RequestView delivered(String product, Contact contact) {
        RequestView request = assigned(product, contact);
        lifecycle.complete(request, PROCESS, Map.of("outcome", "done", "solutionText", "Ten was the limit"));
        if (product.equals("bonus")) {
            lifecycle.complete(request, VERIFY, Map.of("outcome", "accept"));
        }
        return request;
    }

    private RequestView answered(String product, Contact contact) {
        RequestView request = lifecycle.register(product, contact, "How do I export?");
        lifecycle.complete(request, CLASSIFY, Map.of("outcome", "answer", "answerText", "By the button Export"));
        return request;
    }

    private Map<String, Object> assign(Map<String, Object> more) {
        Map<String, Object> variables = new java.util.HashMap<>(Map.of(
                "outcome",
                "assign",
                "assignee",
                SPECIALIST,
                "dueAt",
                clock.instant().plus(Duration.ofDays(1)).toString()));
        variables.putAll(more);
        return variables;
    }

    private ProcessInstanceAssert at(RequestView request) {
        return BpmnAwareTests.assertThat(lifecycle.instance(request));
    }

    private void ended(RequestView request, String end) {
        ProcessInstance instance = lifecycle.instance(request);
        assertThat(instance).as("process instance of the ended request").isNull();
        assertThat(engine.getHistoryService()
                        .createHistoricActivityInstanceQuery()
                        .processInstanceId(lifecycle.now(request).processInstanceId())
                        .activityId(end)
                        .finished()
                        .count())
                .as(end)
                .isEqualTo(1);
    }
}
