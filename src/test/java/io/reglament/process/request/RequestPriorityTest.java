package io.reglament.process.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table request-priority, row by row (requirements 6.3). */
class RequestPriorityTest {

    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of("P-1", "bonus", "CUSTOMER_STAFF_SUPPORT", "SERVICE", "MEDIUM"),
                Arguments.of("P-2", "bonus", "CONSULTATION", "SERVICE", "LOW"),
                Arguments.of("P-3", "bonus", "MONITORING", "INCIDENT", "HIGH"),
                Arguments.of("P-4", "bonus", "UPDATE", "DEVELOPMENT", "MEDIUM"),
                Arguments.of("P-5", "bonus", "SETUP", "SERVICE", "HIGH"),
                Arguments.of("P-6", "bonus", "NON_CRITICAL_ERRORS", "INCIDENT", "MEDIUM"),
                Arguments.of("P-7", "otk", "OPERATION", "PROBLEM", "HIGH"),
                Arguments.of("P-7", "meet", "OPERATION", "PROBLEM", "HIGH"),
                Arguments.of("P-8", "otk", "OPERATION", "INCIDENT", "MEDIUM"),
                Arguments.of("P-8", "meet", "UPDATE_FAULTS", "INCIDENT", "MEDIUM"),
                Arguments.of("P-9", "otk", "SOFTWARE_CHOICE", "SERVICE", "LOW"),
                Arguments.of("P-9", "otk", "OPERATION", "DEVELOPMENT", "LOW"),
                Arguments.of("P-9", "meet", "OPERATION", "SERVICE", "LOW"),
                Arguments.of("P-9", "meet", "OPERATION", "DEVELOPMENT", "LOW"),
                Arguments.of("P-10", "ecrm", "MAINTENANCE", "INCIDENT", "CONFIGURED"),
                Arguments.of("P-10", "ecrm", null, null, "CONFIGURED"),
                Arguments.of("otherwise-bonus", "bonus", null, "SERVICE", "CONFIGURED"),
                Arguments.of("otherwise-bonus", "bonus", "REPORT_FORMS", "DEVELOPMENT", "CONFIGURED"),
                Arguments.of("otherwise-category", "otk", "OPERATION", null, "CONFIGURED"),
                Arguments.of("otherwise-category", "meet", "OPERATION", "OTHER", "CONFIGURED"),
                Arguments.of("otherwise", "cis", "NETWORK", "PROBLEM", "CONFIGURED"),
                Arguments.of("otherwise", "cis", "CONSULTATION", "SERVICE", "CONFIGURED"));
    }

    @ParameterizedTest(name = "{0}: {1} {2} {3} → {4}")
    @MethodSource("rows")
    @DisplayName("P-1…P-10, BONUS-2-02…2-09, ECRM-3.4-02: priority by product, service, category")
    void each_row(String row, String product, String service, String category, String priority) {
        for (String configured : new String[] {"LOW", "MEDIUM", "HIGH"}) {
            assertThat(priority(product, service, category, configured))
                    .isEqualTo("CONFIGURED".equals(priority) ? configured : priority);
        }
        assertThat(Tables.fired(() -> priority(product, service, category, "LOW")))
                .containsExactly("Rule_" + row);
    }

    @Test
    @DisplayName("S-16: the six services yield Средний, Низкий, Высокий, Средний, Высокий, Средний, for BONUS only")
    void s16() {
        Stream<String> services = Stream.of(
                "CUSTOMER_STAFF_SUPPORT", "CONSULTATION", "MONITORING", "UPDATE", "SETUP", "NON_CRITICAL_ERRORS");
        assertThat(services.map(service -> priority("bonus", service, "SERVICE", "LOW")))
                .containsExactly("MEDIUM", "LOW", "HIGH", "MEDIUM", "HIGH", "MEDIUM");
        for (String other : new String[] {"otk", "meet", "ecrm", "cis"}) {
            assertThat(priority(other, "SETUP", "SERVICE", "LOW")).isEqualTo("LOW");
        }
    }

    static Object priority(String product, String service, String category, String configured) {
        return Tables.evaluate(
                        "request-priority",
                        Tables.inputs(
                                "product",
                                product,
                                "service",
                                service,
                                "category",
                                category,
                                "configuredPriority",
                                configured))
                .get("priority");
    }
}
