package io.reglament.acceptance;

import static io.reglament.acceptance.OutsideWorld.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.ReglamentTest;
import io.reglament.acceptance.Colleague.Answer;
import io.reglament.crm.ProductProfiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Kinds, services and priorities of each product, as its people meet them. */
@ReglamentTest
class CatalogueStoryTest extends OutsideStory {

    @Autowired
    ProductProfiles profiles;

    @ParameterizedTest
    @ValueSource(strings = {"otk", "meet"})
    @DisplayName("S-10: exactly the four kinds of the source are offered, with its words, and each is stored")
    void four_kinds(String product) throws IOException {
        List<String> kinds = List.of("INCIDENT", "PROBLEM", "SERVICE", "DEVELOPMENT");
        for (String kind : kinds) {
            String number = world.register(product, USER, unique());
            assertThat(offered(number, "categories")).containsExactlyElementsOf(kinds);
            assertThat(classify(number, Map.of("category", kind)).isSuccess()).isTrue();
            assertThat(world.manager.request(number).path("category").asText()).isEqualTo(kind);
        }
        String number = world.register(product, USER, unique());
        assertThat(classify(number, Map.of("category", "QUESTION")).status()).isGreaterThanOrEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"otk, 6, SETUP", "meet, 6, SETUP", "ecrm, 4, INSTALLATION"})
    @DisplayName("S-11: only the services of the request's own product are offered, and each can be chosen")
    void services_of_the_own_product(String product, int count, String foreign) throws IOException {
        List<String> own = new ArrayList<>();
        profiles.get(product).services().forEach(s -> own.add(s.code()));
        assertThat(own).hasSize(count);
        for (String service : own) {
            String number = world.register(product, USER, unique());
            assertThat(offered(number, "services")).containsExactlyElementsOf(own);
            Answer answer = classify(number, Map.of("service", service));
            assertThat(answer.isSuccess()).as(answer.body()).isTrue();
            assertThat(world.manager.request(number).path("service").asText()).isEqualTo(service);
        }
        String number = world.register(product, USER, unique());
        assertThat(classify(number, Map.of("service", foreign)).status()).isGreaterThanOrEqualTo(400);
    }

    @Test
    @DisplayName("S-16: the six services of BONUS yield Средний, Низкий, Высокий, Средний, Высокий, Средний")
    void priorities_of_bonus() throws IOException {
        Map<String, String> expected = new HashMap<>();
        expected.put("CUSTOMER_STAFF_SUPPORT", "MEDIUM");
        expected.put("CONSULTATION", "LOW");
        expected.put("MONITORING", "HIGH");
        expected.put("UPDATE", "MEDIUM");
        expected.put("SETUP", "HIGH");
        expected.put("NON_CRITICAL_ERRORS", "MEDIUM");
        for (Map.Entry<String, String> row : expected.entrySet()) {
            assertThat(priority("bonus", row.getKey())).as(row.getKey()).isEqualTo(row.getValue());
        }
        // For requests of BONUS only: elsewhere the service decides nothing, what is configured stands.
        assertThat(priority("ecrm", "MONITORING")).isEqualTo("configured");
        assertThat(priority("cis", "SETUP")).isEqualTo("configured");
    }

    private String priority(String product, String service) throws IOException {
        Answer answer = world.admin.post(
                "/engine-rest/decision-definition/key/request-priority/evaluate",
                Map.of(
                        "variables",
                        Map.of(
                                "product", Map.of("value", product, "type", "String"),
                                "service", Map.of("value", service, "type", "String"),
                                "category", Map.of("value", "SERVICE", "type", "String"),
                                "configuredPriority", Map.of("value", "configured", "type", "String"))));
        assertThat(answer.isSuccess()).as(answer.body()).isTrue();
        assertThat(answer.json()).hasSize(1);
        return answer.json().path(0).path("priority").path("value").asText();
    }

    private List<String> offered(String number, String list) throws IOException {
        JsonNode task = world.task(world.manager, number, "Task_ClassifyRequest");
        Answer answer = world.manager.get(
                "/engine-rest/task/" + task.path("id").asText() + "/variables/options?deserializeValue=false");
        assertThat(answer.isSuccess()).as(answer.body()).isTrue();
        JsonNode options =
                new ObjectMapper().readTree(answer.json().path("value").asText());
        List<String> codes = new ArrayList<>();
        options.path(list).forEach(option -> codes.add(option.path("value").asText()));
        return codes;
    }

    private Answer classify(String number, Map<String, Object> item) {
        Map<String, Object> fields = new HashMap<>(Map.of("outcome", "assign", "assignee", "specialist"));
        fields.putAll(item);
        if (number.startsWith("ECRM")) {
            fields.put("assignee", "manager");
        }
        return world.assign(number, fields);
    }
}
