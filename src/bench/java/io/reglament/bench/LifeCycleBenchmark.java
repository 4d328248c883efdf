package io.reglament.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.zaxxer.hikari.HikariDataSource;
import io.reglament.bench.Throughput.Rate;
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
@SpringBootTest(properties = "reglament.local.data=target/bench-data/${random.uuid}")
@ActiveProfiles({"local", "test"})
@Import({LifeCycleBenchmark.Counting.class, RealLifeCycle.class})
class LifeCycleBenchmark {

    private static final List<Integer> THREADS = List.of(1, 2, 4);
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("bench.seconds", 8));
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int WARM_UP_ROUNDS = 4;
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

    @Autowired
    Scheduler delivery;

    @Test
    @DisplayName("Full life cycles per second, at least 0.6 of the bare engine")
    void life_cycles_per_second() throws Exception {
        StatementCounter counter = (StatementCounter) database;
        HikariDataSource pool = database.unwrap(HikariDataSource.class);
        delivery.pause();
        jdbc.sql("create database bare").update();
        try (HikariDataSource barePool = new HikariDataSource()) {
            barePool.setJdbcUrl(pool.getJdbcUrl().replaceFirst("/[^/?]*(\\?|$)", "/bare$1"));
            barePool.setUsername(pool.getUsername());
            barePool.setPassword(pool.getPassword());
            barePool.setMaximumPoolSize(pool.getMaximumPoolSize());
            StatementCounter bareCounter = new StatementCounter(barePool);
            try (BareLifeCycle bare = new BareLifeCycle(bareCounter)) {
                List<String> report = new ArrayList<>();
                Surroundings.of(jdbc).forEach((fact, value) -> report.add("- " + fact + ": " + value));
                report.add("");
                report.add("| threads | Reglament, cycles/s | bare engine, cycles/s | ratio | CPU of a cycle, ms |");
                report.add("|---|---|---|---|---|");
                warmUp(bare);
                double worst = Double.MAX_VALUE;
                for (int threads : THREADS) {
                    List<Rate> rates = Throughput.medians(List.of(real, bare), threads, ROUND, ROUNDS, cycles());
                    Rate ours = rates.get(0);
                    Rate theirs = rates.get(1);
                    double ratio = ours.perSecond() / theirs.perSecond();
                    worst = Math.min(worst, ratio);
                    report.add(String.format(
                            Locale.ROOT,
                            "| %d | %.1f | %.1f | %.2f | %.1f : %.1f |",
                            threads,
                            ours.perSecond(),
                            theirs.perSecond(),
                            ratio,
                            ours.cpuMillis(),
                            theirs.cpuMillis()));
                }
                report.add("");
                report.add("Median of " + ROUNDS + " rounds of " + ROUND.toSeconds() + " s, sides taking turns.");
                report.add("Round trips to the database per cycle: Reglament " + trips(real, counter, "reglament")
                        + ", bare engine " + trips(bare, bareCounter, "bare") + ".");
                Files.write(Path.of("target", "life-cycle-benchmark.md"), report);
                assertThat(worst).as(String.join("\n", report)).isGreaterThanOrEqualTo(TARGET);
            }
        }
    }

    /** Compilers and caches get warm on both sides. */
    private void warmUp(LifeCycle bare) throws InterruptedException {
        Throughput.medians(List.of(real, bare), 2, ROUND, WARM_UP_ROUNDS, cycles());
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
