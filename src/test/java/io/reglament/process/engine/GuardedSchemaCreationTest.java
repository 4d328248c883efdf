package io.reglament.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.reglament.ReglamentTest;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
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
            assertThat(new JdbcTemplate(empty).queryForObject("select count(*) from act_ge_schema_log", Integer.class))
                    .isEqualTo(1);
        } finally {
            nodes.shutdownNow();
        }
    }

    private static ProcessEngine node(DataSource empty) {
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("node-" + Thread.currentThread().getName());
        configuration.setDataSource(empty);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setJobExecutorActivate(false);
        configuration.setMetricsEnabled(false);
        configuration.setSchemaOperationsCommand(new GuardedSchemaCreation(configuration.getSchemaOperationsCommand()));
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
