package io.reglament.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reglament.desk.RequestFilter.BadParameter;
import io.reglament.request.RequestState;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestFilterTest {

    private static final Set<String> PRODUCTS = Set.of("bonus", "otk");

    @Test
    void blank_parameters_count_as_absent() {
        assertThat(RequestFilter.parse("", " ", null, "", "", PRODUCTS))
                .isEqualTo(new RequestFilter(null, null, null, null, 20));
    }

    @Test
    void codes_are_taken_as_they_are() {
        assertThat(RequestFilter.parse("otk", "IN_WORK", "printer", "100", RequestFilter.cursor(4711L), PRODUCTS))
                .isEqualTo(new RequestFilter("otk", RequestState.IN_WORK, "printer", 4711L, 100));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            product, meet,        -,       -,   -,    -,       'bonus, otk'
            product, BONUS,       -,       -,   -,    -,       'bonus, otk'
            status,  -,           Closed,  -,   -,    -,       CLOSED
            status,  -,           'DONE,CLOSED', -, - , -,     CLOSED
            size,    -,           -,       -,   0,    -,       1–100
            size,    -,           -,       -,   101,  -,       1–100
            size,    -,           -,       -,   ten,  -,       1–100
            size,    -,           -,       -,   99999999999, -, 1–100
            after,   -,           -,       -,   -,    12,      next
            after,   -,           -,       -,   -,    '%%%',   next
            """)
    void other_values_are_refused_with_what_is_allowed(
            String name, String product, String status, String q, String size, String after, String allowed) {
        assertThatThrownBy(() -> RequestFilter.parse(product, status, q, size, after, PRODUCTS))
                .isInstanceOfSatisfying(BadParameter.class, e -> {
                    assertThat(e.name).isEqualTo(name);
                    assertThat(e.allowed).contains(allowed);
                });
    }

    @Test
    void a_search_text_that_postgresql_cannot_hold_is_refused() {
        assertThatThrownBy(() -> RequestFilter.parse(null, null, "a\0b", null, null, PRODUCTS))
                .isInstanceOf(BadParameter.class);
        assertThatThrownBy(() -> RequestFilter.parse(null, null, "x".repeat(201), null, null, PRODUCTS))
                .isInstanceOf(BadParameter.class);
    }
}
