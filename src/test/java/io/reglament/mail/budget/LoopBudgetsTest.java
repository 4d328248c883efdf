package io.reglament.mail.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.mail.MailSettings;
import io.reglament.mail.budget.LoopBudgets.AutomaticMail;
import io.reglament.request.NewRequest;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Each budget against a table that the test fills; nothing that it does stays. */
@ReglamentTest
class LoopBudgetsTest {

    private static final BudgetSettings SMALL =
            new BudgetSettings(40, 60, 300, 10, 2, Duration.ofHours(3), 10, 1_000_000);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Customers customers;

    @Autowired
    Requests requests;

    @Autowired
    MailSettings mail;

    @Autowired
    Clock clock;

    @Autowired
    TransactionTemplate transaction;

    private String domain;

    @BeforeEach
    void aDomainOfItsOwn() {
        domain = "b" + UUID.randomUUID() + ".example.org";
    }

    @Test
    @DisplayName("AU-7: senders without a contract have a tenth of what contract customers have, by day and by domain")
    void share() {
        inVain(() -> {
            RequestView with = request(true);
            RequestView without = request(false);
            assertThat(holds(with, "a@" + domain)).isEmpty();
            assertThat(holds(without, "b@" + domain)).isEmpty();

            sent(without, "b@" + domain, 4, "2 hours");
            assertThat(holds(without, "b@" + domain)).contains(HoldReason.ADDRESS_BUDGET);
            sent(with, "a@" + domain, 4, "2 hours");
            assertThat(holds(with, "a@" + domain)).isEmpty();

            sent(with, "c@" + domain, 6, "10 minutes");
            assertThat(holds(without, "d@" + domain)).contains(HoldReason.DOMAIN_BUDGET);
            assertThat(holds(with, "d@" + domain)).isEmpty();
            assertThat(holds(with, "D@" + domain.toUpperCase())).isEmpty();
        });
    }

    @Test
    @DisplayName("AU-7: yesterday's mails, mails to come and mails that are held do not count")
    void what_counts() {
        inVain(() -> {
            RequestView request = request(false);
            sent(request, "a@" + domain, 4, "25 hours");
            sent(request, "a@" + domain, 4, "-2 hours");
            assertThat(holds(request, "a@" + domain)).isEmpty();
            sent(request, "a@" + domain, 4, "2 hours");
            jdbc.sql("update crm.outbound_mail set state = 'HELD' where request_id = ?")
                    .param(request.id())
                    .update();
            assertThat(holds(request, "a@" + domain)).isEmpty();
        });
    }

    @Test
    @DisplayName("AU-7: far more mail than usual opens the circuit breaker, which a person closes")
    void breaker() {
        inVain(() -> {
            RequestView request = request(true);
            sent(request, "x@" + domain, 50, "5 minutes");
            CircuitBreaker small =
                    new CircuitBreaker(jdbc, new BudgetSettings(40, 60, 30, 10, 2, Duration.ofHours(3), 1, 20), clock);
            jdbc.sql("update crm.outbound_mail set state = 'HELD' where request_id <> ?")
                    .param(request.id())
                    .update();

            assertThat(small.isOpen()).isTrue();
            assertThat(small.state().reason()).startsWith("50 mails within an hour");
            LoopBudgets budgets = new LoopBudgets(jdbc, customers, small, SMALL, mail, clock);
            assertThat(budgets.holds(automatic(request, "y@" + domain, false))).contains(HoldReason.BREAKER);

            small.close("operator");

            assertThat(small.isOpen()).isFalse();
            assertThat(small.state().changedBy()).isEqualTo("operator");
        });
        assertThat(jdbc.sql("select open from crm.mail_breaker")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    private Optional<HoldReason> holds(RequestView request, String recipient) {
        CircuitBreaker never = new CircuitBreaker(jdbc, SMALL, clock);
        return new LoopBudgets(jdbc, customers, never, SMALL, mail, clock).holds(automatic(request, recipient, true));
    }

    private static AutomaticMail automatic(RequestView request, String recipient, boolean reaction) {
        return new AutomaticMail(request.id(), request.customerId(), request.product(), recipient, reaction);
    }

    private RequestView request(boolean contract) {
        String name = "Company " + UUID.randomUUID();
        Contact contact = customers.addContact(name, null, "Ann", UUID.randomUUID() + "@" + domain, Language.EN);
        if (contract) {
            customers.addContract(contact.customerId(), "bonus", "K-1", LocalDate.of(2020, 1, 1), null);
        }
        RequestView request =
                requests.register(new NewRequest("bonus", contact, NewRequest.Channel.PHONE, name, "x", "Test", null));
        requests.find(request.id());
        return request;
    }

    private void sent(RequestView request, String recipient, int mails, String ago) {
        String id = UUID.randomUUID().toString();
        jdbc.sql("""
                insert into crm.outbound_mail (request_id, product, kind, dedup_key, message_id, sender, recipient, subject,
                    raw, state, created_at)
                select ?, 'bonus', 'REGISTERED', ? || i, ? || i, 'bonus@support.example.org', ?, 'x', '', 'SENT',
                    cast(? as timestamptz) - cast(? as interval)
                from generate_series(1, ?) i
                """)
                .params(request.id(), id, "<" + id, recipient, Timestamp.from(clock.instant()), ago, mails)
                .update();
    }

    private void inVain(Runnable test) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            test.run();
        });
    }
}
