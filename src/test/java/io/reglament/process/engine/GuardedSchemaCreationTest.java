package io.reglament.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.reglament.ReglamentTest;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.SchemaOperationsCommand;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@ReglamentTest
@DisplayName("Two nodes that start at once on an empty database (design.md section 10)")
class GuardedSchemaCreationTest {

    @Autowired
    DataSource dataSource;

    @Autowired
    JdbcTemplate jdbc;

    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CyclicBarrier start = new CyclicBarrier(2);
    private final CountDownLatch both = new CountDownLatch(2);

    @Test
    void both_start_and_the_tables_are_created_once() throws Exception {
        String database = "nodes_" + UUID.randomUUID().toString().replace("-", "");
        jdbc.execute("create database " + database);
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try (HikariDataSource empty = connectTo(database)) {
            Callable<ProcessEngine> node = () -> node(empty);
            List<Future<ProcessEngine>> started = List.of(nodes.submit(node), nodes.submit(node));
            for (Future<ProcessEngine> engine : started) {
                engine.get().close();
            }
            assertThat(most).as("nodes that created tables at the same time").hasValue(1);
            assertThat(new JdbcTemplate(empty).queryForObject("select count(*) from act_ge_schema_log", Integer.class))
                    .isEqualTo(1);
        } finally {
            nodes.shutdownNow();
        }
    }

    private Void arriveAndCreate(CommandContext context, SchemaOperationsCommand creation) {
        try {
            start.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
        return new GuardedSchemaCreation(locked -> createAndCount(locked, creation)).execute(context);
    }

    /** Creates the tables, but waits a while inside for the other node. */
    private Void createAndCount(CommandContext context, SchemaOperationsCommand creation) {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        both.countDown();
        try {
            both.await(1, TimeUnit.SECONDS);
            return creation.execute(context);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            inside.decrementAndGet();
        }
    }

    private ProcessEngine node(DataSource empty) {
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("node-" + Thread.currentThread().getName());
        configuration.setDataSource(empty);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setJobExecutorActivate(false);
        configuration.setMetricsEnabled(false);
        SchemaOperationsCommand creation = configuration.getSchemaOperationsCommand();
        configuration.setSchemaOperationsCommand(context -> arriveAndCreate(context, creation));
        return configuration.buildProcessEngine();
    }

    private HikariDataSource connectTo(String database) throws SQLException {
        HikariDataSource own = dataSource.unwrap(HikariDataSource.class);
        HikariDataSource other = new HikariDataSource();
        other.setJdbcUrl(own.getJdbcUrl().replaceFirst("/[^/?]+(\\?|$)", "/" + database + "$1"));
        other.setUsername(own.getUsername());
        other.setPassword(own.getPassword());
        other.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return other;
    }
}
