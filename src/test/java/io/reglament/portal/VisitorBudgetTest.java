package io.reglament.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class VisitorBudgetTest {

    private Instant now = Instant.parse("2026-11-21T09:00:00Z");

    private final VisitorBudget budget = new VisitorBudget(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void an_address_may_ask_a_burst_and_then_once_a_second() {
        for (int i = 0; i < VisitorBudget.BURST; i++) {
            assertThat(budget.allows("192.0.2.1")).isTrue();
        }
        assertThat(budget.allows("192.0.2.1")).isFalse();

        now = now.plusMillis(1000);

        assertThat(budget.allows("192.0.2.1")).isTrue();
        assertThat(budget.allows("192.0.2.1")).isFalse();
    }

    @Test
    void one_address_does_not_spend_the_budget_of_another() {
        for (int i = 0; i <= VisitorBudget.BURST; i++) {
            budget.allows("192.0.2.1");
        }
        assertThat(budget.allows("192.0.2.2")).isTrue();
    }

    @Test
    void a_clock_that_is_set_back_gives_nothing_and_breaks_nothing() {
        budget.allows("192.0.2.1");
        now = now.minusSeconds(3600);
        assertThat(budget.allows("192.0.2.1")).isTrue();
    }
}
