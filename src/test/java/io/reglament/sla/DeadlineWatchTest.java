package io.reglament.sla;

import static io.reglament.process.request.Lifecycle.SPECIALIST;
import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.ReglamentTest;
import io.reglament.access.Users;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.RequestView;
import io.reglament.request.Suspensions;
import io.reglament.sla.Deadline.Kind;
import io.reglament.sla.Deadline.Status;
import io.reglament.sla.LedgerEntry.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ReglamentTest
@DisplayName("What is told of deadlines that come near or pass")
class DeadlineWatchTest extends DeadlineStory {

    @Autowired
    Suspensions suspensions;

    @Autowired
    Users users;

    @Test
    @DisplayName("A deadline that comes near is warned of once, a missed one is escalated once")
    void warned_and_escalated_once() {
        contract("24x7", "RU", GOALS);
        RequestView request = register();
        moveTo(Duration.ofMinutes(31));
        watch.look();
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.WARNING)).hasSize(1);
        assertThat(told(request, ArchiveEntry.Kind.ESCALATION)).isEmpty();

        moveTo(Duration.ofMinutes(60));
        watch.look();
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.ESCALATION))
                .containsExactly("REACTION " + start.plus(Duration.ofHours(1)));
        assertThat(told(request, ArchiveEntry.Kind.WARNING)).hasSize(1);
    }

    @Test
    @DisplayName("Two nodes that look at the same moment tell each missed deadline once")
    void two_nodes_tell_once() throws Exception {
        contract("24x7", "RU", GOALS);
        List<RequestView> requests = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            requests.add(register());
        }
        moveTo(Duration.ofMinutes(61));
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Void> look = () -> {
            together.await();
            watch.look();
            return null;
        };
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            for (Future<Void> node : nodes.invokeAll(List.of(look, look))) {
                node.get();
            }
        } finally {
            nodes.shutdown();
        }

        assertThat(requests)
                .allSatisfy(request -> assertThat(told(request, ArchiveEntry.Kind.ESCALATION))
                        .containsExactly("REACTION " + start.plus(Duration.ofHours(1))));
    }

    @Test
    @DisplayName("A missed deadline becomes the task's due date, which the filter of overdue tasks reads")
    void a_missed_deadline_is_the_tasks_due_date() {
        contract("24x7", "RU", GOALS);
        RequestView request = register();
        assign(request, Level.MEDIUM, Duration.ofDays(9));
        moveTo(Duration.ofHours(8));
        watch.look();

        assertThat(lifecycle.task(request, PROCESS).getDueDate()).isEqualTo(Date.from(start.plus(Duration.ofHours(1))));
    }

    @Test
    @DisplayName("S-28: a missed deadline is told to the heads of the product, a near one to the assignee")
    void letters_tell_the_heads_and_the_assignee() {
        String head = "head-" + UUID.randomUUID();
        users.ensure(head, head, "Hanna", "Head", Set.of("head"), Set.of("bonus"));
        users.ensureAddress(head, head + "@vendor.example.org");
        contract("24x7", "RU", GOALS);
        RequestView request = register();
        assign(request, Level.MEDIUM, Duration.ofDays(9));
        moveTo(Duration.ofMinutes(31));
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.DELIVERY))
                .contains("no letter to " + SPECIALIST + ": no e-mail address on record");

        moveTo(Duration.ofMinutes(61));
        watch.look();
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.MAIL_OUT).stream().filter(text -> text.contains(head)))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("deadline missed").contains(request.number()));
    }

    @Test
    @DisplayName(
            "S-28: of many deadlines missed at once each head gets one letter with a list, and each archive says so")
    void many_missed_deadlines_are_one_letter() {
        String head = "head-" + UUID.randomUUID();
        users.ensure(head, head, "Hanna", "Head", Set.of("head"), Set.of("bonus"));
        users.ensureAddress(head, head + "@vendor.example.org");
        contract("24x7", "RU", GOALS);
        List<RequestView> overdue =
                IntStream.range(0, 11).mapToObj(i -> register()).toList();
        moveTo(Duration.ofHours(41));
        watch.look();
        watch.look();

        assertThat(overdue)
                .allSatisfy(request ->
                        assertThat(told(request, ArchiveEntry.Kind.ESCALATION)).hasSize(2));
        String letters = jdbc.sql("select count(*) from crm.outbound_mail where recipient = ?")
                .param(head + "@vendor.example.org")
                .query(String.class)
                .single();
        // Others' requests may be overdue as well by now: a list has at most a hundred lines.
        assertThat(Integer.parseInt(letters)).isBetween(1, 11);
        assertThat(overdue.stream()
                        .flatMap(request -> told(request, ArchiveEntry.Kind.DELIVERY).stream())
                        .filter(text -> text.startsWith("missed among many")))
                .hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    @DisplayName(
            "S-28, D-04, BONUS-10.1-26: a request that is not back at the specialist's within three days escalates")
    void the_term_of_rework_escalates() {
        RequestView request = register();
        assign(request, Level.MEDIUM, Duration.ofDays(1));
        lifecycle.complete(request, PROCESS, Map.of("outcome", "done", "solutionText", "Done so"));
        lifecycle.complete(request, "Task_VerifySolution", Map.of("outcome", "accept"));
        moveTo(Duration.ofHours(5));
        lifecycle.reply(request, contact, "Не работает, ошибка осталась");
        lifecycle.complete(request, "Task_ReviewRemarks", Map.of("outcome", "justified", "reason", "Half a fix"));
        assertThat(explain(find(request, Kind.DUE_DATE)))
                .contains("the date that was set when the request was returned for rework");

        moveTo(Duration.ofHours(5 + 71));
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.ESCALATION)).isEmpty();
        moveTo(Duration.ofHours(5 + 72));
        watch.look();

        assertThat(told(request, ArchiveEntry.Kind.ESCALATION))
                .containsExactly("DUE_DATE " + lifecycle.now(request).dueAt());
        assertThat(explain(find(request, Kind.DUE_DATE))).contains("overdue");
    }

    @Test
    @DisplayName("S-30, BONUS-10.5-02: a date that passes during force majeure is suspended and no breach")
    void force_majeure_suspends() {
        RequestView request = register();
        assign(request, Level.MEDIUM, Duration.ofDays(1));
        moveTo(Duration.ofHours(12));
        transaction.executeWithoutResult(status -> deadlines.suspend(request.id(), clock.instant(), BY));
        moveTo(Duration.ofDays(3));
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.ESCALATION)).isEmpty();
        assertThat(find(request, Kind.DUE_DATE).status()).isEqualTo(Status.SUSPENDED);

        transaction.executeWithoutResult(status -> deadlines.unsuspend(request.id(), clock.instant(), BY));
        assertThat(at(request, Kind.DUE_DATE)).isEqualTo(start.plus(Duration.ofHours(24 + 60)));
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.ESCALATION)).isEmpty();
        moveTo(Duration.ofHours(24 + 60));
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.ESCALATION)).hasSize(1);
    }

    @Test
    @DisplayName(
            "S-30, D-18, BONUS-10.5-02: force majeure counts from when it was, and the ledger says that it is recorded late")
    void force_majeure_is_recorded_afterwards() {
        contract("24x7", "RU", GOALS);
        RequestView request = register();
        assign(request, Level.MEDIUM, Duration.ofDays(1));
        moveTo(Duration.ofHours(10));
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.ESCALATION)).isNotEmpty();

        Instant from = start.plus(Duration.ofHours(2));
        transaction.executeWithoutResult(
                status -> suspensions.begin(lifecycle.now(request), false, from, "The flood", "maria", "test"));
        Deadline suspended = find(request, Kind.SOLUTION);
        assertThat(suspended.status()).isEqualTo(Status.SUSPENDED);
        assertThat(suspended.since()).isEqualTo(from);
        assertThat(suspended.isMissed(clock.instant())).isFalse();
        assertThat(explain(suspended))
                .contains("suspended 8 h by force majeure", "force majeure that had begun earlier was recorded");

        moveTo(Duration.ofHours(12));
        Instant until = start.plus(Duration.ofHours(5));
        transaction.executeWithoutResult(status -> suspensions.end(lifecycle.now(request), until, "maria", "test"));
        Deadline after = find(request, Kind.SOLUTION);
        assertThat(after.at()).isEqualTo(start.plus(Duration.ofHours(8 + 3)));
        assertThat(explain(after))
                .contains("suspended 3 h by force majeure", "the earlier end of force majeure was recorded")
                .contains("the change itself made it overdue");
        assertThat(lifecycle.now(request).dueAt()).isEqualTo(start.plus(Duration.ofHours(24 + 3)));
        assertThat(at(request, Kind.DUE_DATE)).isEqualTo(start.plus(Duration.ofHours(24 + 3)));
        assertThat(deadlines.intervals(request.id()))
                .containsSubsequence(new Interval(from, until, Interval.Owner.FORCE_MAJEURE));
        assertThat(lifecycle.history(request))
                .filteredOn(line -> "suspendedFrom".equals(line.field()))
                .extracting(ArchiveEntry::newValue)
                .containsExactly(from.toString());
    }

    @Test
    @DisplayName("Another date is escalated anew, the same one is not")
    void another_date_is_told_anew() {
        RequestView request = register();
        assign(request, Level.MEDIUM, Duration.ofDays(1));
        moveTo(Duration.ofDays(1));
        watch.look();
        transaction.executeWithoutResult(
                status -> deadlines.plan(request.id(), start.plus(Duration.ofDays(2)), Plan.RESCHEDULING, BY));
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.ESCALATION)).hasSize(1);

        moveTo(Duration.ofDays(2));
        watch.look();
        watch.look();
        assertThat(told(request, ArchiveEntry.Kind.ESCALATION)).hasSize(2);
    }

    private List<String> told(RequestView request, ArchiveEntry.Kind kind) {
        return lifecycle.texts(request, kind);
    }
}
