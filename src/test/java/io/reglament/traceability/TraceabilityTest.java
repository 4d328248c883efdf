package io.reglament.traceability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** No clause of the request's life cycle without an element of a model and a test (design 1). */
class TraceabilityTest {

    private static final Path PAGE = Path.of("src/docs/traceability.md");

    @Test
    @DisplayName("Every requirement of the life cycle is carried by a model and proved by a test")
    void every_requirement_is_carried_and_proved() {
        assertThat(Traceability.rows())
                .hasSizeGreaterThan(150)
                .filteredOn(row -> !row.isComplete())
                .map(row -> row.requirement().id() + ": "
                        + (row.carriers().isEmpty() ? "no model element " : "")
                        + (row.tests().isEmpty() ? "no test" : ""))
                .isEmpty();
    }

    @Test
    @DisplayName("No clause of the life cycle is open")
    void nothing_is_open() {
        assertThat(Traceability.rows())
                .filteredOn(row -> row.requirement().open() != null)
                .map(row -> row.requirement().id())
                .isEmpty();
    }

    @Test
    @DisplayName("Every scenario of the life cycle has a test that bears its id")
    void every_scenario_has_a_test() {
        Map<String, Set<String>> proofs = Proofs.byId();
        assertThat(Traceability.scenarios())
                .hasSizeGreaterThan(40)
                .map(Traceability.Scenario::id)
                .filteredOn(id -> !proofs.containsKey(id))
                .isEmpty();
    }

    @Test
    @DisplayName("Every rule of mail has a test that bears its id")
    void every_mail_rule_has_a_test() {
        Map<String, Set<String>> proofs = Proofs.byId();
        assertThat(Traceability.mailRules())
                .hasSize(51)
                .map(Traceability.MailRule::id)
                .filteredOn(id -> !proofs.containsKey(id))
                .isEmpty();
    }

    @Test
    @DisplayName("The traceability page says what models and tests say")
    void the_page_is_current() throws IOException {
        String page = Traceability.page();
        if (Boolean.getBoolean("traceability.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    @Test
    @DisplayName("Ranges of ids mean every id between")
    void ranges_are_read() {
        assertThat(RequirementIds.in("T-08, BONUS-10.1-15…17, S-01…S-03; ECRM-3.5-05: text S-100"))
                .containsExactly(
                        "BONUS-10.1-15", "BONUS-10.1-16", "BONUS-10.1-17", "S-01", "S-02", "S-03", "ECRM-3.5-05");
        assertThat(RequirementIds.in("PA-9 … PA-11, TH-3: text OUT-100, CR-IN-2"))
                .containsExactly("PA-9", "PA-10", "PA-11", "TH-3");
    }
}
