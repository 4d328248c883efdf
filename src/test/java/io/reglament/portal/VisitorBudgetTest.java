package io.reglament.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.ReglamentTest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ReglamentTest
@DisplayName("How often links and addresses may ask, over all nodes")
class VisitorBudgetTest {

    @Autowired
    JdbcClient jdbc;

    private Instant now = Instant.parse("2026-11-21T09:00:00Z");

    private final String address = "address " + UUID.randomUUID();

    @Test
    void an_address_may_ask_a_burst_and_then_once_a_second_whichever_node_answers() {
        VisitorBudget one = node();
        VisitorBudget other = node();
        for (int i = 0; i < VisitorBudget.BURST; i++) {
            assertThat((i % 2 == 0 ? one : other).allows(address, link())).isTrue();
        }
        assertThat(one.allows(address, link())).isFalse();
        assertThat(other.allows(address, link())).isFalse();

        now = now.plusMillis(1000);

        assertThat(other.allows(address, link())).isTrue();
        assertThat(one.allows(address, link())).isFalse();
    }

    @Test
    void a_link_has_a_budget_of_its_own_wherever_it_is_opened() {
        VisitorBudget budget = node();
        String link = link();
        for (int i = 0; i < VisitorBudget.BURST; i++) {
            assertThat(budget.allows(address + i, link)).isTrue();
        }
        assertThat(budget.allows("another " + address, link)).isFalse();
        assertThat(budget.allows("another " + address, link())).isTrue();
    }

    @Test
    void a_network_of_ipv6_counts_as_one_address() {
        VisitorBudget budget = node();
        String network = "2001:db8:" + Integer.toHexString(UUID.randomUUID().hashCode() >>> 16) + ":77:";
        for (int i = 0; i < VisitorBudget.BURST; i++) {
            budget.allows(network + ":" + Integer.toHexString(i + 1), link());
        }
        assertThat(budget.allows(network + ":ffff", link())).isFalse();
        assertThat(budget.allows("another " + address, link())).isTrue();
    }

    @Test
    void a_clock_that_is_set_back_gives_nothing_and_breaks_nothing() {
        VisitorBudget budget = node();
        for (int i = 0; i < VisitorBudget.BURST; i++) {
            budget.allows(address, link());
        }
        now = now.minusSeconds(3600);
        assertThat(budget.allows(address, link())).isFalse();
    }

    @Test
    void who_has_not_asked_for_a_while_is_forgotten_and_no_link_is_kept_as_it_is() {
        VisitorBudget budget = node();
        String link = link();
        budget.allows(address, link);
        assertThat(rows("address:" + address)).isEqualTo(1);
        assertThat(rows("%" + link + "%")).isZero();
        now = now.plusSeconds(601);

        budget.forget();

        assertThat(rows("address:" + address)).isZero();
    }

    private int rows(String like) {
        return jdbc.sql("select count(*) from crm.visitor_budget where visitor like ?")
                .param(like)
                .query(Integer.class)
                .single();
    }

    private static String link() {
        return UUID.randomUUID().toString();
    }

    private VisitorBudget node() {
        return new VisitorBudget(jdbc, new Clock() {
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
    }
}
