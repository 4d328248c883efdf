package io.reglament.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reglament.crm.ProductProfile.Level;
import io.reglament.sla.Deadline.Status;
import io.reglament.sla.LedgerEntry.By;
import io.reglament.sla.LedgerEntry.Kind;
import io.reglament.sla.LedgerEntry.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The deadline ledger")
class LedgerTest {

    private static final By BY = new By("manager", "test");
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    private final ServiceCalendar calendar = new ServiceCalendar(Terms.office(), Terms.DECREE_2026);
    private final Instant start = moscow("2026-11-23T14:10");
    private final List<LedgerEntry> entries = new ArrayList<>(List.of(
            LedgerEntry.terms(Kind.STARTED, start, Terms.office(), BY), LedgerEntry.priority(start, Level.HIGH, BY)));

    @Test
    @DisplayName("A goal counts service hours from the registration; the customer's time does not count")
    void a_pause_moves_the_solution() {
        at("2026-11-23T15:00", Kind.PAUSED);
        at("2026-11-23T17:05", Kind.RESUMED);

        Deadline solution = solution("2026-11-24T10:00");

        assertThat(solution.at()).isEqualTo(moscow("2026-11-24T15:15"));
        assertThat(solution.warnAt()).isEqualTo(moscow("2026-11-24T14:15"));
        assertThat(explain(solution, "2026-11-24T10:00", Locale.ENGLISH))
                .isEqualTo("Solution due 24 November 2026, 15:15 (Europe/Moscow): 8 h of service time from"
                        + " 23 November 2026, 14:10, paused 2 h 05 min waiting for the customer.");
        assertThat(explain(solution, "2026-11-24T10:00", RUSSIAN))
                .isEqualTo("Срок решения 24 ноября 2026, 15:15 (Europe/Moscow): 8 ч рабочего времени от"
                        + " 23 ноября 2026, 14:10, пауза 2 ч 05 мин в ожидании заказчика.");
    }

    @Test
    @DisplayName("While the customer is asked the clock stands still, and says so")
    void a_paused_deadline_floats() {
        at("2026-11-23T15:00", Kind.PAUSED);

        Deadline solution = solution("2026-11-25T15:00");

        assertThat(solution.status()).isEqualTo(Status.PAUSED);
        assertThat(solution.at()).isEqualTo(moscow("2026-11-26T13:10"));
        assertThat(solution.isMissed(moscow("2027-06-01T00:00"))).isFalse();
        assertThat(explain(solution, "2026-11-25T15:00", Locale.ENGLISH))
                .contains("if the customer answered now; the clock stands still since 23 November 2026, 15:00");
    }

    @Test
    @DisplayName("The customer's question after the deadline does not heal what was missed before")
    void what_was_missed_stays_missed() {
        at("2026-11-25T15:00", Kind.PAUSED);

        Deadline solution = solution("2026-11-25T16:00");

        assertThat(solution.isMissed(moscow("2026-11-25T16:00"))).isTrue();
        assertThat(explain(solution, "2026-11-25T16:00", RUSSIAN)).contains(", просрочен: ");
    }

    @Test
    @DisplayName("Kept or missed is decided by the moment of the answer")
    void done() {
        at("2026-11-23T14:40", Kind.REACTED);
        at("2026-11-24T13:11", Kind.SOLVED);

        List<Deadline> deadlines = Ledger.replay(entries).deadlines(calendar, moscow("2026-12-01T00:00"));

        assertThat(deadlines)
                .extracting(Deadline::kind)
                .containsExactly(Deadline.Kind.REACTION, Deadline.Kind.SOLUTION);
        assertThat(deadlines.get(0).isMissed(moscow("2026-12-01T00:00"))).isFalse();
        assertThat(deadlines.get(1).isMissed(moscow("2026-12-01T00:00"))).isTrue();
        assertThat(explain(deadlines.get(0), "2026-12-01T00:00", Locale.ENGLISH))
                .startsWith("Reaction due 23 November 2026, 14:40 (Europe/Moscow), kept on 23 November 2026, 14:40");
        assertThat(explain(deadlines.get(1), "2026-12-01T00:00", Locale.ENGLISH))
                .contains("missed, done on 24 November 2026, 13:11");
    }

    @Test
    @DisplayName("T-16: work that comes back goes on where the clock stopped")
    void reopened() {
        at("2026-11-23T16:10", Kind.SOLVED);
        at("2026-11-26T16:10", Kind.REOPENED);

        assertThat(solution("2026-11-26T17:00").at()).isEqualTo(moscow("2026-11-27T13:10"));
    }

    @Test
    @DisplayName(
            "S-30, D-18: force majeure suspends a planned date, which moves by its length and is not missed meanwhile")
    void force_majeure() {
        entries.add(LedgerEntry.planned(start, moscow("2026-11-25T12:00"), Plan.ASSIGNMENT, BY));
        at("2026-11-24T12:00", Kind.SUSPENDED);

        Deadline during = planned("2026-11-30T12:00");
        assertThat(during.status()).isEqualTo(Status.SUSPENDED);
        assertThat(during.isMissed(moscow("2026-11-30T12:00"))).isFalse();

        at("2026-12-04T12:00", Kind.UNSUSPENDED);
        Deadline after = planned("2026-12-04T13:00");
        assertThat(after.at()).isEqualTo(moscow("2026-12-05T12:00"));
        assertThat(explain(after, "2026-12-04T13:00", Locale.ENGLISH)).contains("suspended 240 h by force majeure");
    }

    @Test
    @DisplayName("S-30, D-18: force majeure that is recorded afterwards counts as if it had been recorded in time")
    void force_majeure_recorded_afterwards() {
        entries.add(LedgerEntry.planned(start, moscow("2026-11-25T12:00"), Plan.ASSIGNMENT, BY));
        List<LedgerEntry> inTime = new ArrayList<>(entries);
        inTime.add(LedgerEntry.of(Kind.SUSPENDED, moscow("2026-11-24T12:00"), BY));
        inTime.add(LedgerEntry.of(Kind.PAUSED, moscow("2026-11-26T12:00"), BY));
        inTime.add(LedgerEntry.of(Kind.UNSUSPENDED, moscow("2026-11-27T12:00"), BY));
        inTime.add(LedgerEntry.of(Kind.RESUMED, moscow("2026-11-28T12:00"), BY));
        at("2026-11-26T12:00", Kind.PAUSED);
        at("2026-11-28T12:00", Kind.RESUMED);
        entries.add(LedgerEntry.backdated(Kind.SUSPENDED, moscow("2026-11-30T12:00"), moscow("2026-11-24T12:00"), BY));
        assertThat(planned("2026-11-30T13:00").status()).isEqualTo(Status.SUSPENDED);
        assertThat(planned("2026-11-30T13:00").since()).isEqualTo(moscow("2026-11-24T12:00"));
        entries.add(
                LedgerEntry.backdated(Kind.UNSUSPENDED, moscow("2026-11-30T14:00"), moscow("2026-11-27T12:00"), BY));

        Instant now = moscow("2026-11-30T15:00");
        assertThat(Ledger.replay(entries).intervals(calendar, now))
                .isEqualTo(Ledger.replay(inTime).intervals(calendar, now));
        assertThat(Ledger.replay(entries).deadlines(calendar, now))
                .isEqualTo(Ledger.replay(inTime).deadlines(calendar, now));
        assertThat(planned("2026-11-30T15:00").at()).isEqualTo(moscow("2026-11-28T12:00"));
    }

    @Test
    @DisplayName("S-30: force majeure from before the registration counts from the registration")
    void force_majeure_from_before_the_registration() {
        entries.add(LedgerEntry.backdated(Kind.SUSPENDED, start.plusSeconds(3600), start.minusSeconds(86_400), BY));

        assertThat(Ledger.replay(entries).intervals(calendar, start.plusSeconds(7200)))
                .containsExactly(new Interval(start, start.plusSeconds(7200), Interval.Owner.FORCE_MAJEURE));
    }

    @Test
    @DisplayName("D-17: a planned date stands while the customer is asked; nobody is reproached with it meanwhile")
    void a_planned_date_stands() {
        entries.add(LedgerEntry.planned(start, moscow("2026-11-25T12:00"), Plan.ASSIGNMENT, BY));
        at("2026-11-24T12:00", Kind.PAUSED);

        assertThat(planned("2026-11-30T12:00").at()).isEqualTo(moscow("2026-11-25T12:00"));
        assertThat(planned("2026-11-30T12:00").isMissed(moscow("2026-11-30T12:00")))
                .isFalse();
        at("2026-11-30T12:00", Kind.RESUMED);
        assertThat(planned("2026-11-30T12:01").isMissed(moscow("2026-11-30T12:01")))
                .isTrue();
    }

    @Test
    @DisplayName("A change that makes a request late in the past says so")
    void missed_by_a_change() {
        Instant changed = moscow("2026-11-27T12:00");
        DeadlineChange change = new DeadlineChange(
                Deadline.Kind.SOLUTION,
                changed,
                Kind.PRIORITY,
                Level.LOW,
                Level.HIGH,
                moscow("2026-11-30T13:10"),
                moscow("2026-11-24T13:10"));
        entries.set(1, LedgerEntry.priority(start, Level.LOW, BY));
        entries.add(LedgerEntry.priority(changed, Level.HIGH, BY).with(List.of(change)));

        assertThat(explain(solution("2026-11-27T12:00"), "2026-11-27T12:00", Locale.ENGLISH))
                .endsWith("On 27 November 2026, 12:00 the priority changed from low to high: moved from"
                        + " 30 November 2026, 13:10 to 24 November 2026, 13:10. That moment had passed already: the"
                        + " change itself made it overdue.");
        assertThat(explain(solution("2026-11-27T12:00"), "2026-11-27T12:00", RUSSIAN))
                .endsWith("27 ноября 2026, 12:00 приоритет изменён с «низкий» на «высокий»: перенесён с"
                        + " 30 ноября 2026, 13:10 на 24 ноября 2026, 13:10. К тому времени этот момент уже прошёл: срок"
                        + " нарушен самим изменением.");
    }

    @Test
    void intervals_tell_whose_time_it_was() {
        at("2026-11-23T17:00", Kind.PAUSED);
        at("2026-11-24T08:00", Kind.RESUMED);

        assertThat(Ledger.replay(entries).intervals(calendar, moscow("2026-11-24T20:00")))
                .extracting(Interval::owner, Interval::length)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Interval.Owner.VENDOR, Duration.ofMinutes(170)),
                        org.assertj.core.groups.Tuple.tuple(Interval.Owner.CUSTOMER, Duration.ofHours(15)),
                        org.assertj.core.groups.Tuple.tuple(Interval.Owner.OUTSIDE_HOURS, Duration.ofHours(1)),
                        org.assertj.core.groups.Tuple.tuple(Interval.Owner.VENDOR, Duration.ofHours(9)),
                        org.assertj.core.groups.Tuple.tuple(Interval.Owner.OUTSIDE_HOURS, Duration.ofHours(2)));
    }

    @Test
    @DisplayName("A clock that is set back does not make time run backwards")
    void a_clock_that_is_set_back() {
        at("2026-11-24T12:00", Kind.PAUSED);
        at("2026-11-24T09:00", Kind.RESUMED);

        assertThat(solution("2026-11-24T13:00").at()).isEqualTo(moscow("2026-11-24T13:10"));
    }

    @Test
    void a_ledger_without_a_beginning_is_refused() {
        List<LedgerEntry> nothing = List.of();
        assertThatThrownBy(() -> Ledger.replay(nothing)).isInstanceOf(IllegalArgumentException.class);
    }

    private void at(String time, Kind kind) {
        entries.add(LedgerEntry.of(kind, moscow(time), BY));
    }

    private Deadline solution(String now) {
        return find(Deadline.Kind.SOLUTION, now);
    }

    private Deadline planned(String now) {
        return find(Deadline.Kind.DUE_DATE, now);
    }

    private Deadline find(Deadline.Kind kind, String now) {
        return Ledger.replay(entries).deadlines(calendar, moscow(now)).stream()
                .filter(d -> d.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static String explain(Deadline deadline, String now, Locale locale) {
        return Explanation.of(deadline, moscow(now), Terms.MOSCOW, locale);
    }

    private static Instant moscow(String time) {
        return LocalDateTime.parse(time).atZone(Terms.MOSCOW).toInstant();
    }
}
