package io.reglament.mail.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.reglament.FreePort;
import io.reglament.ReglamentTest;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.Postfix;
import io.reglament.mail.inbox.PushedMails;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.unit.DataSize;

/** A real Postfix hands the mail of our domain on to the SMTP door. */
@ReglamentTest
class PostfixRelayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    ProductProfiles profiles;

    @Autowired
    PushedMails mails;

    @Autowired
    JdbcClient jdbc;

    private final String key = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicInteger attempts = new AtomicInteger();
    private final int port = FreePort.next();
    private SmtpDoor door;
    private Postfix postfix;

    @BeforeEach
    void start() throws IOException {
        Postfix.require();
        door = door();
        door.open();
        postfix = Postfix.relaying("support.example.org", port);
    }

    @AfterEach
    void stop() throws IOException {
        if (postfix != null) {
            postfix.close();
            door.close();
        }
    }

    /** The real ledger behind it, which a test may take away. */
    private SmtpDoor door() throws IOException {
        PushedMails ledger = mock(PushedMails.class);
        when(ledger.accept(any(), any(), anyLong())).thenAnswer(call -> {
            attempts.incrementAndGet();
            if (away.get()) {
                throw new CannotCreateTransactionException("the database is away");
            }
            return mails.accept(call.getArgument(0), call.getArgument(1), call.getArgument(2));
        });
        PushSettings settings = new PushSettings(null, Map.of(), DataSize.ofMegabytes(3), port, "127.0.0.1");
        return new SmtpDoor(new PushDoor(settings, profiles, ledger), settings);
    }

    @Test
    @DisplayName(
            "IN-1: while we say 451, or nothing at all, Postfix keeps the mail; afterwards it is in the ledger once")
    void keeps_and_delivers_once() {
        away.set(true);
        send("bonus@support.example.org", "Kept");
        await().atMost(PATIENCE).until(() -> attempts.get() >= 2);
        assertThat(postfix.queue()).contains("bonus@support.example.org", "451 4.3.0");
        assertThat(rows("Kept")).isZero();

        door.close();
        away.set(false);
        send("bonus@support.example.org", "Nobody there");
        await().atMost(PATIENCE).until(() -> postfix.log().contains("Connection refused"));
        assertThat(rows("Nobody there")).isZero();
        postfix.stop();
        postfix.start();
        door.open();

        await().atMost(PATIENCE).until(() -> postfix.isEmpty());
        assertThat(rows("Kept")).isEqualTo(1);
        assertThat(rows("Nobody there")).isEqualTo(1);
        await().until(() -> outcome("Kept").equals("TO_SORT"));
        assertThat(postfix.log()).contains("status=deferred", "status=sent (250 2.0.0 Stored as mail");
    }

    @Test
    @DisplayName("IN-1: what will never be taken, another mailbox or too much, Postfix does not keep trying")
    void refused_for_good() {
        send("nobody@support.example.org", "Nobody");
        await().atMost(PATIENCE).until(() -> postfix.log().contains("There is no such mailbox here"));
        send("bonus@support.example.org", "Huge", "0123456789abcdef\r\n".repeat(200_000));
        // We say how much we take (SIZE): Postfix does not even try.
        await().atMost(PATIENCE).until(() -> postfix.log().contains("exceeds size limit"));

        await().atMost(PATIENCE).until(() -> postfix.isEmpty());
        assertThat(postfix.log()).contains("status=bounced");
        assertThat(rows("Nobody") + rows("Huge")).isZero();
    }

    private void send(String to, String subject) {
        send(to, subject, "hello\r\n");
    }

    private void send(String to, String subject, String body) {
        Properties settings = new Properties();
        settings.setProperty("mail.smtp.from", "someone@nowhere.example.org");
        Session session = Session.getInstance(settings);
        byte[] raw = ("From: someone-" + key + "@nowhere.example.org\r\nTo: " + to + "\r\nSubject: " + subject + " "
                        + key + "\r\nMessage-ID: <" + UUID.randomUUID() + "@nowhere.example.org>\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect("127.0.0.1", postfix.port(), null, null);
            transport.sendMessage(
                    new MimeMessage(session, new ByteArrayInputStream(raw)),
                    new InternetAddress[] {new InternetAddress(to)});
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private long rows(String subject) {
        return jdbc.sql("select count(*) from crm.inbound_mail where position(convert_to(?, 'UTF8') in raw) > 0")
                .param("Subject: " + subject + " " + key)
                .query(Long.class)
                .single();
    }

    private String outcome(String subject) {
        return jdbc.sql("select outcome from crm.inbound_mail where position(convert_to(?, 'UTF8') in raw) > 0")
                .param("Subject: " + subject + " " + key)
                .query(String.class)
                .single();
    }
}
