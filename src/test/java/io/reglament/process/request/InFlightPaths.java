package io.reglament.process.request;

import static io.reglament.process.request.Lifecycle.SPECIALIST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.processEngine;

import io.reglament.crm.Contact;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.Duplicates;
import io.reglament.request.Moves;
import io.reglament.request.NewStage;
import io.reglament.request.RequestStages;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.Requests.RequestLink;
import io.reglament.request.Separations;
import io.reglament.request.Separations.Part;
import io.reglament.request.StageView.State;
import io.reglament.request.Suspensions;
import io.reglament.request.Withdrawals;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What ends, joins, divides, moves or suspends a running request (the rows below the main flow). */
abstract class InFlightPaths extends WorkPaths {

    private static final String STAGE = "Task_ProcessStage";

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Withdrawals withdrawals;

    @Autowired
    Duplicates duplicates;

    @Autowired
    Moves moves;

    @Autowired
    Separations separations;

    @Autowired
    RequestStages stages;

    @Autowired
    Suspensions suspensions;

    @Test
    @DisplayName(
            "S-38, T-25, ECRM-3.5-05: a withdrawn request closes with its mark from any place, and no task is left")
    void a_withdrawn_request_closes() {
        Contact contact = lifecycle.contact();
        RequestView request = assigned("ecrm", contact);

        Boolean withdrawn = transaction.execute(
                status -> withdrawals.byCustomer(request.number(), contact, "No longer needed", "test"));

        assertThat(withdrawn).isTrue();
        ended(request, "EndEvent_RequestWithdrawn");
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.CLOSED);
        assertThat(lifecycle.now(request).mark()).isEqualTo("Отозван Заказчиком");
        assertThat(lifecycle.texts(request, Kind.REASON)).containsExactly("No longer needed");
        assertThat(lifecycle.mailsFrom(request)).endsWith("Task_WithdrawRequest");
        assertThat(lifecycle.history(request))
                .filteredOn(e -> "state".equals(e.field()) && "CLOSED".equals(e.newValue()))
                .extracting(e -> e.actor())
                .containsExactly("customer:" + contact.email());
    }

    @Test
    @DisplayName("ECRM-3.5-05: what was answered, is closed, or belongs to another regulation, is not withdrawn")
    void what_was_answered_is_not_withdrawn() {
        Contact contact = lifecycle.contact();
        RequestView answered = answered("ecrm", contact);
        RequestView bonus = assigned("bonus", contact);
        for (RequestView request : List.of(answered, bonus)) {
            assertThat(transaction.<Boolean>execute(
                            status -> withdrawals.byCustomer(request.number(), contact, "Never mind", "test")))
                    .isFalse();
            assertThat(lifecycle.now(request).state()).isNotEqualTo(RequestState.CLOSED);
        }
    }

    @Test
    @DisplayName(
            "design 4.1: a duplicate ends from any place, linked to the request that goes on; both customers are told")
    void a_duplicate_ends_linked_to_the_survivor() {
        Contact contact = lifecycle.contact();
        RequestView survivor = assigned("bonus", contact);
        RequestView duplicate = assigned("bonus", contact);

        transaction.executeWithoutResult(status -> {
            assertThat(duplicates.objection(duplicate, survivor.number(), false))
                    .isEmpty();
            duplicates.record(duplicate, survivor.number(), "The same", "maria", "test");
            assertThat(duplicates.announce(duplicate, "maria")).isTrue();
        });

        ended(duplicate, "EndEvent_RequestMerged");
        assertThat(requests.links(duplicate.id()))
                .containsExactly(new RequestLink(survivor.number(), "DUPLICATE", true));
        assertThat(lifecycle.mailsFrom(duplicate)).endsWith("Task_MergeRequest");
        assertThat(lifecycle.mailsFrom(survivor)).endsWith("Task_MergeRequest");
        lifecycle.task(survivor, PROCESS);
        assertThat(objection(survivor, duplicate)).contains("objection.merge.circle");
        assertThat(objection(survivor, survivor)).contains("objection.merge.itself");
        RequestView third = assigned("bonus", contact);
        assertThat(objection(third, duplicate)).contains("objection.merge.merged");
        assertThat(objection(third, assigned("bonus", lifecycle.contact()))).contains("objection.merge.customer");
        assertThat(objection(third, assigned("otk", contact))).contains("objection.merge.unknown");
    }

    @Test
    @DisplayName("design 4.1: first line merges a request in its form")
    void first_line_merges_in_its_form() {
        Contact contact = lifecycle.contact();
        RequestView survivor = lifecycle.register("bonus", contact, "The report is empty");
        RequestView duplicate = lifecycle.register("bonus", contact, "The report is empty again");
        Map<String, Object> itself = Map.of("outcome", "merge", "mergeInto", duplicate.number(), "reason", "The same");
        assertThatThrownBy(() -> lifecycle.complete(duplicate, CLASSIFY, itself))
                .hasMessageContaining(duplicate.number());

        lifecycle.complete(
                duplicate, CLASSIFY, Map.of("outcome", "merge", "mergeInto", survivor.number(), "reason", "The same"));

        ended(duplicate, "EndEvent_DuplicateJoined");
        lifecycle.task(survivor, CLASSIFY);
    }

    @Test
    @DisplayName("design 4.1: a request moves to the right product with its words, and the customer is told once")
    void a_request_moves_to_the_right_product() {
        RequestView request = assigned("bonus", lifecycle.contact());
        transaction.executeWithoutResult(status -> {
            moves.record(request, "It is about OTK", "maria", "test");
            assertThat(moves.announce(request, "otk", "maria")).isTrue();
        });
        ended(request, "EndEvent_RequestMoved");
        RequestView moved = moved(request);
        assertThat(moved.product()).isEqualTo("otk");
        lifecycle.task(moved, CLASSIFY);
        assertThat(lifecycle.mailsFrom(moved)).containsExactly("Task_AcknowledgeRequest");
        assertThat(lifecycle.mailsFrom(request)).doesNotContain("Task_MoveRequest");
    }

    @Test
    @DisplayName("design 4.1: first line moves a request in its form, but not to a product without a contract")
    void first_line_moves_in_its_form() {
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "It is about OTK");
        assertThatThrownBy(() -> lifecycle.complete(
                        request, CLASSIFY, Map.of("outcome", "move", "targetProduct", "nothing", "reason", "Wrong")))
                .hasMessageContaining("otk");

        lifecycle.complete(request, CLASSIFY, Map.of("outcome", "move", "targetProduct", "otk", "reason", "Wrong"));

        ended(request, "EndEvent_RegisteredElsewhere");
        lifecycle.task(moved(request), CLASSIFY);
    }

    @Test
    @DisplayName(
            "S-09, BONUS-10.1-08: first line separates a mail; each problem has its request, one mail tells of all")
    void first_line_separates_a_mail() {
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "The report is empty. The card is lost");

        lifecycle.complete(
                request,
                CLASSIFY,
                Map.of("outcome", "separate", "parts", "Lost card | The card is lost\nSlow start | It starts slowly"));

        lifecycle.task(request, CLASSIFY);
        List<RequestLink> links = requests.links(request.id());
        assertThat(links).hasSize(2).allMatch(link -> link.kind().equals("SEPARATED") && !link.outgoing());
        for (RequestLink link : links) {
            RequestView part = requests.get(link.number());
            lifecycle.task(part, CLASSIFY);
            assertThat(lifecycle.mailsFrom(part)).isEmpty();
        }
        assertThat(lifecycle.mailsFrom(request)).containsExactly("Task_AcknowledgeRequest", "Task_SeparateAtIntake");
    }

    @Test
    @DisplayName("S-09, ECRM-3.3-02: a further problem raised during execution opens a request, the work goes on")
    void a_further_problem_opens_a_request() {
        RequestView request = assigned("ecrm", lifecycle.contact());
        transaction.executeWithoutResult(status -> {
            separations.record(request, List.of(new Part("Slow start", "It starts slowly")));
            assertThat(separations.announce(request, "maria")).isTrue();
        });
        assertThat(requests.links(request.id())).hasSize(1);
        lifecycle.task(request, PROCESS);
        assertThat(lifecycle.mailsFrom(request)).endsWith("Task_SeparateProblems");
    }

    @Test
    @DisplayName("S-23, BONUS-10.1-23, BONUS-10.1-24: a request split in work is done only when all its stages are")
    void a_request_is_done_when_all_its_stages_are() {
        RequestView request = assigned("bonus", lifecycle.contact());
        Instant dueAt = clock.instant().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
        transaction.executeWithoutResult(status -> {
            stages.plan(
                    request,
                    NewStage.read(
                            "Find out | " + SPECIALIST + " | " + dueAt + "\nRepair | programmer | " + dueAt,
                            ZoneOffset.UTC),
                    null,
                    "maria",
                    "test");
            assertThat(stages.announce(request, "maria")).isTrue();
        });
        Task first = stageTask(request, 1);
        assertThat(first.getAssignee()).isEqualTo(SPECIALIST);
        assertThat(first.getDueDate()).isEqualTo(Date.from(dueAt));
        assertThat(first.getTenantId()).isEqualTo("bonus");
        engine.getTaskService().complete(first.getId(), Map.of("outcome", "done", "result", "It is the cache"));
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.IN_WORK);
        Task second = stageTask(request, 2);
        assertThatThrownBy(() -> engine.getTaskService().complete(second.getId(), Map.of("outcome", "return")));
        engine.getTaskService()
                .complete(stageTask(request, 2).getId(), Map.of("outcome", "return", "reason", "Not my field"));
        assertThat(stages.of(request.id()).get(1).state()).isEqualTo(State.RETURNED);
        transaction.executeWithoutResult(
                status -> assertThat(stages.objectionToDrop(request, 1)).isPresent());

        engine.getTaskService().complete(stageTask(request, 2).getId(), Map.of("outcome", "done"));

        lifecycle.task(request, VERIFY);
        assertThat(lifecycle.texts(request, Kind.SOLUTION)).containsExactly("1. Find out: It is the cache\n2. Repair");
    }

    @Test
    @DisplayName(
            "S-23: first line splits in its form; no stage, a past date and a stranger are refused; a stage is dropped")
    void first_line_splits_in_its_form() {
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "Several modules do not fit together");
        for (String faulty : List.of(" ", "Find out", "Find out | | 2020-01-01", "Find out | nobody | 2099-01-01")) {
            assertThatThrownBy(
                            () -> lifecycle.complete(request, CLASSIFY, Map.of("outcome", "split", "stages", faulty)))
                    .as(faulty)
                    .isInstanceOf(CompletionRefused.class);
        }
        assertThat(stages.of(request.id())).isEmpty();

        lifecycle.complete(
                request, CLASSIFY, Map.of("outcome", "split", "stages", "Find out||2099-01-01\nRepair||2099-02-01"));
        transaction.executeWithoutResult(status -> {
            assertThat(stages.objectionToDrop(request, 2)).isEmpty();
            stages.drop(request, 2, "Not needed", "maria", "test");
            assertThat(stages.objectionToDrop(request, 1)).isPresent();
        });
        assertThat(stages.of(request.id())).extracting(s -> s.state()).containsExactly(State.OPEN, State.DROPPED);
        engine.getTaskService().complete(stageTask(request, 1).getId(), Map.of("outcome", "done"));
        lifecycle.task(request, VERIFY);
    }

    @Test
    @DisplayName(
            "S-23, BONUS-10.1-23: split while first line has it; the last open stage dropped lets the request go on")
    void the_last_open_stage_dropped_lets_the_request_go_on() {
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "Several modules");
        transaction.executeWithoutResult(status -> {
            stages.plan(request, NewStage.read("A||2099-01-01\nB||2099-02-01", ZoneOffset.UTC), null, "maria", "test");
            assertThat(stages.announce(request, "maria")).isTrue();
        });
        engine.getTaskService().complete(stageTask(request, 1).getId(), Map.of("outcome", "done", "result", "Done"));
        transaction.executeWithoutResult(status -> stages.drop(request, 2, "Not needed", "maria", "test"));
        lifecycle.task(request, VERIFY);
    }

    @Test
    @DisplayName(
            "S-30, T-26, BONUS-10.5-02: force majeure of a contract suspends all its requests; due dates move with it")
    void force_majeure_suspends_all_requests_of_a_contract() {
        Contact contact = lifecycle.contact();
        RequestView request = assigned("bonus", contact);
        RequestView other = lifecycle.register("bonus", contact, "Another matter");
        RequestView elsewhere = lifecycle.register("otk", contact, "Another product");
        Instant dueAt = lifecycle.now(request).dueAt();
        transaction.executeWithoutResult(status -> {
            assertThat(suspensions.objectionToBegin(request, clock.instant().plus(Duration.ofHours(1))))
                    .isPresent();
            suspensions.begin(request, true, null, "Flood", "maria", "test");
        });
        assertThat(suspensions.current(request.id())).isPresent();
        assertThat(suspensions.current(other.id())).isPresent();
        assertThat(suspensions.current(elsewhere.id())).isEmpty();
        assertThat(suspensions.current(request.id()).orElseThrow().covers(dueAt))
                .isTrue();
        transaction.executeWithoutResult(status ->
                assertThat(suspensions.objectionToBegin(request, null)).isPresent());

        ClockUtil.offset(Duration.ofHours(2).toMillis());
        try {
            transaction.executeWithoutResult(status -> suspensions.end(request, null, "maria", "test"));
        } finally {
            ClockUtil.reset();
        }

        Instant moved = lifecycle.now(request).dueAt();
        assertThat(moved).isBetween(dueAt.plus(Duration.ofHours(2)), dueAt.plus(Duration.ofHours(3)));
        assertThat(lifecycle.task(request, PROCESS).getDueDate()).isEqualTo(Date.from(moved));
        assertThat(suspensions.current(other.id())).isEmpty();
        assertThat(lifecycle.mailsFrom(request)).endsWith("Task_SuspendDeadlines", "Task_ResumeDeadlines");
        transaction.executeWithoutResult(
                status -> assertThat(suspensions.objectionToEnd(request, null)).isPresent());
    }

    private Optional<String> objection(RequestView duplicate, RequestView into) {
        return transaction.execute(
                status -> duplicates.objection(duplicate, into.number(), false).map(o -> o.key()));
    }

    private RequestView moved(RequestView request) {
        return requests.links(request.id()).stream()
                .filter(link -> link.kind().equals("MOVED"))
                .map(link -> requests.get(link.number()))
                .findFirst()
                .orElseThrow();
    }

    private Task stageTask(RequestView request, int no) {
        return processEngine()
                .getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(request.number() + "/" + no)
                .taskDefinitionKey(STAGE)
                .singleResult();
    }
}
