package io.reglament.process.request;

import static io.reglament.process.request.Lifecycle.SPECIALIST;
import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import io.reglament.request.Requests.ReplyEffect;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.bpm.engine.test.assertions.bpmn.ProcessInstanceAssert;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The paths from the delivered answer on: confirmation, silence, remarks (the lower row of the diagram). */
abstract class ConfirmationPaths {

    static final String CLASSIFY = "Task_ClassifyRequest";
    static final String PROCESS = "Task_ProcessRequest";
    static final String VERIFY = "Task_VerifySolution";

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
    @DisplayName("ECRM-3.5-04: a representative whom the person records is asked, and may close")
    void a_representative_whom_the_person_records_is_asked() {
        Contact contact = lifecycle.contact();
        RequestView request = delivered("ecrm", contact);
        requests.customerConfirmed(request.number(), contact, "link");
        String email = "director-" + contact.email();
        lifecycle.complete(
                request,
                "Task_ObtainConfirmation",
                Map.of("outcome", "keepWaiting", "contactEmail", email, "contactName", "Dora Director"));

        assertThat(lifecycle.mailsFrom(request)).endsWith("Task_AskForClosure");
        Contact representative = customers.contact(email).orElseThrow();
        assertThat(representative.customerId()).isEqualTo(contact.customerId());
        assertThat(requests.customerConfirmed(request.number(), representative, "link"))
                .isTrue();
        ended(request, "EndEvent_RequestClosed");
    }

    @Test
    @DisplayName("T-21, T-23: a disagreement with first line's own answer of ECRM comes back to first line")
    void a_disagreement_with_an_own_answer_comes_back_to_first_line() {
        Contact contact = lifecycle.contact();
        RequestView request = answered("ecrm", contact);
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.ANSWERED);
        requests.customerRemarked(request.number(), contact, "No, not so", "link");

        lifecycle.task(request, CLASSIFY);
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

    RequestView assigned(String product, Contact contact) {
        RequestView request = lifecycle.register(product, contact, "The export stops at ten rows");
        lifecycle.complete(request, CLASSIFY, assign(Map.of()));
        return request;
    }

    RequestView delivered(String product, Contact contact) {
        RequestView request = assigned(product, contact);
        lifecycle.complete(request, PROCESS, Map.of("outcome", "done", "solutionText", "Ten was the limit"));
        if (product.equals("bonus")) {
            lifecycle.complete(request, VERIFY, Map.of("outcome", "accept"));
        }
        return request;
    }

    RequestView answered(String product, Contact contact) {
        RequestView request = lifecycle.register(product, contact, "How do I export?");
        lifecycle.complete(request, CLASSIFY, Map.of("outcome", "answer", "answerText", "By the button Export"));
        return request;
    }

    Map<String, Object> assign(Map<String, Object> more) {
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

    ProcessInstanceAssert at(RequestView request) {
        return BpmnAwareTests.assertThat(lifecycle.instance(request));
    }

    void ended(RequestView request, String end) {
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
