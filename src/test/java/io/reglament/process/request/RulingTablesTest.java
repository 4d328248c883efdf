package io.reglament.process.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables service-nature, workplace-responsibility and close-policy, row by row. */
class RulingTablesTest {

    static Stream<Arguments> natures() {
        return Stream.of(
                nature("P1", "bonus", "EMAIL", "INCIDENT", "MONITORING", "CRITICAL_ERROR", "HIGH", "PERMANENT"),
                nature("P1", "bonus", "PHONE", "INCIDENT", null, "INFRASTRUCTURE", "HIGH", "PERMANENT"),
                nature("P2", "bonus", "SCHEDULE", "SERVICE", "CUSTOMER_STAFF_SUPPORT", "OTHER", "LOW", "PERMANENT"),
                nature("P3", "bonus", "EMAIL", "SERVICE", "CONSULTATION", "QUESTION", "LOW", "PERMANENT"),
                nature("P3", "bonus", "PHONE", "SERVICE", "SETUP", "OTHER", "HIGH", "PERMANENT"),
                nature("P4", "bonus", "EMAIL", "SERVICE", "UPDATE", "OTHER", "LOW", "PERMANENT"),
                nature("P4", "bonus", "EMAIL", "INCIDENT", "UPDATE", "OTHER", "HIGH", "PERMANENT"),
                nature("P5", "bonus", "MONITORING", "INCIDENT", "MONITORING", "CRITICAL_ERROR", "MEDIUM", "PERMANENT"),
                nature("V1", "bonus", "EMAIL", "INCIDENT", "NON_CRITICAL_ERRORS", "OTHER", "MEDIUM", "VARIABLE"),
                nature("V1", "bonus", "EMAIL", "INCIDENT", "NON_CRITICAL_ERRORS", null, null, "VARIABLE"),
                nature("V2", "bonus", "EMAIL", "DEVELOPMENT", "UPDATE", "REWORK", "LOW", "VARIABLE"),
                nature("V2", "bonus", "PHONE", "DEVELOPMENT", "UPDATE", null, "HIGH", "VARIABLE"),
                nature("V3", "bonus", "EMAIL", "DEVELOPMENT", "UPDATE", "NEW_FUNCTION", "LOW", "VARIABLE"),
                nature("V3", "bonus", "MONITORING", "DEVELOPMENT", null, "NEW_FUNCTION", "HIGH", "VARIABLE"),
                nature("otherwise", "otk", "EMAIL", "INCIDENT", "OPERATION", "OTHER", "HIGH", null),
                nature("otherwise", "ecrm", "EMAIL", "SERVICE", "REWORK", "REWORK", "LOW", null));
    }

    private static Arguments nature(
            String row,
            String product,
            String channel,
            String category,
            String service,
            String topic,
            String criticality,
            String nature) {
        return Arguments.of(row, nature, product, channel, category, service, topic, criticality);
    }

    @ParameterizedTest(name = "{0}: {2} {3} {4} {5} {6} {7} → {1}")
    @MethodSource("natures")
    @DisplayName("S-19, BONUS-7-01…09: each service of paragraph 7 is permanent or variable, as the regulation says")
    void nature_of_each_service(
            String row,
            String nature,
            String product,
            String channel,
            String category,
            String service,
            String topic,
            String criticality) {
        Set<String> fired =
                Tables.fired(() -> assertThat(nature(product, channel, category, service, topic, criticality))
                        .containsEntry("nature", nature));
        assertThat(fired).containsExactly("Rule_" + row);
    }

    static Map<String, Object> nature(
            String product, String channel, String category, String service, String topic, String criticality) {
        return Tables.evaluate(
                "service-nature",
                Tables.inputs(
                        "product",
                        product,
                        "channel",
                        channel,
                        "category",
                        category,
                        "service",
                        service,
                        "topic",
                        topic,
                        "criticality",
                        criticality));
    }

    static Stream<Arguments> workplaces() {
        return Stream.of(
                Arguments.of("1c", "CUSTOMER", "bonus", "CUSTOMER_WORKPLACE", "касса: в 1с не открывается окно"),
                Arguments.of("1c", "CUSTOMER", "bonus", "CUSTOMER_WORKPLACE", "на рабочем месте 1c:розница пусто"),
                Arguments.of("moysklad", "CUSTOMER", "bonus", "CUSTOMER_WORKPLACE", "кассир, мойсклад: нет модуля"),
                Arguments.of("moysklad", "CUSTOMER", "bonus", "CUSTOMER_WORKPLACE", "moysklad shows an empty page"),
                Arguments.of("frontal", "CUSTOMER", "bonus", "CUSTOMER_WORKPLACE", "фронтал на второй кассе молчит"),
                Arguments.of("frontal", "CUSTOMER", "bonus", "CUSTOMER_WORKPLACE", "frontol prints nothing"),
                Arguments.of("other-workplace", "VENDOR", "bonus", "VENDOR_WORKPLACE", "сканер не читает карты"),
                Arguments.of("other-workplace", "VENDOR", "bonus", "CUSTOMER_WORKPLACE", "рабочее место в парус"),
                Arguments.of("infrastructure", "VENDOR", "bonus", "INFRASTRUCTURE", "сервер не отвечает"),
                Arguments.of(
                        "infrastructure", "VENDOR", "bonus", "INFRASTRUCTURE", "в архиве кончился диск, видно в 1с"),
                Arguments.of("infrastructure-words", "VENDOR", "bonus", "CUSTOMER_WORKPLACE", "в 1с: сервер упал"),
                Arguments.of("infrastructure-words", "VENDOR", "bonus", "CUSTOMER_WORKPLACE", "мойсклад: нет сети"),
                Arguments.of(
                        "infrastructure-words", "VENDOR", "bonus", "CUSTOMER_WORKPLACE", "1c, archive disk is full"),
                Arguments.of("otherwise", null, "bonus", "QUESTION", "как посмотреть историю в 1с"),
                Arguments.of("otherwise", null, "otk", "INFRASTRUCTURE", "сервер не отвечает"));
    }

    @ParameterizedTest(name = "{0}: {2} {3} «{4}» → {1}")
    @MethodSource("workplaces")
    @DisplayName(
            "S-20, BONUS-8-02, BONUS-8-03, BONUS-9-10: whose the workplace is; servers, network, disks the vendor's")
    void responsibility_for_workplaces(String row, String responsible, String product, String topic, String text) {
        Set<String> fired = Tables.fired(
                () -> assertThat(workplace(product, topic, text)).containsEntry("responsibility", responsible));
        assertThat(fired).containsExactly("Rule_" + row);
    }

    static Map<String, Object> workplace(String product, String topic, String text) {
        return Tables.evaluate(
                "workplace-responsibility", Tables.inputs("product", product, "topic", topic, "requestText", text));
    }

    static Stream<Arguments> closings() {
        return Stream.of(
                Arguments.of("done-is-the-end", "NONE", null, "otk", "INCIDENT", "NONE", null),
                Arguments.of("done-is-the-end", "NONE", null, "meet", "SERVICE", "NONE", 7),
                Arguments.of("bonus-silence", "MANAGER_CHECK", 3, "bonus", "INCIDENT", "MANAGER_CHECK", 3),
                Arguments.of("bonus-silence", "MANAGER_CHECK", 10, "bonus", null, "MANAGER_CHECK", 10),
                Arguments.of("otherwise", "MANAGER_CHECK", null, "bonus", "INCIDENT", "MANAGER_CHECK", null),
                Arguments.of(
                        "ecrm-twice",
                        "CUSTOMER_CONFIRMS_TWICE",
                        null,
                        "ecrm",
                        "SERVICE",
                        "CUSTOMER_CONFIRMS_TWICE",
                        null),
                Arguments.of(
                        "otherwise", "CUSTOMER_CONFIRMS_TWICE", 5, "ecrm", "SERVICE", "CUSTOMER_CONFIRMS_TWICE", 5),
                Arguments.of("otherwise", "MANAGER_CHECK", 4, "cis", "SERVICE", "MANAGER_CHECK", 4));
    }

    @ParameterizedTest(name = "{0}: {3} {4} {5} after {6} days → {1} after {2} days")
    @MethodSource("closings")
    @DisplayName("C-02, C-34, T-19, T-20, T-24: whose confirmation closes, and after how many days silence does")
    void each_closing(
            String row, String model, Integer days, String product, String category, String usual, Integer usualDays) {
        Set<String> fired = Tables.fired(() -> {
            Map<String, Object> closing = closing(product, category, usual, usualDays);
            assertThat(closing).containsEntry("confirmationModel", model);
            Number found = (Number) closing.get("autoCloseDays");
            assertThat(found == null ? null : found.intValue()).isEqualTo(days);
        });
        assertThat(fired).containsExactly("Rule_" + row);
    }

    static Map<String, Object> closing(String product, String category, String usual, Integer usualDays) {
        return Tables.evaluate(
                "close-policy",
                Tables.inputs(
                        "product",
                        product,
                        "category",
                        category,
                        "confirmationModel",
                        usual,
                        "autoCloseDays",
                        usualDays));
    }
}
