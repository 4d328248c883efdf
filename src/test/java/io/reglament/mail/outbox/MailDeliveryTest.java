package io.reglament.mail.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import io.reglament.ReglamentTest;
import io.reglament.crm.Customers;
import io.reglament.mail.MailServer;
import io.reglament.mail.MailServers;
import io.reglament.mail.MailSettings;
import io.reglament.mail.MailTriage;
import io.reglament.mail.outbox.SmtpStub.Manner;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.Attachments;
import io.reglament.request.NewRequest;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

@ReglamentTest
class MailDeliveryTest {

    @Autowired
    OutboundMails mails;

    @Autowired
    Archive archive;

    @Autowired
    Attachments attachments;

    @Autowired
    Requests requests;

    @Autowired
    Customers customers;

    @Autowired
    MailSettings settings;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private final SchedulerClient scheduler = mock(SchedulerClient.class);
    private final MailTriage triage = mock(MailTriage.class);
    private final SmtpStub smtp = new SmtpStub(Manner.ACCEPT);
    private final List<SmtpConnections> opened = new ArrayList<>();
    private MailDelivery delivery;
    private RequestView request;

    @BeforeEach
    void useTheStub() {
        delivery = delivery(smtp.port(), settings);
        request = new TransactionTemplate(transactions)
                .execute(status -> requests.register(new NewRequest(
                        "bonus",
                        customers.contact("user@client.example.org").orElseThrow(),
                        NewRequest.Channel.EMAIL,
                        "Delivery",
                        "x",
                        "Test",
                        null)));
    }

    @AfterEach
    void stop() throws Exception {
        opened.forEach(SmtpConnections::closeAll);
        jdbc.sql("delete from crm.scheduled_tasks where execution_time > now() + interval '12 hours'"
                        + " and task_name = 'deliver-mail'")
                .update();
        smtp.close();
    }

    @Test
    @DisplayName("OUT-1: delivered as stored, byte for byte")
    void sends() {
        long mail = mail("a@client.example.org");

        assertThat(delivery.attempt(mail, scheduler)).isInstanceOf(OnCompleteRemove.class);

        assertThat(state(mail)).isEqualTo("SENT");
        assertThat(reply(mail)).contains("queued as 7");
        assertThat(smtp.received()).containsExactly("Message-ID: <" + mail + "@x>\nSubject: s\n\nhello\n");
    }

    @Test
    @DisplayName("OUT-2: whatever ends before the final dot is tried again")
    void tries_again() {
        long mail = mail("b@client.example.org");
        for (Manner manner : List.of(
                Manner.REFUSE_AT_CONNECT,
                Manner.CLOSE_AT_CONNECT,
                Manner.REFUSE_SENDER_NOW,
                Manner.REFUSE_RECIPIENT_NOW,
                Manner.CLOSE_AT_DATA)) {
            smtp.behave(manner);
            assertThat(delivery.attempt(mail, scheduler)).as(manner.name()).isNotInstanceOf(OnCompleteRemove.class);
            assertThat(state(mail)).as(manner.name()).isEqualTo("NEW");
        }
        assertThat(smtp.received()).isEmpty();
        assertThat(reply(mail)).isNotBlank();
        smtp.behave(Manner.REFUSE_DATA_NOW);
        delivery.attempt(mail, scheduler);
        assertThat(state(mail)).as("the server has said that it has not").isEqualTo("NEW");
        assertThat(reply(mail)).contains("4.2.2 mailbox full");

        smtp.behave(Manner.ACCEPT);
        delivery.attempt(mail, scheduler);
        assertThat(state(mail)).isEqualTo("SENT");
    }

    @Test
    @DisplayName("OUT-2: lost after the final dot: unknown, and tried again with the same Message-ID and bytes")
    void unknown() {
        long mail = mail("h@client.example.org");
        smtp.behave(Manner.CLOSE_AFTER_DOT);
        assertThat(delivery.attempt(mail, scheduler)).isNotInstanceOf(OnCompleteRemove.class);
        assertThat(state(mail)).isEqualTo("UNKNOWN");

        smtp.behave(Manner.REFUSE_RECIPIENT_NOW);
        delivery.attempt(mail, scheduler);
        assertThat(state(mail))
                .as("a later refusal does not tell what became of the first")
                .isEqualTo("UNKNOWN");

        smtp.behave(Manner.ACCEPT);
        delivery.attempt(mail, scheduler);
        assertThat(state(mail)).isEqualTo("SENT");
        assertThat(smtp.received()).hasSize(2);
        assertThat(smtp.received().get(0)).isEqualTo(smtp.received().get(1)).contains("Message-ID: <" + mail + "@x>");
    }

    @Test
    @DisplayName("OUT-2: an attempt whose end nobody wrote down makes the mail unknown; it is sent again, never lost")
    void died_in_between() {
        long mail = mail("i@client.example.org");
        assertThat(mails.beginAttempt(mail)).map(OutboundMail::state).contains("SENDING");

        assertThat(mails.beginAttempt(mail)).map(OutboundMail::state).contains("UNKNOWN");
        delivery.attempt(mail, scheduler);
        assertThat(state(mail)).isEqualTo("SENT");
    }

    @Test
    @DisplayName("OUT-2: what the server has while the database is lost is not sent again when that is back")
    void database_lost_after_the_hand_over() {
        AtomicBoolean lost = new AtomicBoolean(true);
        OutboundMails flickering = new OutboundMails(jdbc, attachments, clock) {
            @Override
            Optional<Long> sent(OutboundMail mail, String reply) {
                if (lost.get()) {
                    throw new DataAccessResourceFailureException("connection refused");
                }
                return super.sent(mail, reply);
            }
        };
        MailDelivery node = new MailDelivery(
                flickering,
                sender(smtp.port(), settings),
                archive,
                triage,
                settings,
                new OutboxSettings(0, Map.of(), false, null, DataSize.ofMegabytes(10)),
                transactions);
        long mail = mail("q@client.example.org");
        assertThatThrownBy(() -> node.attempt(mail, scheduler)).isInstanceOf(DataAccessResourceFailureException.class);
        lost.set(false);

        assertThat(node.attempt(mail, scheduler)).isInstanceOf(OnCompleteRemove.class);
        assertThat(state(mail)).isEqualTo("SENT");
        assertThat(smtp.received()).hasSize(1);
    }

    @Test
    @DisplayName("OUT-2: a stopped server is tried again; what it refuses for ever becomes a person's task at once")
    void fails() {
        long stopped = mail("c@client.example.org");
        delivery(1, settings).attempt(stopped, scheduler);
        assertThat(state(stopped)).isEqualTo("NEW");

        for (Manner manner : List.of(Manner.REFUSE_RECIPIENT_FOR_EVER, Manner.REFUSE_DATA_FOR_EVER)) {
            smtp.behave(manner);
            long mail = mail(manner.name().toLowerCase(Locale.ROOT) + "@client.example.org");
            assertThat(delivery.attempt(mail, scheduler)).isInstanceOf(OnCompleteRemove.class);
            assertThat(state(mail)).isEqualTo("FAILED");
            verify(triage).undeliverable(mail, "bonus", request.number());
        }
        assertThat(archive.history(request.id()))
                .filteredOn(e -> e.kind() == ArchiveEntry.Kind.DELIVERY)
                .extracting(ArchiveEntry::text)
                .anyMatch(t -> t.contains("5.1.1 nobody here"))
                .anyMatch(t -> t.contains("5.7.1 not this one"));
    }

    @Test
    @DisplayName("OUT-2, OUT-6: a server that hangs after the dot does not hold the sender")
    void hangs() {
        smtp.behave(Manner.HANG);
        long mail = mail("d@client.example.org");

        delivery(smtp.port(), settingsWithTimeout(Duration.ofMillis(300))).attempt(mail, scheduler);

        assertThat(state(mail)).isEqualTo("UNKNOWN");
    }

    @Test
    @DisplayName("OUT-2: a server without PIPELINING, even without EHLO, is served")
    void old_server() {
        smtp.behave(Manner.KNOWS_HELO_ONLY);
        long mail = mail("j@client.example.org");

        delivery.attempt(mail, scheduler);

        assertThat(state(mail)).isEqualTo("SENT");
        assertThat(smtp.commands()).anyMatch(c -> c.startsWith("HELO "));
    }

    @Test
    @DisplayName("OUT-2: one connection serves many mails; one that the server ended meanwhile is no failed attempt")
    void reuses() {
        List<Long> three = IntStream.range(0, 3)
                .mapToObj(i -> mail("k" + i + "@client.example.org"))
                .toList();
        three.forEach(mail -> delivery.attempt(mail, scheduler));
        assertThat(smtp.connections()).isEqualTo(1);
        assertThat(smtp.received()).hasSize(3);

        for (Manner manner : List.of(Manner.GO_AWAY_AFTER_ONE, Manner.CLOSE_WHEN_IDLE)) {
            smtp.behave(manner);
            for (int i = 0; i < 3; i++) {
                long mail = mail(manner.name().toLowerCase(Locale.ROOT) + i + "@client.example.org");
                delivery.attempt(mail, scheduler);
                assertThat(state(mail)).as(manner.name() + i).isEqualTo("SENT");
                assertThat(mails.find(mail)).map(OutboundMail::attempts).contains(1);
            }
        }
    }

    @Test
    @DisplayName("PA-14: an address in Cyrillic goes to a server that knows SMTPUTF8; elsewhere a person gets a task")
    void international_local_part() {
        smtp.behave(Manner.ACCEPT_UTF8);
        long delivered = mail("вася@client.example.org");
        delivery.attempt(delivered, scheduler);
        assertThat(state(delivered)).isEqualTo("SENT");
        assertThat(smtp.commands())
                .anyMatch(c -> c.startsWith("MAIL FROM:<bonus@support.example.org>") && c.contains("SMTPUTF8"))
                .contains("RCPT TO:<вася@client.example.org>");

        smtp.behave(Manner.ACCEPT);
        SmtpSender fresh = sender(smtp.port(), settings);
        long refused = mail("петя@client.example.org");
        delivery(fresh).attempt(refused, scheduler);
        assertThat(state(refused)).isEqualTo("FAILED");
        assertThat(reply(refused)).contains("SMTPUTF8");
        verify(triage).undeliverable(refused, "bonus", request.number());
    }

    @Test
    @DisplayName("PA-14: a domain in Cyrillic is sent as A-label, without SMTPUTF8")
    void international_domain() {
        long mail = mail("user@Почта.example.org");
        delivery.attempt(mail, scheduler);
        assertThat(state(mail)).isEqualTo("SENT");
        assertThat(smtp.commands())
                .contains("RCPT TO:<user@xn--80a1acny.example.org>")
                .noneMatch(c -> c.contains("SMTPUTF8"));
    }

    @Test
    @DisplayName("OUT-4: what is no address becomes a person's task and never a command to the server")
    void no_address() {
        for (String address : List.of(
                "nobody",
                "a@b\r\nRCPT TO:<evil@x.example.org>",
                "a b@client.example.org",
                "a@",
                "x".repeat(65) + "@client.example.org")) {
            long mail = mail(address);
            assertThat(delivery.attempt(mail, scheduler)).isInstanceOf(OnCompleteRemove.class);
            assertThat(state(mail)).as(address).isEqualTo("FAILED");
            verify(triage).undeliverable(mail, "bonus", request.number());
        }
        assertThat(smtp.commands()).isEmpty();
    }

    @Test
    @DisplayName("OUT-2: mails that wait for a server known to hang do not all wait on it")
    void one_finds_out() throws Exception {
        smtp.behave(Manner.HANG);
        MailDelivery impatient = delivery(smtp.port(), settingsWithTimeout(Duration.ofSeconds(1)));
        impatient.attempt(mail("l@client.example.org"), scheduler);
        assertThat(smtp.received()).hasSize(1);

        long trying = mail("m@client.example.org");
        Thread other = new Thread(() -> impatient.attempt(trying, scheduler));
        other.start();
        await().until(() -> smtp.received().size() == 2);
        long waiting = mail("n@client.example.org");
        assertThat(impatient.attempt(waiting, scheduler)).isNotInstanceOf(OnCompleteRemove.class);
        assertThat(smtp.connections()).isEqualTo(2);
        assertThat(state(waiting)).isEqualTo("NEW");
        other.join();
    }

    @Test
    @DisplayName("OUT-1: a mailbox's mails leave at its pace, whichever node sends them")
    void pace() {
        OutboxSettings sixtyAMinute = new OutboxSettings(0, Map.of("bonus", 60), false, null, DataSize.ofMegabytes(10));
        MailDelivery one = delivery(sender(smtp.port(), settings), sixtyAMinute);
        MailDelivery other = delivery(sender(smtp.port(), settings), sixtyAMinute);
        String mailbox = UUID.randomUUID() + "@support.example.org";
        List<Long> three = IntStream.range(0, 3)
                .mapToObj(i -> mail("p" + i + "@client.example.org", mailbox))
                .toList();

        assertThat(one.attempt(three.get(0), scheduler)).isInstanceOf(OnCompleteRemove.class);
        assertThat(other.attempt(three.get(1), scheduler)).isNotInstanceOf(OnCompleteRemove.class);
        assertThat(one.attempt(three.get(2), scheduler)).isNotInstanceOf(OnCompleteRemove.class);

        assertThat(state(three.get(1))).isEqualTo("NEW");
        assertThat(Duration.between(slot(three.get(0)), slot(three.get(1)))).isEqualTo(Duration.ofSeconds(1));
        assertThat(Duration.between(slot(three.get(0)), slot(three.get(2)))).isEqualTo(Duration.ofSeconds(2));
        assertThat(mails.slot(three.get(2), Instant.EPOCH, 60)).isEqualTo(slot(three.get(2)));
        assertThat(delivery(
                                sender(smtp.port(), settings),
                                new OutboxSettings(0, Map.of("otk", 1), false, null, DataSize.ofMegabytes(10)))
                        .attempt(three.get(1), scheduler))
                .as("no limit for this product")
                .isInstanceOf(OnCompleteRemove.class);
    }

    @Test
    @DisplayName("OUT-2: given up when the pauses are used up")
    void gives_up() {
        smtp.behave(Manner.REFUSE_RECIPIENT_NOW);
        long mail = mail("e@client.example.org");
        jdbc.sql("update crm.outbound_mail set attempts = 100 where id = ?")
                .param(mail)
                .update();

        delivery.attempt(mail, scheduler);

        assertThat(state(mail)).isEqualTo("FAILED");
        verify(triage).undeliverable(mail, "bonus", request.number());
    }

    @Test
    @DisplayName("OUT-2: mails of one request to one address leave in order; another address does not wait")
    void keeps_order() {
        smtp.behave(Manner.REFUSE_RECIPIENT_NOW);
        long first = mail("f@client.example.org");
        long second = mail("F@client.example.org");
        long other = mail("g@client.example.org");
        delivery.attempt(first, scheduler);
        smtp.behave(Manner.ACCEPT);

        CompletionHandler<Void> waits = delivery.attempt(second, scheduler);
        delivery.attempt(other, scheduler);
        assertThat(waits).isNotInstanceOf(OnCompleteRemove.class);
        assertThat(state(second)).isEqualTo("NEW");
        assertThat(state(other)).isEqualTo("SENT");

        sleep(second);
        delivery.attempt(first, scheduler);
        verify(scheduler)
                .reschedule(
                        ArgumentMatchers.argThat(i -> i.getId().equals(Long.toString(second))), ArgumentMatchers.any());
        delivery.attempt(second, scheduler);
        assertThat(state(second)).isEqualTo("SENT");
    }

    private long mail(String recipient) {
        return mail(recipient, "bonus@support.example.org");
    }

    /** Without a task of the scheduler: only the test delivers it. */
    private long mail(String recipient, String sender) {
        long id = mails.nextId();
        byte[] raw = ("Message-ID: <" + id + "@x>\r\nSubject: s\r\n\r\nhello\r\n").getBytes(StandardCharsets.US_ASCII);
        jdbc.sql("""
                insert into crm.outbound_mail (id, request_id, product, kind, dedup_key, message_id, sender, recipient,
                    subject, raw, created_at) values (?, ?, 'bonus', 'ANSWER', ?, ?, ?, ?, 's', ?, now())
                """)
                .params(id, request.id(), UUID.randomUUID().toString(), "<" + id + "@x>", sender, recipient, raw)
                .update();
        return id;
    }

    /** As a mail does that has found an older one waiting. */
    private void sleep(long mail) {
        jdbc.sql("""
                insert into crm.scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                values ('deliver-mail', ?, now() + interval '1 day', false, 1)
                """).param(Long.toString(mail)).update();
    }

    private MailDelivery delivery(int port, MailSettings settings) {
        return delivery(sender(port, settings));
    }

    private MailDelivery delivery(SmtpSender sender) {
        return delivery(sender, new OutboxSettings(0, Map.of(), false, null, DataSize.ofMegabytes(10)));
    }

    private MailDelivery delivery(SmtpSender sender, OutboxSettings outbox) {
        return new MailDelivery(mails, sender, archive, triage, settings, outbox, transactions);
    }

    private SmtpSender sender(int port, MailSettings limits) {
        SmtpConnections lines = new SmtpConnections(servers(port), limits);
        opened.add(lines);
        return new SmtpSender(lines, new SmtpStates());
    }

    private Instant slot(long mail) {
        return jdbc.sql("select slot_at from crm.outbound_mail where id = ?")
                .param(mail)
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    private static MailServers servers(int port) {
        return new MailServers() {
            @Override
            public MailServer imap(String product) {
                throw new IllegalStateException("not asked");
            }

            @Override
            public MailServer smtp(String product) {
                return new MailServer("127.0.0.1", port, false, null, null);
            }
        };
    }

    private MailSettings settingsWithTimeout(Duration timeout) {
        return new MailSettings(
                settings.mailboxes(),
                settings.sizeLimit(),
                settings.pollInterval(),
                settings.idleTime(),
                settings.rescanInterval(),
                settings.reconnectMax(),
                timeout,
                settings.decisionThreads(),
                settings.decisionRetries(),
                settings.deliveryRetries(),
                settings.giveUpAfter(),
                settings.acknowledgementsPerHour());
    }

    private String state(long mail) {
        return jdbc.sql("select state from crm.outbound_mail where id = ?")
                .param(mail)
                .query(String.class)
                .single();
    }

    private String reply(long mail) {
        return jdbc.sql("select last_reply from crm.outbound_mail where id = ?")
                .param(mail)
                .query(String.class)
                .single();
    }
}
