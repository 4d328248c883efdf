package io.reglament.process.request;

import static io.reglament.process.request.Lifecycle.MANAGER;
import static io.reglament.process.request.Lifecycle.SPECIALIST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reglament.crm.Contact;
import io.reglament.crm.DutyRoster;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.ReleaseWaits;
import io.reglament.request.Releases;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.Requests.ReplyEffect;
import io.reglament.request.Signals;
import io.reglament.request.Signals.Signal;
import io.reglament.request.Taker;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The queue, another due date, development, and releases. */
abstract class WorkPaths extends ReminderPaths {

    static final String APPROVE = "Task_ApproveReschedule";

    @Autowired
    Releases releases;

    @Autowired
    ReleaseWaits releaseWaits;

    @Autowired
    DutyRoster roster;

    @Autowired
    Signals signals;

    @Test
    @DisplayName(
            "S-17, T-04, T-05, C-47, BONUS-10.1-29…31: while all of first line are at work requests queue by priority")
    void while_all_of_first_line_are_at_work_requests_queue() {
        Contact contact = lifecycle.contact();
        List<String> held = new ArrayList<>();
        for (String person : roster.onDuty("bonus", ClockUtil.getCurrentTime().toInstant())) {
            Task task = lifecycle.task(lifecycle.register("bonus", contact, "How do I export?"), CLASSIFY);
            engine.getTaskService().setAssignee(task.getId(), person);
            held.add(task.getId());
        }
        try {
            RequestView queued = lifecycle.register("bonus", contact, "Everything hangs, nothing works");
            assertThat(lifecycle.now(queued).state()).isEqualTo(RequestState.QUEUED);
            assertThat(lifecycle.now(queued).label()).isEqualTo("в очередь");
            assertThat(lifecycle.task(queued, CLASSIFY).getPriority())
                    .isEqualTo(25 * (lifecycle.now(queued).priority().ordinal() + 1));
            RequestView otk = lifecycle.register("otk", contact, "Report is empty");
            assertThat(lifecycle.now(otk).state()).as("only BONUS queues").isEqualTo(RequestState.REGISTERED);

            RequestView answered = lifecycle.register("bonus", contact, "How do I print?");
            assertThat(lifecycle.now(answered).state()).isEqualTo(RequestState.QUEUED);
            engine.getTaskService().claim(lifecycle.task(queued, CLASSIFY).getId(), MANAGER);
            assertThat(lifecycle.now(queued).state()).isEqualTo(RequestState.REGISTERED);
            lifecycle.complete(answered, CLASSIFY, Map.of("outcome", "answer", "answerText", "By the button"));
            assertThat(lifecycle.history(answered))
                    .filteredOn(e -> e.kind() == Kind.STATE)
                    .extracting(e -> e.newValue())
                    .containsExactly("REGISTERED", "QUEUED", "REGISTERED", "DONE");
            engine.getTaskService().setAssignee(lifecycle.task(queued, CLASSIFY).getId(), null);
        } finally {
            held.forEach(id -> engine.getTaskService().setAssignee(id, null));
        }
        RequestView free = lifecycle.register("bonus", contact, "How do I export?");
        assertThat(lifecycle.now(free).state()).isEqualTo(RequestState.REGISTERED);
    }

    @Test
    @DisplayName("T-11, N-07, BONUS-10.1-33, BONUS-10.1-34, BONUS-10.3-01, BONUS-10.3-02: a date moves by consent")
    void a_due_date_moves_by_consent() {
        RequestView request = assigned("bonus", lifecycle.contact());
        Instant earlier = lifecycle.now(request).dueAt();
        Instant wish = clock.instant().plus(Duration.ofDays(9)).truncatedTo(ChronoUnit.SECONDS);
        ask(request, wish);
        assertThat(lifecycle.now(request).dueAt()).as("not before consent").isEqualTo(earlier);
        lifecycle.complete(request, APPROVE, Map.of("outcome", "approve"));

        assertThat(lifecycle.task(request, PROCESS).getDueDate()).isEqualTo(Date.from(wish));
        assertThat(lifecycle.task(request, PROCESS).getAssignee()).isEqualTo(SPECIALIST);
        assertThat(lifecycle.now(request).dueAt()).isEqualTo(wish);
        assertThat(lifecycle.mailsFrom(request)).endsWith("Task_RescheduleRequest");
        assertThat(lifecycle.history(request))
                .filteredOn(e -> "dueAt".equals(e.field()) && "Task_RescheduleRequest".equals(e.cause()))
                .singleElement()
                .satisfies(e -> assertThat(e.oldValue() + " " + e.newValue()).isEqualTo(earlier + " " + wish));

        Instant third = wish.plus(Duration.ofDays(2));
        ask(request, wish.plus(Duration.ofDays(5)));
        lifecycle.complete(request, APPROVE, Map.of("outcome", "approve", "dueAt", third.toString()));
        assertThat(lifecycle.now(request).dueAt()).as("a third date").isEqualTo(third);
    }

    @Test
    @DisplayName("T-11, C-16: a declined date stays, and nobody outside hears of it")
    void a_declined_date_stays() {
        RequestView request = assigned("bonus", lifecycle.contact());
        Instant earlier = lifecycle.now(request).dueAt();
        ask(request, clock.instant().plus(Duration.ofDays(9)));
        lifecycle.complete(request, APPROVE, Map.of("outcome", "decline", "reason", "The contract does not allow it"));

        assertThat(lifecycle.task(request, PROCESS).getDueDate()).isEqualTo(Date.from(earlier));
        assertThat(lifecycle.now(request).dueAt()).isEqualTo(earlier);
        assertThat(lifecycle.mailsFrom(request)).doesNotContain("Task_RescheduleRequest");
    }

    @Test
    @DisplayName(
            "S-40, RT-5, N-17, BONUS-2-06: a critical signal goes to the vendor's support at once; those on duty hear")
    void a_critical_signal_goes_to_the_specialists_at_once() {
        Contact contact = lifecycle.contact();
        RequestView request = signals.receive(
                        new Signal(
                                "bonus",
                                "key-" + UUID.randomUUID(),
                                "CRITICAL",
                                "Disk full on the application server.",
                                contact.email(),
                                null),
                        new Taker(MANAGER, Set.of(Signals.OPERATOR), Set.of("bonus"), false))
                .request();

        assertThat(lifecycle.task(request, PROCESS).getAssignee()).isNull();
        at(request)
                .hasPassedInOrder("Task_AcknowledgeRequest", "Gateway_AssignmentEntry", "Task_AssignRequest")
                .hasNotPassed(CLASSIFY);
        assertThat(lifecycle.now(request).assignedGroup()).isEqualTo("vendor-support");
        assertThat(lifecycle.history(request))
                .filteredOn(line -> "Task_AcknowledgeRequest".equals(line.cause()))
                .isNotEmpty()
                .allMatch(line -> line.kind() == Kind.MAIL_OUT || line.kind() == Kind.DELIVERY);
        assertThat(lifecycle.mailsFrom(request)).doesNotContain("Task_AssignRequest");
    }

    @Test
    @DisplayName("S-34, OTK-6-01…07: development answers support alone, with a solution, a question or a return")
    void development_answers_support_alone() {
        RequestView request = assigned("otk", lifecycle.contact());
        for (Map<String, Object> decision : List.<Map<String, Object>>of(
                Map.of("outcome", "clarify", "question", "Which browser?"),
                Map.of("outcome", "return", "reason", "Not a fault of the code"),
                Map.of("outcome", "done", "solutionText", "Corrected in the export"))) {
            lifecycle.complete(request, PROCESS, Map.of("outcome", "handOver", "reason", "The export loses rows"));
            Task development = lifecycle.task(request, PROCESS);
            assertThat(lifecycle.now(request).assignedGroup()).isEqualTo("development");
            assertThat(development.getAssignee()).isNull();
            assertThat(engine.getTaskService()
                            .getVariableLocal(development.getId(), Variables.OPTIONS)
                            .toString())
                    .doesNotContain("handOver", "waitForRelease");
            lifecycle.complete(request, PROCESS, decision);
            assertThat(lifecycle.task(request, PROCESS).getAssignee()).isEqualTo(SPECIALIST);
            assertThat(lifecycle.now(request).assignedGroup()).isEqualTo("tech-support");
            assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.IN_WORK);
        }
        assertThat(lifecycle.mailsFrom(request)).containsExactly("Task_AcknowledgeRequest");
        lifecycle.complete(request, PROCESS, Map.of("outcome", "done"));

        ended(request, "EndEvent_RequestDone");
        assertThat(lifecycle.mailsFrom(request)).endsWith("Task_DeliverSolution");
        assertThat(lifecycle.texts(request, Kind.SOLUTION)).containsExactly("Corrected in the export");
    }

    @Test
    @DisplayName("RT-9, OTK-6-05: what first line gives to development at once is answered through support as well")
    void what_first_line_gives_to_development_is_answered_through_support() {
        RequestView request = lifecycle.register("otk", lifecycle.contact(), "The export stops at ten rows");
        lifecycle.complete(
                request, CLASSIFY, Map.of("outcome", "assign", "assignee", SPECIALIST, "group", "development"));
        lifecycle.complete(request, PROCESS, Map.of("outcome", "done", "solutionText", "Corrected"));

        lifecycle.task(request, PROCESS);
        assertThat(lifecycle.now(request).assignedGroup()).isEqualTo("tech-support");
        assertThat(lifecycle.mailsFrom(request)).containsExactly("Task_AcknowledgeRequest");
    }

    @Test
    @DisplayName("S-33, T-13, OTK-3-01, MEET-3-01: a deployed release finishes exactly its own product's requests")
    void a_deployed_release_finishes_exactly_its_own_products_requests() {
        String release = "r-" + UUID.randomUUID().toString().substring(0, 8);
        RequestView otk = waiting("otk", release);
        RequestView meet = waiting("meet", release);
        RequestView later = waiting("otk", release + ".1");
        assertThat(lifecycle.now(otk).state()).isEqualTo(RequestState.WAITING_RELEASE);
        assertThat(lifecycle.mailsFrom(otk)).containsExactly("Task_AcknowledgeRequest");

        assertThat(releases.deployed("otk", release, "operator").waiting()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(lifecycle.now(otk).label()).isEqualTo("Обработано"));

        ended(otk, "EndEvent_RequestDone");
        assertThat(lifecycle.mailsFrom(otk)).endsWith("Task_DeliverSolution");
        assertThat(releases.deployed("otk", release, "operator").waiting()).isZero();
        assertThat(lifecycle.now(meet).state()).isEqualTo(RequestState.WAITING_RELEASE);
        assertThat(lifecycle.now(later).state()).isEqualTo(RequestState.WAITING_RELEASE);
        releaseWaits.end(later.id());
        assertThat(lifecycle.now(later).state()).as("not deployed").isEqualTo(RequestState.WAITING_RELEASE);
    }

    @Test
    @DisplayName("T-13: a request that waits for a release can be taken back to work")
    void a_waiting_request_can_be_taken_back() {
        RequestView request =
                waiting("ecrm", "r-" + UUID.randomUUID().toString().substring(0, 8));
        assertThat(releaseWaits.takeBack(request.number(), SPECIALIST)).isTrue();

        assertThat(lifecycle.task(request, PROCESS).getAssignee()).isEqualTo(SPECIALIST);
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.IN_WORK);
        assertThat(releaseWaits.takeBack(request.number(), SPECIALIST)).isFalse();
        assertThat(lifecycle.reply(request, lifecycle.contact(), "Hello?")).isEqualTo(ReplyEffect.KEPT);
    }

    @Test
    @DisplayName("BONUS-10.1-11: the specialist changes the complexity with any decision")
    void the_specialist_changes_the_complexity() {
        RequestView request = assigned("bonus", lifecycle.contact());
        lifecycle.complete(
                request,
                PROCESS,
                Map.of(
                        "outcome",
                        "reschedule",
                        "reason",
                        "Three modules are involved",
                        "complexity",
                        "HIGH",
                        "dueAt",
                        clock.instant().plus(Duration.ofDays(9)).toString()));
        assertThat(lifecycle.now(request).complexity()).isEqualTo(Level.HIGH);
    }

    private void ask(RequestView request, Instant wish) {
        lifecycle.complete(
                request,
                PROCESS,
                Map.of("outcome", "reschedule", "reason", "Parts are late", "dueAt", wish.toString()));
    }

    private RequestView waiting(String product, String release) {
        RequestView request = assigned(product, lifecycle.contact());
        lifecycle.complete(
                request, PROCESS, Map.of("outcome", "waitForRelease", "release", release, "solutionText", "Corrected"));
        return request;
    }
}
