package io.reglament.process.request;

import static io.reglament.process.request.Lifecycle.MANAGER;
import static io.reglament.process.request.Lifecycle.SPECIALIST;
import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.crm.Contact;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.RequestLifecycle;
import io.reglament.request.RequestLifecycle.WorkOutcome;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The event sub-processes that change terms and people of a running request. */
abstract class TermsPaths extends InFlightPaths {

    @Autowired
    RequestLifecycle port;

    @Autowired
    TransactionTemplate transaction;

    @Test
    @DisplayName("T-11, BONUS-10.1-32: the priority changes, the task moves within its list, the work goes on")
    void the_priority_changes() {
        RequestView request = assigned("bonus", lifecycle.contact());

        assertThat(tell(request, "request.reprioritised", Map.of("newPriority", "HIGH", "reason", "The shop stands")))
                .isTrue();

        assertThat(lifecycle.now(request).priority()).isEqualTo(Level.HIGH);
        assertThat(lifecycle.task(request, PROCESS).getPriority()).isEqualTo(75);
        ArchiveEntry line = last(request, "priority");
        assertThat(line.newValue()).isEqualTo("HIGH");
        assertThat(line.actor()).isEqualTo(MANAGER);
        assertThat(line.text()).isEqualTo("The shop stands");
        assertThat(line.cause()).isEqualTo("Task_ChangePriority");
    }

    @Test
    @DisplayName("BONUS-10.1-31: the priority of a request that waits for first line moves its task too")
    void the_priority_of_a_waiting_request_changes() {
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "What does this button do?");

        tell(request, "request.reprioritised", Map.of("newPriority", "HIGH", "reason", "Asked twice"));

        assertThat(lifecycle.task(request, CLASSIFY).getPriority()).isEqualTo(75);
    }

    @Test
    @DisplayName("T-11, BONUS-10.1-34, BONUS-10.3-02, N-07: the due date moves, the customer is told")
    void the_due_date_moves() {
        RequestView request = assigned("bonus", lifecycle.contact());
        Instant dueAt = clock.instant().plus(Duration.ofDays(9)).truncatedTo(ChronoUnit.SECONDS);

        tell(
                request,
                "request.rescheduled",
                Map.of("newDueAt", Date.from(dueAt), "consent", MANAGER, "reason", "A part is missing"));

        assertThat(lifecycle.now(request).dueAt()).isEqualTo(dueAt);
        assertThat(lifecycle.task(request, PROCESS).getDueDate()).isEqualTo(Date.from(dueAt));
        assertThat(last(request, "dueAt").newValue()).isEqualTo(dueAt.toString());
        assertThat(last(request, "dueAtConsent").newValue()).isEqualTo(MANAGER);
        assertThat(lifecycle.mailsFrom(request)).endsWith("Task_TellNewDueDate");
    }

    @Test
    @DisplayName("S-21, BONUS-10.1-11: the specialist changes the complexity")
    void the_complexity_changes() {
        RequestView request = assigned("bonus", lifecycle.contact());

        tell(request, "request.complexityChanged", Map.of("newComplexity", "HIGH", "reason", "Three modules"));

        assertThat(lifecycle.now(request).complexity()).isEqualTo(Level.HIGH);
        assertThat(last(request, "complexity").text()).isEqualTo("Three modules");
    }

    @Test
    @DisplayName("CIS-A.1-02: reassigned to a group, then delegated, then given back")
    void the_people_change() {
        RequestView request = assigned("bonus", lifecycle.contact());
        Map<String, Object> toGroup = new HashMap<>();
        toGroup.put("peopleChange", "REASSIGN");
        toGroup.put("newAssignee", null);
        toGroup.put("newGroup", "vendor-admin");
        tell(request, "request.peopleChanged", toGroup);
        Task task = lifecycle.task(request, PROCESS);
        assertThat(task.getAssignee()).isNull();
        assertThat(engine.getTaskService().getIdentityLinksForTask(task.getId()))
                .extracting(link -> link.getGroupId())
                .containsExactly("vendor-admin");
        assertThat(lifecycle.now(request).assignedGroup()).isEqualTo("vendor-admin");

        engine.getTaskService().setAssignee(task.getId(), SPECIALIST);
        tell(request, "request.peopleChanged", Map.of("peopleChange", "DELEGATE", "newAssignee", MANAGER));
        assertThat(lifecycle.task(request, PROCESS).getAssignee()).isEqualTo(MANAGER);
        assertThat(lifecycle.now(request).delegatedBy()).isEqualTo(SPECIALIST);

        tell(request, "request.peopleChanged", Map.of("peopleChange", "GIVE_BACK"));
        assertThat(lifecycle.task(request, PROCESS).getAssignee()).isEqualTo(SPECIALIST);
        assertThat(lifecycle.now(request).delegatedBy()).isNull();
    }

    @Test
    @DisplayName("OTK-3-10: the customer is corrected, and the right one is told the number (N-01)")
    void the_customer_is_corrected() {
        RequestView request = lifecycle.register("otk", lifecycle.contact(), "It does not work");
        Contact right = lifecycle.contact();

        tell(request, "request.peopleChanged", Map.of("peopleChange", "CUSTOMER", "newContact", right.id()));

        assertThat(lifecycle.now(request).contactId()).isEqualTo(right.id());
        assertThat(lifecycle.now(request).customerId()).isEqualTo(right.customerId());
        assertThat(last(request, "contact").newValue()).isEqualTo(right.email());
        assertThat(lifecycle.mailsFrom(request)).endsWith("Task_TellRightCustomer");
        lifecycle.task(request, CLASSIFY);
    }

    @Test
    @DisplayName("BONUS-10.1-15: returned to first line in the name of whoever returns it")
    void returned_to_first_line_by_the_head() {
        RequestView request = assigned("bonus", lifecycle.contact());

        Boolean done = transaction.execute(status -> port.workEnded(
                lifecycle.now(request), WorkOutcome.RETURN, MANAGER, Map.of("reason", "Wrong department")));

        assertThat(done).isTrue();
        lifecycle.task(request, CLASSIFY);
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.REGISTERED);
        assertThat(lifecycle.history(request))
                .anyMatch(line -> line.kind() == Kind.REASON
                        && "Wrong department".equals(line.text())
                        && line.actor().equals(MANAGER))
                .filteredOn(line -> "Task_ReturnToFirstLine".equals(line.cause()))
                .isNotEmpty()
                .allMatch(line -> line.actor().equals(MANAGER));
    }

    @Test
    @DisplayName("What an action carries is never kept as a variable; an ended request takes no message")
    void what_is_carried_is_never_kept() {
        RequestView request = assigned("otk", lifecycle.contact());
        tell(request, "request.reprioritised", Map.of("newPriority", "HIGH", "reason", "because"));
        assertThat(engine.getHistoryService()
                        .createHistoricVariableInstanceQuery()
                        .processInstanceId(lifecycle.now(request).processInstanceId())
                        .list())
                .extracting(v -> v.getName())
                .doesNotContain("newPriority", "reason", "actor");
        lifecycle.complete(request, PROCESS, Map.of("outcome", "done"));

        assertThat(tell(request, "request.reprioritised", Map.of("newPriority", "LOW")))
                .isFalse();
    }

    private boolean tell(RequestView request, String message, Map<String, ?> inputs) {
        boolean[] told = {false};
        lifecycle.as(
                MANAGER,
                List.of("account-manager"),
                request.product(),
                () -> transaction.executeWithoutResult(
                        status -> told[0] = port.happened(lifecycle.now(request), message, inputs)));
        return told[0];
    }

    private ArchiveEntry last(RequestView request, String field) {
        return lifecycle.history(request).stream()
                .filter(line -> field.equals(line.field()) && line.kind() == Kind.FIELD)
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
