package io.reglament.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/**
 * Full life cycles per second of the real model beside the same model with idle delegates on a bare engine, on the same
 * PostgreSQL in the same run. Mail is neither fetched nor delivered meanwhile.
 */
@SpringBootTest(
        properties = {
            "reglament.local.data=target/bench-data/${random.uuid}",
            "db-scheduler.enabled=false",
            "reglament.mail.fetch=false"
        })
@ActiveProfiles({"local", "test"})
@Import({LifeCycleBenchmark.Counting.class, RealLifeCycle.class})
class LifeCycleBenchmark {

    private static final List<Integer> THREADS = List.of(1, 2, 4);
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("bench.seconds", 8));
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int MOST_CYCLES_A_SECOND = 200;
    private static final int COUNTED = 20;
    private static final double TARGET = 0.6;

    @TestConfiguration(proxyBeanMethods = false)
    static class Counting {

        @Bean
        static BeanPostProcessor statementCounting() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource source ? new StatementCounter(source) : bean;
                }
            };
        }
    }

    @Autowired
    RealLifeCycle real;

    @Autowired
    DataSource database;

    @Autowired
    JdbcClient jdbc;

    @Test
    @DisplayName("Full life cycles per second, at least 0.6 of the bare engine")
    void life_cycles_per_second() throws Exception {
        StatementCounter counter = (StatementCounter) database;
        HikariDataSource ours = database.unwrap(HikariDataSource.class);
        jdbc.sql("create database bare").update();
        try (HikariDataSource theirs = new HikariDataSource()) {
            theirs.setJdbcUrl(ours.getJdbcUrl().replaceFirst("/[^/?]*(\\?|$)", "/bare$1"));
            theirs.setUsername(ours.getUsername());
            theirs.setPassword(ours.getPassword());
            theirs.setMaximumPoolSize(ours.getMaximumPoolSize());
            StatementCounter theirCounter = new StatementCounter(theirs);
            try (BareLifeCycle bare = new BareLifeCycle(theirCounter)) {
                List<String> report = new ArrayList<>();
                Surroundings.of(jdbc).forEach((fact, value) -> report.add("- " + fact + ": " + value));
                report.add("");
                report.add("| threads | Reglament, cycles/s | bare engine, cycles/s | ratio |");
                report.add("|---|---|---|---|");
                measureOnce(bare);
                double worst = Double.MAX_VALUE;
                for (int threads : THREADS) {
                    double[] rates = Throughput.medians(List.of(real, bare), threads, ROUND, ROUNDS, cycles());
                    double ratio = rates[0] / rates[1];
                    worst = Math.min(worst, ratio);
                    report.add(String.format(
                            Locale.ROOT, "| %d | %.1f | %.1f | %.2f |", threads, rates[0], rates[1], ratio));
                }
                report.add("");
                report.add("Median of " + ROUNDS + " rounds of " + ROUND.toSeconds() + " s, sides taking turns.");
                report.add("Round trips to the database per cycle: Reglament " + trips(real, counter, "reglament")
                        + ", bare engine " + trips(bare, theirCounter, "bare") + ".");
                Files.write(Path.of("target", "life-cycle-benchmark.md"), report);
                assertThat(worst).as(String.join("\n", report)).isGreaterThanOrEqualTo(TARGET);
            }
        }
    }

    /** Compilers and caches get warm on both sides. */
    private void measureOnce(LifeCycle bare) throws InterruptedException {
        Throughput.medians(List.of(real, bare), 2, ROUND, 1, cycles());
    }

    private static int cycles() {
        return (int) ROUND.toSeconds() * MOST_CYCLES_A_SECOND;
    }

    private static String trips(LifeCycle cycle, StatementCounter counter, String file) throws Exception {
        cycle.prepare(COUNTED);
        counter.begin();
        for (int i = 0; i < COUNTED; i++) {
            cycle.runOne();
        }
        Map<String, LongAdder> counts = counter.end();
        List<String> lines = counts.entrySet().stream()
                .sorted((a, b) -> Long.compare(b.getValue().sum(), a.getValue().sum()))
                .map(entry -> String.format(
                        Locale.ROOT, "%7.2f  %s", entry.getValue().sum() / (double) COUNTED, entry.getKey()))
                .toList();
        Files.write(Path.of("target", "statements-" + file + ".txt"), lines);
        long total = counts.values().stream().mapToLong(LongAdder::sum).sum();
        return String.valueOf(total / COUNTED);
    }
}
