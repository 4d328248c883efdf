package io.reglament.process.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.mail.NotificationRules.Notice;
import io.reglament.mail.NotificationRules.Recipient;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table notification-rules, row by row (requirements 6.6). */
class NotificationRulesTest {

    private static final List<String> PRODUCTS = List.of("bonus", "otk", "meet", "ecrm", "cis");

    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of("N-01-bonus", "CUSTOMER", "REGISTERED", "bonus", true),
                Arguments.of("N-01", "CUSTOMER", "REGISTERED", "otk", true),
                Arguments.of("N-01", "CUSTOMER", "REGISTERED", "ecrm", true),
                Arguments.of("N-01-off", "", "REGISTERED", "bonus", false),
                Arguments.of("N-03", "CUSTOMER", "REJECTED", "bonus", true),
                Arguments.of("N-04", "SPECIALIST", "ASSIGNED", "bonus", true),
                Arguments.of("N-05", "ACCOUNT_MANAGER", "REFUSED", "bonus", false),
                Arguments.of("N-05-customer", "ACCOUNT_MANAGER, CUSTOMER", "REFUSED", "bonus", true),
                Arguments.of("N-06", "CUSTOMER", "CLARIFICATION", "meet", true),
                Arguments.of("N-07", "CUSTOMER", "DUE_DATE_CHANGED", "bonus", true),
                Arguments.of("N-08-answer", "CUSTOMER", "ANSWER", "otk", true),
                Arguments.of("N-08", "CUSTOMER", "SOLUTION", "ecrm", true),
                Arguments.of("N-09", "CUSTOMER", "SOLUTION", "bonus", true),
                Arguments.of("N-10", "CUSTOMER", "IN_PRODUCTION", "ecrm", true),
                Arguments.of("N-11", "CUSTOMER", "SOLUTION", "otk", true),
                Arguments.of("N-12", "REPRESENTATIVE", "CLOSURE_QUESTION", "ecrm", true),
                Arguments.of("N-13", "SPECIALIST", "REWORK", "bonus", true),
                Arguments.of("N-14", "CUSTOMER", "FOLLOW_UP", "bonus", true),
                Arguments.of("N-14-off", "", "FOLLOW_UP", "ecrm", false),
                Arguments.of("N-17", "DUTY_GROUP", "CRITICAL_SIGNAL", "bonus", true),
                Arguments.of("closed", "CUSTOMER", "CLOSED", "bonus", true),
                Arguments.of("question-reminder", "CUSTOMER", "QUESTION_REMINDER", "otk", true),
                Arguments.of("confirmation-reminder", "CUSTOMER", "CONFIRMATION_REMINDER", "bonus", true),
                Arguments.of("closure-reminder", "REPRESENTATIVE", "CLOSURE_REMINDER", "ecrm", true),
                Arguments.of("otherwise", "", "IN_PRODUCTION", "otk", true));
    }

    @ParameterizedTest(name = "{0}: {2} of {3}, switch {4} → {1}")
    @MethodSource("rows")
    @DisplayName("N-01…N-14, N-17: who is told what")
    void each_row(String row, String recipients, String notice, String product, boolean enabled) {
        Set<String> fired = Tables.fired(() -> assertThat(decide(notice, product, enabled))
                .containsEntry("send", !recipients.isEmpty())
                .containsEntry("recipients", recipients));
        assertThat(fired).containsExactly("Rule_" + row);
    }

    @Test
    @DisplayName("N-01…N-17: each notice of each product has exactly one row, and reaches only whom letters can reach")
    void each_notice_of_each_product_is_decided() {
        Set<String> known = Arrays.stream(Recipient.values()).map(Enum::name).collect(Collectors.toSet());
        for (Notice notice : Notice.values()) {
            for (String product : PRODUCTS) {
                for (boolean enabled : new boolean[] {true, false}) {
                    Map<String, Object> row = decide(notice.name(), product, enabled);
                    String recipients = (String) row.get("recipients");
                    assertThat(recipients.isEmpty() ? List.of() : List.of(recipients.split(", ")))
                            .as(notice + " of " + product)
                            .isSubsetOf(known);
                }
            }
        }
    }

    @Test
    @DisplayName("N-04, N-13, N-17: the customer gets no letter about our inner steps")
    void inner_steps_stay_inside() {
        for (String notice : List.of("ASSIGNED", "REWORK", "CRITICAL_SIGNAL")) {
            for (String product : PRODUCTS) {
                assertThat(decide(notice, product, true).get("recipients").toString())
                        .doesNotContain("CUSTOMER", "REPRESENTATIVE");
            }
        }
    }

    static Map<String, Object> decide(String notice, String product, boolean enabled) {
        return Tables.evaluate(
                "notification-rules", Tables.inputs("notice", notice, "product", product, "enabled", enabled));
    }
}
