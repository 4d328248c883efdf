package io.reglament.process.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table request-routing, row by row (requirements 6.3). */
class RequestRoutingTest {

    static Stream<Arguments> rows() {
        return Stream.of(
                row("RT-1", "bonus", "INTAKE", null, "OTHER", "MEDIUM", "account-manager", "ALLOWED"),
                row("RT-1", "bonus", "INTAKE", true, "CRITICAL_ERROR", "HIGH", "account-manager", "ALLOWED"),
                row("RT-2", "bonus", "ASSIGNMENT", true, "QUESTION", "LOW", "account-manager", "FORBIDDEN"),
                row("RT-2", "bonus", "ASSIGNMENT", true, "INFRASTRUCTURE", "HIGH", "account-manager", "FORBIDDEN"),
                row("RT-3", "bonus", "ASSIGNMENT", false, "CUSTOMER_WORKPLACE", "LOW", "account-manager", "CUSTOMER"),
                row("RT-3", "bonus", "ASSIGNMENT", false, "CUSTOMER_WORKPLACE", "HIGH", "account-manager", "CUSTOMER"),
                row("RT-4", "bonus", "ASSIGNMENT", false, "VENDOR_WORKPLACE", "MEDIUM", "vendor-support", "ALLOWED"),
                row("RT-4", "bonus", "ASSIGNMENT", null, "INFRASTRUCTURE", "HIGH", "vendor-support", "ALLOWED"),
                row("RT-5", "bonus", "ASSIGNMENT", false, "CRITICAL_ERROR", "HIGH", "vendor-support", "AT_ONCE"),
                row("RT-5", "bonus", "ASSIGNMENT", false, "CRITICAL_ERROR", null, "vendor-support", "AT_ONCE"),
                row("RT-5-signal", "bonus", "SIGNAL", false, "OTHER", "MEDIUM", "vendor-support", "AT_ONCE"),
                row("RT-13", "ecrm", "SIGNAL", false, "CRITICAL_ERROR", "HIGH", "ecrm-team", "ALLOWED"),
                row("RT-8", "otk", "SIGNAL", false, "CRITICAL_ERROR", "HIGH", "tech-support", "ALLOWED"),
                row("RT-11", "meet", "SIGNAL", false, "OTHER", "LOW", "support-service", "ALLOWED"),
                row("otherwise", "cis", "SIGNAL", false, "OTHER", "LOW", "tech-support", "ALLOWED"),
                row("RT-6", "bonus", "ASSIGNMENT", false, "REWORK", "LOW", "rework-analyst", "ALLOWED"),
                row("RT-6", "bonus", "ASSIGNMENT", false, "NEW_FUNCTION", "LOW", "rework-analyst", "ALLOWED"),
                row("RT-7", "bonus", "ASSIGNMENT", false, "USER_RIGHTS", "LOW", "vendor-admin", "ALLOWED"),
                row("RT-5-criticality", "bonus", "ASSIGNMENT", false, "OTHER", "HIGH", "vendor-support", "AT_ONCE"),
                row("otherwise-bonus", "bonus", "ASSIGNMENT", false, "OTHER", "MEDIUM", "vendor-support", "ALLOWED"),
                row("otherwise-bonus", "bonus", "ASSIGNMENT", false, "QUESTION", "LOW", "vendor-support", "ALLOWED"),
                row(
                        "otherwise-bonus",
                        "bonus",
                        "ASSIGNMENT",
                        false,
                        "CRITICAL_ERROR",
                        "LOW",
                        "vendor-support",
                        "ALLOWED"),
                row("RT-9", "otk", "ASSIGNMENT", false, "CODE_CHANGE", "LOW", "development", "ALLOWED"),
                row("RT-10", "otk", "ASSIGNMENT", false, "PROPOSAL", "LOW", "development", "ALLOWED"),
                row("RT-8", "otk", "INTAKE", null, "CODE_CHANGE", "LOW", "tech-support", "ALLOWED"),
                row("RT-8", "otk", "ASSIGNMENT", false, "QUESTION", "LOW", "tech-support", "ALLOWED"),
                row("RT-8", "otk", "ASSIGNMENT", true, "CRITICAL_ERROR", "HIGH", "tech-support", "ALLOWED"),
                row("RT-12", "meet", "ASSIGNMENT", false, "SERVER", "HIGH", "server-specialist", "ALLOWED"),
                row("RT-11", "meet", "INTAKE", null, "SERVER", "HIGH", "support-service", "ALLOWED"),
                row("RT-11", "meet", "ASSIGNMENT", false, "OTHER", "LOW", "support-service", "ALLOWED"),
                row("RT-13", "ecrm", "INTAKE", null, "OTHER", "MEDIUM", "ecrm-team", "ALLOWED"),
                row("RT-13", "ecrm", "ASSIGNMENT", false, "CODE_CHANGE", "HIGH", "ecrm-team", "ALLOWED"),
                row("otherwise", "cis", "INTAKE", null, "OTHER", "MEDIUM", "tech-support", "ALLOWED"),
                row("otherwise", "cis", "ASSIGNMENT", false, "INFRASTRUCTURE", "HIGH", "tech-support", "ALLOWED"));
    }

    private static Arguments row(
            String row,
            String product,
            String stage,
            Boolean article,
            String topic,
            String criticality,
            String group,
            String forwarding) {
        return Arguments.of(row, product, stage, article, topic, criticality, group, forwarding);
    }

    @ParameterizedTest(name = "{0}: {1} {2} article {3} {4} {5} → {6} {7}")
    @MethodSource("rows")
    @DisplayName(
            "RT-1…RT-13, BONUS-10.1-03, BONUS-10.1-05, BONUS-8-02, OTK-6-01, MEET-6-03, ECRM-4-02: group and forwarding")
    void each_row(
            String row,
            String product,
            String stage,
            Boolean article,
            String topic,
            String criticality,
            String group,
            String forwarding) {
        Set<String> fired = Tables.fired(() -> assertThat(route(product, stage, article, topic, criticality))
                .containsEntry("candidateGroup", group)
                .containsEntry("forwarding", forwarding));
        assertThat(fired).containsExactly("Rule_" + row);
    }

    static Map<String, Object> route(String product, String stage, Boolean article, String topic, String criticality) {
        return Tables.evaluate(
                "request-routing",
                Tables.inputs(
                        "product",
                        product,
                        "routingStage",
                        stage,
                        "answeredByArticle",
                        article,
                        "topic",
                        topic,
                        "criticality",
                        criticality));
    }
}
