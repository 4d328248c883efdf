package io.reglament.mail.outbox;

import static org.assertj.core.api.Assertions.assertThat;
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
import io.reglament.request.NewRequest;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ReglamentTest
class MailDeliveryTest {

    @Autowired
    OutboundMails mails;

    @Autowired
    Archive archive;

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

    private final SchedulerClient scheduler = mock(SchedulerClient.class);
    private final MailTriage triage = mock(MailTriage.class);
    private final SmtpStub smtp = new SmtpStub(Manner.ACCEPT);
    private MailDelivery delivery;
    private RequestView request;

    @BeforeEach
    void useTheStub() {
        delivery = new MailDelivery(mails, sender(smtp.port()), archive, triage, settings, transactions);
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
    @DisplayName("OUT-2: 4xx and a lost connection are tried again, with the same bytes after the dot")
    void tries_again() {
        long mail = mail("b@client.example.org");
        for (Manner manner : List.of(Manner.REFUSE_RECIPIENT_NOW, Manner.CLOSE_AT_CONNECT, Manner.CLOSE_AFTER_DOT)) {
            smtp.behave(manner);
            assertThat(delivery.attempt(mail, scheduler)).as(manner.name()).isNotInstanceOf(OnCompleteRemove.class);
            assertThat(state(mail)).isEqualTo("NEW");
        }
        smtp.behave(Manner.ACCEPT);
        delivery.attempt(mail, scheduler);

        assertThat(state(mail)).isEqualTo("SENT");
        assertThat(smtp.received()).hasSize(2);
        assertThat(smtp.received().get(0)).isEqualTo(smtp.received().get(1));
    }

    @Test
    @DisplayName("OUT-2: a stopped server is tried again; what it refuses for ever becomes a person's task at once")
    void fails() {
        SmtpSender nowhere = sender(1);
        long stopped = mail("c@client.example.org");
        new MailDelivery(mails, nowhere, archive, triage, settings, transactions).attempt(stopped, scheduler);
        assertThat(state(stopped)).isEqualTo("NEW");

        for (Manner manner : List.of(Manner.REFUSE_RECIPIENT_FOR_EVER, Manner.REFUSE_DATA_FOR_EVER)) {
            smtp.behave(manner);
            long mail = mail(manner.name().toLowerCase() + "@client.example.org");
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
    @DisplayName("OUT-6: a server that hangs after the dot does not hold the sender")
    void hangs() {
        smtp.behave(Manner.HANG);
        MailSettings impatient = settingsWithTimeout(Duration.ofMillis(300));
        long mail = mail("d@client.example.org");

        new MailDelivery(
                        mails,
                        new SmtpSender(servers(smtp.port()), impatient, new SmtpStates()),
                        archive,
                        triage,
                        settings,
                        transactions)
                .attempt(mail, scheduler);

        assertThat(state(mail)).isEqualTo("NEW");
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

        delivery.attempt(first, scheduler);
        verify(scheduler)
                .reschedule(
                        ArgumentMatchers.argThat(i -> i.getId().equals(Long.toString(second))), ArgumentMatchers.any());
        delivery.attempt(second, scheduler);
        assertThat(state(second)).isEqualTo("SENT");
    }

    /** Without a task of the scheduler: only the test delivers it. */
    private long mail(String recipient) {
        long id = mails.nextId();
        byte[] raw = ("Message-ID: <" + id + "@x>\r\nSubject: s\r\n\r\nhello\r\n").getBytes(StandardCharsets.US_ASCII);
        jdbc.sql("""
                insert into crm.outbound_mail (id, request_id, product, kind, dedup_key, message_id, sender, recipient,
                    subject, raw, created_at) values (?, ?, 'bonus', 'ANSWER', ?, ?, 'bonus@support.example.org', ?, 's', ?,
                    now())
                """)
                .params(id, request.id(), UUID.randomUUID().toString(), "<" + id + "@x>", recipient, raw)
                .update();
        return id;
    }

    private SmtpSender sender(int port) {
        return new SmtpSender(servers(port), settings, new SmtpStates());
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
