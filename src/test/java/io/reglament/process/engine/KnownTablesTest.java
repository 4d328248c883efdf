package io.reglament.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reglament.ReglamentTest;
import java.time.Duration;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ReglamentTest
@DisplayName("The newest version of a decision table holds, though it is not looked up at each evaluation")
class KnownTablesTest {

    private static final String TABLE = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
              <decision id="%s" name="Sample">
                <decisionTable id="table" hitPolicy="UNIQUE">
                  <output id="output" name="says" typeRef="string"/>
                  <rule id="rule"><outputEntry id="cell"><text>"%s"</text></outputEntry></rule>
                </decisionTable>
              </decision>
            </definitions>
            """;

    @Autowired
    ProcessEngine engine;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private final String key = SampleModels.key();

    @Test
    void what_is_deployed_here_holds_at_once() {
        deploy("one");
        assertThat(says()).isEqualTo("one");

        deploy("two");

        assertThat(says()).isEqualTo("two");
    }

    @Test
    void what_is_deployed_in_a_transaction_holds_in_it_and_not_after_its_end_without_success() {
        deploy("one");
        assertThat(says()).isEqualTo("one");

        transaction.executeWithoutResult(status -> {
            deploy("two");
            assertThat(says()).isEqualTo("two");
            status.setRollbackOnly();
        });

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(says()).isEqualTo("one"));
    }

    @Test
    void what_another_node_deployed_holds_a_moment_later() {
        deploy("one");
        deploy("two");
        assertThat(says()).isEqualTo("two");

        // As another node's deployment does: a row of a higher version, and nobody tells us.
        jdbc.sql("update act_re_decision_def set version_ = 3 where key_ = ? and version_ = 1")
                .param(key)
                .update();

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(says()).isEqualTo("one"));
    }

    private void deploy(String answer) {
        engine.getRepositoryService()
                .createDeployment()
                .name(key)
                .addString("sample.dmn", TABLE.formatted(key, answer))
                .deploy();
    }

    private String says() {
        return engine.getDecisionService()
                .evaluateDecisionTableByKey(key)
                .decisionDefinitionWithoutTenantId()
                .variables(Map.of())
                .evaluate()
                .getSingleEntry();
    }
}
