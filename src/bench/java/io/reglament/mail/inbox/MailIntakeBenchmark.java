package io.reglament.mail.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reglament.bench.SmtpSink;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.mail.MailServer;
import io.reglament.mail.MailServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/**
 * Mails per second from Dovecot's mailbox to an open task, acknowledgements and all: letters of 1 KB in Cyrillic, one in
 * ten with a file of 100 KB, on the durable PostgreSQL of the local profile. Run it with a heap of 512 MiB
 * ({@code -DargLine=-Xmx512m}).
 */
@SpringBootTest(
        properties = {
            "reglament.local.data=target/bench-data/${random.uuid}",
            "reglament.mail.size-limit=30MB",
            "camunda.bpm.job-execution.enabled=true"
        })
@ActiveProfiles({"local", "test"})
class MailIntakeBenchmark {

    private static final int WARM_UP = 300;
    private static final int CUSTOMERS = 1_000;
    private static final int MAILS = Integer.getInteger("bench.mails", 5_000);
    private static final int SLOW_SECONDS = Integer.getInteger("bench.seconds", 30);
    private static final int SLOW_RATE = 10;
    private static final double TARGET = 80;
    private static final Duration SLOW_TARGET = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final String USER = "bonus";

    @TestConfiguration(proxyBeanMethods = false)
    static class RealServer {

        @Bean(destroyMethod = "close")
        Dovecot dovecot() throws IOException {
            return new Dovecot(10 * (MAILS + WARM_UP + 1_000)).start();
        }

        @Bean
        SmtpSink sink() {
            return new SmtpSink();
        }

        @Bean
        @Primary
        MailServers benchServers(Dovecot dovecot, SmtpSink sink) {
            return new MailServers() {
                @Override
                public MailServer imap(String product) {
                    return new MailServer("127.0.0.1", dovecot.port(), false, product, Dovecot.PASSWORD);
                }

                @Override
                public MailServer smtp(String product) {
                    return new MailServer("127.0.0.1", sink.port(), false, null, null);
                }
            };
        }
    }

    @Autowired
    Dovecot server;

    @Autowired
    Customers customers;

    @Autowired
    JdbcClient jdbc;

    private final Random random = new Random(1);

    @BeforeAll
    static void requireTheServer() {
        assumeTrue(Dovecot.isInstalled(), "Dovecot is not installed: apt-get install dovecot-imapd");
    }

    @Test
    @DisplayName("Mails per second from IMAP to task, at least 80; p95 under 2 s at 10 per second")
    void mails_per_second() throws Exception {
        makeCustomers();
        drop("warm-up", WARM_UP);
        awaitTasks("warm-up", WARM_UP);

        drop("bulk", MAILS);
        long start = System.nanoTime();
        awaitTasks("bulk", MAILS);
        double perSecond = MAILS / (Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);

        AtomicInteger sent = new AtomicInteger();
        ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
        sender.scheduleAtFixedRate(
                () -> {
                    if (sent.get() < SLOW_SECONDS * SLOW_RATE) {
                        drop("slow", 1, sent.getAndIncrement());
                    }
                },
                0,
                1000 / SLOW_RATE,
                TimeUnit.MILLISECONDS);
        awaitTasks("slow", SLOW_SECONDS * SLOW_RATE);
        sender.shutdownNow();
        double p95 = jdbc.sql("""
                        select percentile_cont(0.95) within group (order by extract(epoch from
                            t.create_time_ - to_timestamp(substring(r.subject from 'at ([0-9.]+)')::double precision)))
                        from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
                            join crm.request r on r.number = e.business_key_
                        where r.subject like 'slow %'
                        """).query(Double.class).single();
        String report = String.format(
                Locale.ROOT,
                "%d mails: %.1f/s from IMAP to task; p95 %.2f s at %d/s; heap at most %d MiB",
                MAILS,
                perSecond,
                p95,
                SLOW_RATE,
                Runtime.getRuntime().maxMemory() / (1024 * 1024));
        Files.write(Path.of("target", "mail-intake-benchmark.md"), List.of(report));
        assertThat(perSecond).as(report).isGreaterThanOrEqualTo(TARGET);
        assertThat(p95).as(report).isLessThan(SLOW_TARGET.toMillis() / 1000.0);
    }

    private void makeCustomers() {
        for (int i = 0; i < CUSTOMERS; i++) {
            long customer = customers
                    .addContact("Client " + i, "client" + i + ".example.org", "Sender", sender(i), Language.RU)
                    .customerId();
            jdbc.sql("""
                            insert into crm.contract (id, customer_id, product, number, starts_on, version)
                            values (?, ?, 'bonus', ?, '2020-01-01', 0)
                            """).params(1_000_000 + i, customer, "K-" + i).update();
        }
    }

    private static String sender(int i) {
        return "sender@client" + i % CUSTOMERS + ".example.org";
    }

    private void awaitTasks(String subject, int number) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> jdbc.sql("""
                        select count(distinct r.id) from crm.request r join act_ru_execution e on e.business_key_ = r.number
                            join act_ru_task t on t.proc_inst_id_ = e.id_
                        where r.subject like ? || ' %'
                        """).param(subject).query(Long.class).single() >= number);
    }

    private void drop(String subject, int number) {
        for (int i = 0; i < number; i++) {
            drop(subject, number, i);
        }
    }

    private void drop(String subject, int number, int i) {
        byte[] file = new byte[100_000];
        random.nextBytes(file);
        String text = Base64.getMimeEncoder()
                .encodeToString("Не печатает. ".repeat(45).getBytes(StandardCharsets.UTF_8));
        String body = i % 10 == 0
                ? "Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain; charset=utf-8\n"
                        + "Content-Transfer-Encoding: base64\n\n" + text
                        + "\n--B\nContent-Type: application/octet-stream; name=dump.bin\n"
                        + "Content-Transfer-Encoding: base64\n\n"
                        + Base64.getMimeEncoder().encodeToString(file)
                        + "\n--B--\n"
                : "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + text + "\n";
        double now = jdbc.sql("select extract(epoch from clock_timestamp())")
                .query(Double.class)
                .single();
        try {
            server.drop(
                    USER,
                    "From: " + sender(i) + "\nTo: bonus@support.example.org\nSubject: " + subject + " " + i + " of "
                            + number
                            + " at " + String.format(Locale.ROOT, "%.3f", now) + "\nMessage-ID: <" + subject + i
                            + "@client.example.org>\n" + body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
