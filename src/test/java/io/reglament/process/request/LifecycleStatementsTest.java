package io.reglament.process.request;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

@ReglamentTest
@DisplayName("Design 10: a request's whole life costs a bounded number of SQL statements")
class LifecycleStatementsTest {

    private static final String ENGINE = "org.camunda.bpm.engine.impl";
    private static final List<String> LOGGERS =
            List.of("org.hibernate.SQL", "org.springframework.jdbc.core.JdbcTemplate", ENGINE);

    @Autowired
    Lifecycle lifecycle;

    @Autowired
    Requests requests;

    @Autowired
    Clock clock;

    private final Statements statements = new Statements();

    /** Statements of this thread; the engine names a batch once, JPA each row of it. */
    private static final class Statements extends AppenderBase<ILoggingEvent> {

        private final String thread = Thread.currentThread().getName();
        private final List<String> texts = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            String text = event.getFormattedMessage();
            boolean sql = event.getLoggerName().endsWith(".SQL")
                    || text.contains("SQL statement [")
                    || event.getLoggerName().startsWith(ENGINE) && text.contains("Preparing: ");
            if (sql && event.getThreadName().equals(thread)) {
                texts.add(text);
            }
        }
    }

    @BeforeEach
    void listen() {
        lifecycle.people();
        statements.start();
        for (String name : LOGGERS) {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            logger.setLevel(Level.DEBUG);
            logger.setAdditive(false);
            logger.addAppender(statements);
        }
    }

    @AfterEach
    void stop() {
        for (String name : LOGGERS) {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            logger.setLevel(null);
            logger.setAdditive(true);
            logger.detachAppender(statements);
        }
    }

    @Test
    void registered_assigned_solved_verified_and_confirmed() {
        Contact contact = lifecycle.contact();
        live(contact);
        statements.texts.clear();

        live(contact);

        assertThat(statements.texts.stream().filter(text -> text.contains("Preparing: ")))
                .as("of the engine")
                .hasSizeBetween(100, 260);
        assertThat(statements.texts.stream().filter(text -> !text.contains("Preparing: ")))
                .as("of the CRM")
                .hasSizeBetween(30, 135);
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
