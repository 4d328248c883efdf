package io.reglament.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.HttpVisitor;
import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** {@code GET /api/requests/{number}}, sign-in and ledger included, among 100,000 requests that were worked on. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "reglament.local.data=target/bench-data/${random.uuid}")
@ActiveProfiles({"local", "test"})
class RequestApiBenchmark {

    private static final int REQUESTS = 100_000;
    private static final int WARM_UP = 3_000;
    private static final int MEASURED = 3_000;
    private static final Duration TARGET = Duration.ofMillis(10);
    /** Beyond what the sequences give out. */
    private static final long FIRST_ID = 1_000_000_000L;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Customers customers;

    @BeforeEach
    void a_full_database() {
        Contact contact = customers.addContact("Bench", null, "User", "user@bench.example.org", Language.RU);
        fill("""
                insert into crm.request (id, number, product, state, subject, channel, language, category, priority,
                    criticality, complexity, assignee, assigned_group, due_at, customer_id, contact_id, registered_at,
                    changed_at, version)
                select :first + i, 'BONUS-2025-' || lpad(i::text, 6, '0'), 'bonus', 'IN_WORK', 'Report ' || i, 'EMAIL',
                    'ru', 'INCIDENT', 'MEDIUM', 'MEDIUM', 'LOW', 'specialist', 'specialist', now() + interval '1 day',
                    :customer, :contact, now() - i * interval '1 minute', now(), 0
                from generate_series(1, :requests) as i
                """, contact);
        fill("""
                insert into crm.request_event (id, request_id, at, actor, kind, cause, field, new_value)
                select :first + i * 10 + e, :first + i, now(), 'system', 'FIELD', 'bench', 'field' || e, 'value'
                from generate_series(1, :requests) as i, generate_series(0, 9) as e
                """, contact);
        fill("""
                insert into crm.message (id, request_id, direction, at, sender, recipients, subject, text)
                select :first + i * 4 + m, :first + i, case when m % 2 = 0 then 'IN' else 'OUT' end, now(),
                    'user@bench.example.org', 'bonus@support.example.org', 'Report ' || i, repeat('Text. ', 50)
                from generate_series(1, :requests) as i, generate_series(0, 3) as m
                """, contact);
        fill("""
                insert into crm.sla_ledger (request_id, customer_id, product, tracked)
                select :first + i, :customer, 'bonus', true from generate_series(1, :requests) as i
                """, contact);
        fill("""
                insert into crm.sla_entry (request_id, at, kind, priority, due_at, plan, actor, cause)
                select :first + i, now() - (4 - k) * interval '1 minute', (array['STARTED', 'PRIORITY', 'PLANNED', 'REACTED'])[k],
                    case when k = 2 then 'MEDIUM' end, case when k = 3 then now() + interval '1 day' end,
                    case when k = 3 then 'ASSIGNMENT' end, 'system', 'bench'
                from generate_series(1, :requests) as i, generate_series(1, 4) as k
                """, contact);
        jdbc.sql("analyze").update();
    }

    @Test
    @DisplayName("GET /api/requests/{number} among 100,000 requests: 95 of 100 in less than 10 ms")
    void details() throws Exception {
        HttpVisitor visitor = HttpVisitor.user(port, "specialist", "specialist");
        Random random = new Random(1);
        for (int i = 0; i < WARM_UP; i++) {
            details(visitor, random);
        }
        long[] nanos = new long[MEASURED];
        for (int i = 0; i < MEASURED; i++) {
            nanos[i] = details(visitor, random);
        }
        Arrays.sort(nanos);
        String result = String.format(
                Locale.ROOT,
                "GET /api/requests/{number} among %,d requests: median %.2f ms, p95 %.2f ms.",
                REQUESTS,
                nanos[MEASURED / 2] / 1e6,
                nanos[MEASURED * 95 / 100] / 1e6);
        List<String> report = new ArrayList<>();
        Surroundings.of(jdbc).forEach((fact, value) -> report.add("- " + fact + ": " + value));
        report.add("");
        report.add(result);
        Files.write(Path.of("target", "request-api-benchmark.md"), report);
        assertThat(nanos[MEASURED * 95 / 100]).as(result).isLessThan(TARGET.toNanos());
    }

    /** @return how long it took, in nanoseconds */
    private static long details(HttpVisitor visitor, Random random) {
        String number = "BONUS-2025-%06d".formatted(1 + random.nextInt(REQUESTS));
        long before = System.nanoTime();
        HttpResponse<String> response = visitor.get("/api/requests/" + number);
        long nanos = System.nanoTime() - before;
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).contains(number);
        return nanos;
    }

    private void fill(String sql, Contact contact) {
        JdbcClient.StatementSpec statement =
                jdbc.sql(sql).param("first", FIRST_ID).param("requests", REQUESTS);
        if (sql.contains(":customer")) {
            statement = statement.param("customer", contact.customerId());
        }
        if (sql.contains(":contact")) {
            statement = statement.param("contact", contact.id());
        }
        statement.update();
    }
}
