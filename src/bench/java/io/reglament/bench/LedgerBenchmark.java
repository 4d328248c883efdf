package io.reglament.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ServiceHours;
import io.reglament.crm.ServiceTerms;
import io.reglament.crm.ServiceTerms.Goal;
import io.reglament.sla.Deadline;
import io.reglament.sla.Ledger;
import io.reglament.sla.LedgerEntry;
import io.reglament.sla.LedgerEntry.By;
import io.reglament.sla.LedgerEntry.Kind;
import io.reglament.sla.ServiceCalendar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Replaying a ledger of 200 intervals over half a year, deadlines and explanation's facts included. */
class LedgerBenchmark {

    private static final int INTERVALS = 200;
    private static final int WARM_UP = 5_000;
    private static final int MEASURED = 2_000;
    private static final Duration TARGET = Duration.ofMillis(1);

    @Test
    @DisplayName("Replaying a ledger of 200 intervals takes less than a millisecond")
    void replay() throws Exception {
        ServiceTerms terms = new ServiceTerms(
                ServiceHours.parse("MON-FRI 09:00-13:00,14:00-18:00"),
                ZoneId.of("Europe/Moscow"),
                "RU",
                Map.of(Level.MEDIUM, new Goal(Duration.ofHours(100), Duration.ofHours(1_500))),
                Duration.ofHours(1));
        Instant start = Instant.parse("2026-01-12T06:00:00Z");
        List<LedgerEntry> entries = entries(terms, start);
        Instant end = entries.get(entries.size() - 1).at().plus(Duration.ofDays(1));
        List<Deadline> deadlines = List.of();
        for (int i = 0; i < WARM_UP; i++) {
            deadlines = replay(terms, entries, end);
        }
        long[] nanos = new long[MEASURED];
        for (int i = 0; i < MEASURED; i++) {
            long before = System.nanoTime();
            deadlines = replay(terms, entries, end);
            nanos[i] = System.nanoTime() - before;
        }
        Arrays.sort(nanos);
        String report = String.format(
                Locale.ROOT,
                "Replay of a ledger of %d intervals: median %.3f ms, p95 %.3f ms.",
                INTERVALS,
                nanos[MEASURED / 2] / 1e6,
                nanos[MEASURED * 95 / 100] / 1e6);
        Files.writeString(Path.of("target", "ledger-benchmark.md"), report + "\n");
        assertThat(deadlines).hasSize(2);
        assertThat(nanos[MEASURED / 2]).as(report).isLessThan(TARGET.toNanos());
    }

    private static List<Deadline> replay(ServiceTerms terms, List<LedgerEntry> entries, Instant end) {
        return Ledger.replay(entries).deadlines(new ServiceCalendar(terms, Map.of()), end);
    }

    private static List<LedgerEntry> entries(ServiceTerms terms, Instant start) {
        By by = new By("system", "bench");
        List<LedgerEntry> entries = new ArrayList<>();
        entries.add(LedgerEntry.terms(Kind.STARTED, start, terms, by));
        entries.add(LedgerEntry.priority(start, Level.MEDIUM, by));
        for (int i = 1; i < INTERVALS; i++) {
            entries.add(
                    LedgerEntry.of(i % 2 == 1 ? Kind.PAUSED : Kind.RESUMED, start.plus(Duration.ofHours(22L * i)), by));
        }
        return entries;
    }
}
