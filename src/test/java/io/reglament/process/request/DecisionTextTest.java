package io.reglament.process.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DecisionTextTest {

    @Test
    @DisplayName("BONUS-10.1-18: tables read lower case, and no more than 2,000 characters")
    void tables_read_lower_case_and_not_too_much() {
        assertThat(DecisionText.of("Ничего НЕ работает")).isEqualTo("ничего не работает");
        assertThat(DecisionText.of(null)).isEmpty();
        assertThat(DecisionText.of("ж".repeat(3_000))).hasSize(2_000);
    }

    @Test
    @DisplayName("BONUS-10.1-18: the cut never splits a character")
    void the_cut_never_splits_a_character() {
        assertThat(DecisionText.of("x".repeat(1_999) + "😀")).isEqualTo("x".repeat(1_999));
    }
}
