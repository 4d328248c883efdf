package io.reglament.mail.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.reglament.ReglamentTest;
import io.reglament.crm.Customers;
import io.reglament.mail.MailServer;
import io.reglament.mail.MailServers;
import io.reglament.mail.MailSettings;
import io.reglament.mail.MailTriage;
import io.reglament.mail.Postfix;
import io.reglament.request.Archive;
import io.reglament.request.NewRequest;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** The outbox delivers through a real Postfix. */
@ReglamentTest
class PostfixDeliveryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
    MailServers servers;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcClient jdbc;

    private final String key = UUID.randomUUID().toString().substring(0, 8);
    private final SchedulerClient scheduler = mock(SchedulerClient.class);
    private final MailTriage triage = mock(MailTriage.class);
    private Postfix postfix;
    private SmtpConnections lines;
    private MailDelivery delivery;
    private RequestView request;

    @BeforeEach
    void start() throws IOException {
        Postfix.require();
        postfix = Postfix.forwarding(servers.smtp("bonus").port());
        lines = new SmtpConnections(throughPostfix(), settings);
        delivery = new MailDelivery(
                mails,
                new SmtpSender(lines, new SmtpStates()),
                archive,
                triage,
                settings,
                new OutboxSettings(0, Map.of(), false, null, DataSize.ofMegabytes(10)),
                transactions);
        request = new TransactionTemplate(transactions)
                .execute(status -> requests.register(new NewRequest(
                        "bonus",
                        customers.contact("user@client.example.org").orElseThrow(),
                        NewRequest.Channel.EMAIL,
                        "Through Postfix",
                        "x",
                        "Test",
                        null)));
    }

    @AfterEach
    void stop() throws IOException {
        if (postfix != null) {
            lines.closeAll();
            postfix.close();
        }
    }

    @Test
    @DisplayName(
            "OUT-1, OUT-2: what Postfix has queued is sent, and is in the customer's mailbox once, as it was stored")
    void delivered() {
        String customer = "ok-" + key + "@client.example.org";
        long mail = mail(customer);

        delivery.attempt(mail, scheduler);

        assertThat(state(mail)).isEqualTo("SENT");
        assertThat(reply(mail)).contains("queued as");
        await().atMost(PATIENCE).until(() -> postfix.isEmpty());
        assertThat(mailbox(customer)).containsExactly("<" + mail + "@x>");
    }

    @Test
    @DisplayName("OUT-2: a full mailbox (452) is tried again and gets the mail once there is room")
    void full_mailbox() throws IOException {
        String customer = "full-" + key + "@client.example.org";
        long mail = mail(customer);
        postfix.answer(Map.of(customer, "452 4.2.2 The mailbox is full"));

        delivery.attempt(mail, scheduler);
        assertThat(state(mail)).isEqualTo("NEW");
        assertThat(reply(mail)).contains("452 4.2.2", "The mailbox is full");

        postfix.answer(Map.of());
        delivery.attempt(mail, scheduler);
        assertThat(state(mail)).isEqualTo("SENT");
        await().atMost(PATIENCE).until(() -> postfix.isEmpty());
        assertThat(mailbox(customer)).hasSize(1);
        verifyNoMoreInteractions(triage);
    }

    @Test
    @DisplayName(
            "OUT-2: an address that Postfix refuses for good (550) is a person's task; the next recipient gets the mail")
    void refused() throws IOException {
        String gone = "gone-" + key + "@client.example.org";
        String customer = "next-" + key + "@client.example.org";
        postfix.answer(Map.of(gone, "550 5.1.1 No such person"));
        long refused = mail(gone);
        long delivered = mail(customer);

        delivery.attempt(refused, scheduler);
        delivery.attempt(delivered, scheduler);

        assertThat(state(refused)).isEqualTo("FAILED");
        assertThat(reply(refused)).contains("550 5.1.1", "No such person");
        verify(triage).undeliverable(refused, "bonus", request.number());
        assertThat(state(delivered)).isEqualTo("SENT");
        await().atMost(PATIENCE).until(() -> mailbox(customer).size() == 1);
        assertThat(mailbox(gone)).isEmpty();
    }

    @Test
    @DisplayName("OUT-2: while Postfix is stopped mails wait here; started again it takes them")
    void stopped() {
        String customer = "later-" + key + "@client.example.org";
        long mail = mail(customer);
        postfix.stop();

        delivery.attempt(mail, scheduler);
        assertThat(state(mail)).isEqualTo("NEW");

        postfix.start();
        delivery.attempt(mail, scheduler);
        assertThat(state(mail)).isEqualTo("SENT");
        await().atMost(PATIENCE).until(() -> mailbox(customer).size() == 1);
    }

    private MailServers throughPostfix() {
        return new MailServers() {
            @Override
            public MailServer imap(String product) {
                throw new IllegalStateException("not asked");
            }

            @Override
            public MailServer smtp(String product) {
                return new MailServer("127.0.0.1", postfix.port(), false, null, null);
            }
        };
    }

    /** Without a task of the scheduler: only the test delivers it. */
    private long mail(String recipient) {
        long id = mails.nextId();
        byte[] raw = ("From: bonus@support.example.org\r\nTo: " + recipient + "\r\nMessage-ID: <" + id
                        + "@x>\r\nSubject: s\r\n\r\nhello\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        jdbc.sql("""
                insert into crm.outbound_mail (id, request_id, product, kind, dedup_key, message_id, sender, recipient,
                    subject, raw, created_at) values (?, ?, 'bonus', 'ANSWER', ?, ?, 'bonus@support.example.org', ?, 's', ?,
                    now())
                """)
                .params(id, request.id(), UUID.randomUUID().toString(), "<" + id + "@x>", recipient, raw)
                .update();
        return id;
    }

    private String state(long mail) {
        return column("state", mail);
    }

    private String reply(long mail) {
        return column("last_reply", mail);
    }

    private String column(String column, long mail) {
        return jdbc.sql("select " + column + " from crm.outbound_mail where id = ?")
                .param(mail)
                .query(String.class)
                .single();
    }

    /** @return the Message-IDs of what is in this mailbox */
    private List<String> mailbox(String address) {
        try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
            MailServer imap = servers.imap("bonus");
            store.connect(imap.host(), imap.port(), address, address);
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            List<String> ids = new ArrayList<>();
            for (Message message : inbox.getMessages()) {
                ids.add(message.getHeader("Message-ID")[0]);
            }
            return ids;
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
