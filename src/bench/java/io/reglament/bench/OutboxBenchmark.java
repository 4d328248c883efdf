package io.reglament.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.mail.MailServer;
import io.reglament.mail.MailServers;
import io.reglament.mail.outbox.Addressee;
import io.reglament.mail.outbox.Letter;
import io.reglament.mail.outbox.Outbox;
import io.reglament.request.NewRequest;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

/** Mails written and delivered per second, on durable PostgreSQL, to an SMTP server that only takes them. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "reglament.local.data=target/bench-data/${random.uuid}")
@ActiveProfiles({"local", "test"})
class OutboxBenchmark {

    private static final int REQUESTS = 150;
    private static final int MAILS_EACH = 8;
    private static final int WARM_UP = 25;
    private static final double TARGET = 80;
    private static final SmtpSink SINK = new SmtpSink();

    @TestConfiguration
    static class Sink {

        /** Mail is fetched where it always is, and delivered to the sink. */
        @Bean
        @Primary
        MailServers sinkServers(MailServers localMailServers) {
            return new MailServers() {
                @Override
                public MailServer imap(String product) {
                    return localMailServers.imap(product);
                }

                @Override
                public MailServer smtp(String product) {
                    return new MailServer("127.0.0.1", SINK.port(), false, null, null);
                }
            };
        }
    }

    @Autowired
    Outbox outbox;

    @Autowired
    Requests requests;

    @Autowired
    Customers customers;

    @Autowired
    Scheduler scheduler;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Test
    @DisplayName("Outbox: at least 80 mails per second")
    void outbox() throws Exception {
        run(WARM_UP, MAILS_EACH);
        int connections = SINK.connections();
        Measured measured = run(REQUESTS, MAILS_EACH);
        List<String> report = new ArrayList<>();
        Surroundings.of(jdbc).forEach((fact, value) -> report.add("- " + fact + ": " + value));
        report.add("");
        String result = String.format(
                Locale.ROOT,
                "%,d mails of %,d requests: written %.0f per second by one thread, delivered %.0f per second;"
                        + " %.1f commits a mail while delivering, %d connections.",
                REQUESTS * MAILS_EACH,
                REQUESTS,
                measured.written(),
                measured.delivered(),
                measured.commits(),
                SINK.connections() - connections);
        report.add(result);
        Files.write(Path.of("target", "outbox-benchmark.md"), report);
        assertThat(measured.delivered()).as(result).isGreaterThan(TARGET);
    }

    private record Measured(double written, double delivered, double commits) {}

    private Measured run(int requestCount, int mailsEach) {
        int mails = requestCount * mailsEach;
        List<RequestView> all = new ArrayList<>();
        for (int i = 0; i < requestCount; i++) {
            all.add(register(i));
        }
        scheduler.pause();
        int before = SINK.mails();
        long begin = System.nanoTime();
        for (int n = 0; n < mailsEach; n++) {
            for (RequestView request : all) {
                write(request, n);
            }
        }
        double written = mails / seconds(begin);
        long commits = commits();
        begin = System.nanoTime();
        scheduler.resume();
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> SINK.mails() >= before + mails);
        await().atMost(Duration.ofMinutes(1)).until(() -> waiting() == 0);
        double delivered = mails / seconds(begin);
        assertThat(SINK.mails()).isEqualTo(before + mails);
        return new Measured(written, delivered, (double) (commits() - commits) / mails);
    }

    private void write(RequestView request, int n) {
        Contact contact = customers.contact(request.contactId());
        Letter letter = Letter.draft(Letter.Kind.ANSWER, Addressee.of(contact), request.id())
                .intro("Мы подготовили ответ на ваш запрос.")
                .fact("Номер", request.number())
                .fact("Тема", request.subject())
                .quote("Ответ", "Проверьте настройки отчёта. ".repeat(20))
                .next("Если вопрос остался, ответьте на это письмо.");
        transaction.executeWithoutResult(
                status -> outbox.post(request, letter, "Bench", "bench-" + request.id() + "-" + n));
    }

    private RequestView register(int i) {
        return transaction.execute(status -> {
            Contact contact =
                    customers.addContact("Bench", null, "User", "user" + i + "@bench.example.org", Language.RU);
            return requests.register(new NewRequest(
                    "bonus", contact, NewRequest.Channel.PHONE, "Не открывается отчёт", "x", "Bench", null));
        });
    }

    private long waiting() {
        return jdbc.sql("select count(*) from crm.outbound_mail where state <> 'SENT'")
                .query(Long.class)
                .single();
    }

    private long commits() {
        return jdbc.sql("select xact_commit from pg_stat_database where datname = current_database()")
                .query(Long.class)
                .single();
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
