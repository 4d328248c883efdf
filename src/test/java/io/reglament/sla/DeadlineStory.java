package io.reglament.sla;

import static io.reglament.process.request.Lifecycle.SPECIALIST;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.crm.Contact;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ProductProfile.SlaGoal;
import io.reglament.crm.ServiceLevels;
import io.reglament.crm.ServiceLevels.ContractLevel;
import io.reglament.process.request.Lifecycle;
import io.reglament.request.RequestView;
import io.reglament.sla.Deadline.Kind;
import io.reglament.sla.LedgerEntry.By;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A request of a customer with a contract of its own, and a clock that the test moves. */
abstract class DeadlineStory {

    static final String CLASSIFY = "Task_ClassifyRequest";
    static final String PROCESS = "Task_ProcessRequest";
    static final By BY = new By("manager", "test");

    static final Map<Level, SlaGoal> GOALS = Map.of(
            Level.LOW, new SlaGoal("PT8H", "PT40H"),
            Level.MEDIUM, new SlaGoal("PT1H", "PT8H"),
            Level.HIGH, new SlaGoal("PT30M", "PT4H"));

    @LocalServerPort
    int port;

    @Autowired
    Lifecycle lifecycle;

    @Autowired
    Deadlines deadlines;

    @Autowired
    DeadlineWatch watch;

    @Autowired
    ServiceLevels levels;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    Contact contact;
    Instant start;

    @BeforeEach
    void prepare() {
        lifecycle.people();
        contact = lifecycle.contact();
        start = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        moveTo(Duration.ZERO);
    }

    @AfterEach
    void resetClock() {
        ClockUtil.reset();
    }

    RequestView register() {
        return lifecycle.register("bonus", contact, "The export stops at ten rows");
    }

    void assign(RequestView request, Level priority, Duration dueIn) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("outcome", "assign");
        fields.put("priority", priority.name());
        fields.put("assignee", SPECIALIST);
        fields.put("dueAt", start.plus(dueIn).toString());
        lifecycle.complete(request, CLASSIFY, fields);
    }

    void contract(String hours, String country, Map<Level, SlaGoal> goals) {
        String number = "C-" + contact.email().substring(0, contact.email().indexOf('@'));
        levels.set(
                contact.customerId(),
                "bonus",
                number,
                new ContractLevel(hours, "Europe/Moscow", country, goals, "PT30M"),
                "manager",
                "test");
    }

    void moveTo(Duration sinceStart) {
        ClockUtil.setCurrentTime(Date.from(start.plus(sinceStart)));
    }

    Deadline find(RequestView request, Kind kind) {
        return deadlines.of(request.id()).stream()
                .filter(d -> d.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    Instant at(RequestView request, Kind kind) {
        return find(request, kind).at();
    }

    String explain(Deadline deadline) {
        return Explanation.of(deadline, clock.instant(), Terms.MOSCOW, Locale.ENGLISH);
    }

    static JsonNode json(String body) throws Exception {
        return new ObjectMapper().readTree(body);
    }
}
