package io.reglament.process.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.ReglamentTest;
import io.reglament.SqlLog;
import io.reglament.crm.Contact;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ReglamentTest
@DisplayName("Design 10: a request's whole life costs a bounded number of SQL statements")
class LifecycleStatementsTest {

    @Autowired
    Lifecycle lifecycle;

    @Autowired
    Requests requests;

    @Autowired
    Clock clock;

    private SqlLog statements;

    @BeforeEach
    void listen() {
        lifecycle.people();
        String here = Thread.currentThread().getName();
        statements = new SqlLog(here::equals);
    }

    @AfterEach
    void stop() {
        statements.close();
    }

    @Test
    void registered_assigned_solved_verified_and_confirmed() {
        Contact contact = lifecycle.contact();
        live(contact);
        statements.clear();

        live(contact);

        assertThat(statements.ofTheEngine()).as("of the engine").hasSizeBetween(100, 260);
        assertThat(statements.ofTheCrm()).as("of the CRM").hasSizeBetween(30, 135);
    }

    private void live(Contact contact) {
        RequestView request = lifecycle.register("bonus", contact, "The report is empty");
        lifecycle.complete(
                request,
                "Task_ClassifyRequest",
                Map.of(
                        "outcome", "assign",
                        "category", "INCIDENT",
                        "service", "CUSTOMER_STAFF_SUPPORT",
                        "criticality", "MEDIUM",
                        "priority", "MEDIUM",
                        "complexity", "LOW",
                        "dueAt", clock.instant().plus(Duration.ofDays(2)).toString(),
                        "assignee", Lifecycle.SPECIALIST));
        lifecycle.complete(
                request, "Task_ProcessRequest", Map.of("outcome", "done", "solutionText", "Reload the page."));
        lifecycle.complete(request, "Task_VerifySolution", Map.of("outcome", "accept"));
        assertThat(requests.customerConfirmed(request.number(), contact, "test"))
                .isTrue();
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.CLOSED);
    }
}
