package io.reglament.process.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.ReglamentTest;
import io.reglament.crm.ProductProfile.ConfirmationModel;
import io.reglament.request.Decision;
import io.reglament.request.Decisions;
import io.reglament.request.RequestView;
import io.reglament.request.ServiceNature;
import io.reglament.request.WorkplaceResponsibility;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What decision tables decided about a request stays with it, and can be decided anew. */
@ReglamentTest
class DecisionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    Lifecycle lifecycle;

    @Autowired
    Decisions decisions;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void people() {
        lifecycle.people();
    }

    @Test
    @DisplayName(
            "BONUS-10.1-35, S-16: each decision is kept with what it read; run again over that, it decides the same")
    void each_decision_can_be_run_again() {
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "Касса в 1С не видит бонусы");
        lifecycle.complete(
                request,
                "Task_ClassifyRequest",
                Map.of("outcome", "clarify", "question", "Which one?", "category", "INCIDENT", "criticality", "LOW"));

        List<Decision> kept = decisions.of(request.id());
        assertThat(kept)
                .extracting(Decision::table)
                .contains(
                        "request-category",
                        "request-priority",
                        "request-routing",
                        "workplace-responsibility",
                        "service-nature",
                        "close-policy",
                        "notification-rules");
        assertThat(kept)
                .filteredOn(d -> d.table().equals("service-nature"))
                .extracting(Decision::cause)
                .containsExactly("Task_RecordProposal", "Task_ClassifyRequest");
        for (Decision decision : kept) {
            Map<String, Object> inputs = object(decision.inputs());
            assertThat(inputs).as(decision.table()).containsEntry("product", "bonus");
            Map<String, Object> again = Tables.evaluate(decision.table(), inputs);
            assertThat(tree(write(List.of(again)))).as(decision.table()).isEqualTo(tree(decision.outputs()));
            assertThat(decision.rules()).as(decision.table()).contains("Rule_");
            assertThat(decision.tableId()).startsWith(decision.table() + ":");
        }
    }

    @Test
    @DisplayName(
            "S-19, S-20, BONUS-7-01, BONUS-8-02, C-02: nature, responsibility and closing are stored with the request")
    void rulings_are_stored() {
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "Касса в 1С не видит бонусы");
        assertThat(lifecycle.now(request).responsibility()).isEqualTo(WorkplaceResponsibility.CUSTOMER);
        assertThat(lifecycle.now(request).nature()).isEqualTo(ServiceNature.PERMANENT);
        assertThat(lifecycle.now(request).confirmation().model()).isEqualTo(ConfirmationModel.MANAGER_CHECK);
        assertThat(lifecycle.now(request).confirmation().autoCloseDays()).isEqualTo(3);

        lifecycle.complete(
                request,
                "Task_ClassifyRequest",
                Map.of("outcome", "clarify", "question", "Which one?", "category", "INCIDENT", "criticality", "LOW"));
        assertThat(lifecycle.now(request).nature()).isEqualTo(ServiceNature.VARIABLE);
    }

    @Test
    @DisplayName("BONUS-10.1-35: a kept decision is never changed")
    void append_only() {
        RequestView request = lifecycle.register("otk", lifecycle.contact(), "Как настроить отчёт?");
        assertThat(lifecycle.now(request).nature()).isNull();
        assertThatThrownBy(() -> jdbc.sql("update crm.decision set rules = 'x' where request_id = ?")
                        .param(request.id())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("append-only");
    }

    private static Map<String, Object> object(String json) {
        return read(json, new TypeReference<>() {});
    }

    private static JsonNode tree(String json) {
        return read(json, new TypeReference<>() {});
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
