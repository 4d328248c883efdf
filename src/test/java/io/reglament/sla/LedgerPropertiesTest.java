package io.reglament.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ServiceTerms;
import io.reglament.sla.LedgerEntry.By;
import io.reglament.sla.LedgerEntry.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

@Label("The deadline ledger, whatever happens to a request")
class LedgerPropertiesTest {

    private static final By SYSTEM = new By("system", "test");
    private static final Instant FIRST = Instant.parse("2025-12-20T00:00:00Z");

    /** A request's life: its terms, and what happened to it at which minutes after the registration. */
    record Life(ServiceTerms terms, Instant start, List<Step> steps) {

        List<LedgerEntry> entries() {
            List<LedgerEntry> entries = new ArrayList<>();
            entries.add(LedgerEntry.terms(Kind.STARTED, start, terms, SYSTEM));
            entries.add(LedgerEntry.priority(start, Level.MEDIUM, SYSTEM));
            entries.add(
                    LedgerEntry.planned(start, start.plus(Duration.ofDays(9)), LedgerEntry.Plan.ASSIGNMENT, SYSTEM));
            Instant at = start;
            for (Step step : steps) {
                at = at.plus(Duration.ofMinutes(step.minutesLater()));
                entries.add(step.entry(at));
            }
            return entries;
        }

        Instant end() {
            return start.plus(Duration.ofMinutes(
                    steps.stream().mapToInt(Step::minutesLater).sum() + 60 * 24 * 3L));
        }

        ServiceCalendar calendar() {
            return new ServiceCalendar(terms, Terms.DECREE_2026);
        }
    }

    /** @param minutesBack how long ago force majeure began or ended when that is recorded; 0 for other kinds */
    record Step(int minutesLater, Kind kind, int minutesBack) {

        LedgerEntry entry(Instant at) {
            boolean forceMajeure = kind == Kind.SUSPENDED || kind == Kind.UNSUSPENDED;
            return forceMajeure && minutesBack > 0
                    ? LedgerEntry.backdated(kind, at, at.minus(Duration.ofMinutes(minutesBack)), SYSTEM)
                    : LedgerEntry.of(kind, at, SYSTEM);
        }
    }

    @Provide
    Arbitrary<Life> lives() {
        Arbitrary<ServiceTerms> terms = Combinators.combine(
                        Arbitraries.of(
                                "24x7",
                                Terms.OFFICE,
                                "MON-FRI 09:00-13:00,14:00-18:00; SAT 10:00-14:00",
                                "MON-SUN 22:00-06:00",
                                "MON-SAT 08:00-24:00",
                                "SUN 02:15-02:45; MON 00:00-24:00"),
                        Arbitraries.of(
                                "Europe/Moscow",
                                "Europe/Berlin",
                                "America/New_York",
                                "Australia/Lord_Howe",
                                "Asia/Kathmandu",
                                "Pacific/Apia"),
                        Arbitraries.of("RU", "DE", "US"))
                .as((hours, zone, country) -> Terms.of(hours, ZoneId.of(zone), country));
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.integers().between(0, 60 * 24 * 4),
                        Arbitraries.of(
                                Kind.REACTED,
                                Kind.PAUSED,
                                Kind.RESUMED,
                                Kind.SUSPENDED,
                                Kind.UNSUSPENDED,
                                Kind.SOLVED,
                                Kind.REOPENED,
                                Kind.ENDED),
                        Arbitraries.integers().between(0, 60 * 24 * 8))
                .as(Step::new);
        // Over the end of a year and of a leap year's February, and over both changes of the clocks
        Arbitrary<Instant> start =
                Arbitraries.longs().between(0, 60 * 24 * 900).map(minutes -> FIRST.plus(Duration.ofMinutes(minutes)));
        return Combinators.combine(terms, start, step.list().ofMaxSize(30)).as(Life::new);
    }

    @Property
    @Label("The intervals are as long as the time on the wall, without gaps and overlaps")
    void intervals_cover_the_wall_time(@ForAll("lives") Life life) {
        List<Interval> intervals = Ledger.replay(life.entries()).intervals(life.calendar(), life.end());

        Instant at = life.start();
        for (Interval interval : intervals) {
            assertThat(interval.from()).isEqualTo(at).isBefore(interval.until());
            at = interval.until();
        }
        assertThat(at).isEqualTo(life.end());
        assertThat(intervals.stream().map(Interval::length).reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.between(life.start(), life.end()));
    }

    @Property
    @Label("Replaying gives the same again")
    void replay_is_deterministic(@ForAll("lives") Life life) {
        Ledger once = Ledger.replay(life.entries());
        Ledger again = Ledger.replay(life.entries());

        assertThat(again.intervals(life.calendar(), life.end())).isEqualTo(once.intervals(life.calendar(), life.end()));
        assertThat(again.deadlines(life.calendar(), life.end())).isEqualTo(once.deadlines(life.calendar(), life.end()));
    }

    @Property
    @Label("Pausing and resuming at the same instant changes nothing")
    void an_empty_pause_changes_nothing(@ForAll("lives") Life life, @ForAll @IntRange(max = 31) int place) {
        List<LedgerEntry> entries = life.entries();
        List<LedgerEntry> more = new ArrayList<>(entries);
        int index = Math.min(place + 3, entries.size());
        Instant at = entries.get(index - 1).at();
        if (isStopped(entries.subList(0, index))) {
            return;
        }
        more.addAll(index, List.of(LedgerEntry.of(Kind.PAUSED, at, SYSTEM), LedgerEntry.of(Kind.RESUMED, at, SYSTEM)));

        assertThat(Ledger.replay(more).intervals(life.calendar(), life.end()))
                .isEqualTo(Ledger.replay(entries).intervals(life.calendar(), life.end()));
        assertThat(Ledger.replay(more).deadlines(life.calendar(), life.end()))
                .isEqualTo(Ledger.replay(entries).deadlines(life.calendar(), life.end()));
    }

    @Property
    @Label("A deadline never moves earlier by adding a pause")
    void a_pause_never_moves_a_deadline_earlier(
            @ForAll("lives") Life life,
            @ForAll @IntRange(max = 31) int place,
            @ForAll @IntRange(max = 20_000) int length) {
        List<LedgerEntry> entries = life.entries();
        int index = Math.min(place + 3, entries.size());
        Instant from = entries.get(index - 1).at();
        if (isStopped(entries.subList(0, index))) {
            return;
        }
        // Before the next line, so that the rest of the life stays as it was.
        Instant next = index < entries.size() ? entries.get(index).at() : life.end();
        Instant until = Collections.min(List.of(next, from.plus(Duration.ofMinutes(length))));
        List<LedgerEntry> more = new ArrayList<>(entries);
        more.addAll(
                index, List.of(LedgerEntry.of(Kind.PAUSED, from, SYSTEM), LedgerEntry.of(Kind.RESUMED, until, SYSTEM)));

        Map<Deadline.Kind, Deadline> before = byKind(entries, life);
        byKind(more, life)
                .forEach((kind, deadline) -> assertThat(deadline.at())
                        .as(kind.name())
                        .isAfterOrEqualTo(before.get(kind).at()));
    }

    @Property
    @Label("Service time and its sum agree in both directions")
    void plus_and_between_agree(@ForAll("lives") Life life, @ForAll @IntRange(max = 6_000) int minutes) {
        ServiceCalendar calendar = life.calendar();
        Duration serviceTime = Duration.ofMinutes(minutes);
        Instant end = calendar.plus(life.start(), serviceTime);

        assertThat(calendar.between(life.start(), end)).isEqualTo(serviceTime);
        if (minutes > 0) {
            assertThat(calendar.between(life.start(), end.minusMillis(1))).isLessThan(serviceTime);
        }
    }

    @Property
    @Label("A higher priority never gives a later deadline, and no pause is forgotten when it changes")
    void priority_replays_the_whole_ledger(@ForAll("lives") Life life) {
        List<LedgerEntry> raised = new ArrayList<>(life.entries());
        raised.add(LedgerEntry.priority(life.end(), Level.HIGH, SYSTEM));
        List<LedgerEntry> always = life.entries().stream()
                .map(e -> e.kind() == Kind.PRIORITY ? LedgerEntry.priority(e.at(), Level.HIGH, SYSTEM) : e)
                .toList();

        Map<Deadline.Kind, Deadline> medium = byKind(life.entries(), life);
        Map<Deadline.Kind, Deadline> high = byKind(raised, life);
        byKind(always, life).forEach((kind, deadline) -> {
            assertThat(high.get(kind).at()).isEqualTo(deadline.at());
            assertThat(high.get(kind).at()).isBeforeOrEqualTo(medium.get(kind).at());
        });
    }

    private static boolean isStopped(List<LedgerEntry> entries) {
        Ledger ledger = Ledger.replay(entries);
        return ledger.isPaused();
    }

    private static Map<Deadline.Kind, Deadline> byKind(List<LedgerEntry> entries, Life life) {
        return Ledger.replay(entries).deadlines(life.calendar(), life.end()).stream()
                .collect(Collectors.toMap(Deadline::kind, d -> d));
    }
}
