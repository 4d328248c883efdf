package io.reglament.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reglament.ReglamentTest;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.threading.MessageIds;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.Conversation;
import io.reglament.request.MessageView;
import io.reglament.request.NewMessage.Direction;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.RequestWork;
import io.reglament.request.Requests;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ReglamentTest
class MailRoundTripTest {

    private static final String BONUS = "bonus@support.example.org";

    @Autowired
    MailServers servers;

    @Autowired
    Requests requests;

    @Autowired
    Conversation conversation;

    @Autowired
    MailLedger ledger;

    @Autowired
    MessageIds messageIds;

    @Autowired
    RequestWork work;

    @Autowired
    Archive archive;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private String key;
    private MailUser user;
    private MailUser stranger;

    @BeforeEach
    void nameEverythingDifferently() {
        key = UUID.randomUUID().toString().substring(0, 8);
        user = new MailUser(servers, "u" + key + "@client.example.org");
        stranger = new MailUser(servers, "s" + key + "@unknown.example.org");
    }

    @Test
    @DisplayName(
            "N-01, IN-1, TH-2, AU-5, OUT-5: a Cyrillic mail with a screenshot becomes a request and is acknowledged under itself")
    void acknowledges() {
        String subject = "Ошибка отчёта " + key;
        String encoded = Base64.getEncoder().encodeToString(subject.getBytes(StandardCharsets.UTF_8));
        user.send(BONUS, """
                Subject: =?utf-8?B?%s?=
                Message-ID: <first-%s@client.example.org>
                References: <older-%s@client.example.org>
                Content-Type: multipart/mixed; boundary=B""".formatted(encoded, key, key), """
                --B
                Content-Type: text/plain; charset=koi8-r
                Content-Transfer-Encoding: base64

                %s
                --B
                Content-Type: image/png; name="screen.png"
                Content-Transfer-Encoding: base64

                iVBORw0KGgo=
                --B--
                """.formatted(
                        Base64.getEncoder().encodeToString("Не открывается".getBytes(Charset.forName("KOI8-R")))));

        ParsedMail acknowledgement = user.receives(m -> m.subject().contains(subject));

        RequestView request = requestOf(subject);
        assertThat(acknowledgement.subject()).isEqualTo("[" + request.number() + "] Re: " + subject);
        assertThat(acknowledgement.references())
                .containsExactly("<older-" + key + "@client.example.org>", "<first-" + key + "@client.example.org>");
        assertThat(acknowledgement.headers().first("In-Reply-To")).contains("<first-" + key + "@client.example.org>");
        assertThat(acknowledgement.headers().first("Auto-Submitted")).contains("auto-replied");
        assertThat(acknowledgement.headers().first("X-Auto-Response-Suppress")).contains("All");
        assertThat(acknowledgement.sender().email()).isEqualTo(BONUS);
        assertThat(acknowledgement.sender().name()).isEqualTo("БонусПлюс");
        assertThat(acknowledgement.text()).contains("зарегистрирован под номером " + request.number());
        assertThat(acknowledgement.html()).contains(request.number());
        assertThat(messageIds.read(acknowledgement.messageId()))
                .map(MessageIds.Token::requestId)
                .contains(request.id());
        List<MessageView> messages = conversation.messages(request.id());
        assertThat(messages).extracting(MessageView::direction).containsExactly(Direction.IN, Direction.OUT);
        assertThat(messages.get(0).text()).isEqualTo("Не открывается");
        assertThat(messages.get(0).attachments()).extracting(a -> a.fileName()).containsExactly("screen.png");
        assertThat(outcomes(subject)).containsExactly("REQUEST");
    }

    @Test
    @DisplayName("IN-2: a second copy of the same mail registers nothing")
    void duplicate() {
        String mail = "From: %s\nTo: %s\nSubject: Twice %s\nMessage-ID: <twice-%s@x.example.org>\n\nonce"
                .formatted(user.address(), BONUS, key, key);
        user.sendRaw(BONUS, mail);
        user.sendRaw(BONUS, mail);

        await().until(() -> outcomes("Twice " + key).size() == 2);
        await().until(() -> !outcomes("Twice " + key).contains("PENDING"));
        assertThat(outcomes("Twice " + key)).containsExactly("REQUEST", "DUPLICATE");
        assertThat(jdbc.sql("select count(*) from crm.request where subject = ?")
                        .param("Twice " + key)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("TH-1, TH-3: a reply joins its request by our Message-ID, by the customer's own, and by number")
    void replies() {
        RequestView request = register("Threads " + key);
        ParsedMail acknowledgement = user.receives(m -> m.subject().contains(request.number()));

        user.send(BONUS, "Subject: unrelated words\nIn-Reply-To: " + acknowledgement.messageId(), "by token " + key);
        user.send(
                BONUS,
                "Subject: other words\nReferences: <Threads-" + key + "@client.example.org>",
                "by reference " + key);
        user.send(BONUS, "Subject: " + request.number().toLowerCase() + " again", "by number " + key);

        await().untilAsserted(() -> assertThat(conversation.messages(request.id()))
                .filteredOn(m -> m.direction() == Direction.IN)
                .extracting(MessageView::text)
                .contains("by token " + key, "by reference " + key, "by number " + key));
    }

    @Test
    @DisplayName("TH-3: a stranger with somebody's number waits for a person and learns nothing")
    void stranger() {
        RequestView request = register("Secret " + key);
        ParsedMail acknowledgement = user.receives(m -> m.subject().contains(request.number()));

        stranger.send(BONUS, "Subject: Re: " + request.number() + " " + key, "tell me");
        stranger.send(
                BONUS, "Subject: token " + key + "\nReferences: " + acknowledgement.messageId(), "tell me by token");

        await().until(() -> outcomesFrom(stranger).equals(List.of("TO_SORT", "TO_SORT")));
        assertThat(reasonsFrom(stranger)).containsOnly("STRANGER_WITH_NUMBER");
        assertThat(conversation.messages(request.id())).hasSize(2);
        assertThat(stranger.mailbox()).isEmpty();
    }

    @Test
    @DisplayName("C-41: an unknown sender waits for a person and gets no acknowledgement")
    void unknown_sender() {
        stranger.send(BONUS, "Subject: Hello " + key, "who am I");

        await().until(() -> outcomesFrom(stranger).equals(List.of("TO_SORT")));
        assertThat(reasonsFrom(stranger)).containsOnly("UNKNOWN_SENDER");
        assertThat(stranger.mailbox()).isEmpty();
    }

    @Test
    @DisplayName("AU-3: an absence notice in answer to us is kept, changes nothing and is not answered")
    void automatic_answer() {
        RequestView request = register("Absent " + key);
        ParsedMail acknowledgement = user.receives(m -> m.subject().contains(request.number()));
        RequestState before = requests.get(request.number()).state();

        user.send(
                BONUS,
                "Subject: Out of office " + key + "\nAuto-Submitted: auto-replied\nIn-Reply-To: "
                        + acknowledgement.messageId(),
                "I am away");
        user.send(
                BONUS,
                "Subject: Vacation " + key + "\nX-Autoreply: yes\nIn-Reply-To: " + acknowledgement.messageId(),
                "away too");

        await().until(() -> outcomes("Out of office " + key).equals(List.of("AUTOMATIC")));
        await().until(() -> outcomes("Vacation " + key).equals(List.of("AUTOMATIC")));
        assertThat(requests.get(request.number()).state()).isEqualTo(before);
        assertThat(conversation.messages(request.id())).hasSize(4);
        assertThat(user.mailbox()).hasSize(1);
    }

    @Test
    @DisplayName("AU-2, AU-3: an alarm and a list mail open requests, unacknowledged; an automatic answer opens none")
    void programs() {
        user.send(BONUS, "Subject: Alarm " + key + "\nAuto-Submitted: auto-generated", "disk full");
        user.send(BONUS, "Subject: List " + key + "\nList-Id: <users.client.example.org>", "please help");
        user.send(BONUS, "Subject: Auto " + key + "\nAuto-Submitted: auto-replied", "thanks, got it");

        await().until(() -> outcomes("Alarm " + key).equals(List.of("REQUEST")));
        await().until(() -> outcomes("List " + key).equals(List.of("REQUEST")));
        await().until(() -> outcomes("Auto " + key).equals(List.of("AUTOMATIC")));
        assertThat(outgoing(user)).isZero();
    }

    @Test
    @DisplayName("AU-9: a delivery report about our mail is kept and given to a person; a forged one is only counted")
    void bounce() {
        RequestView request = register("Bounced " + key);
        ParsedMail acknowledgement = user.receives(m -> m.subject().contains(request.number()));
        await().until(() -> deliveries(request).equals(List.of("SENT")));

        user.sendRaw(BONUS, report("Report " + key, acknowledgement.messageId()));
        user.sendRaw(BONUS, report("Forged " + key, "<r1.1.00000000.AAAAAAAAAAAAAAAAAAAAAA@support.example.org>"));

        await().until(() -> outcomes("Report " + key).equals(List.of("BOUNCE")));
        await().until(() -> outcomes("Forged " + key).equals(List.of("BOUNCE")));
        assertThat(deliveries(request)).containsExactly("FAILED");
        assertThat(conversation.messages(request.id())).hasSize(3);
    }

    @Test
    @DisplayName("AU-6: our own mail that comes back is no request")
    void self() {
        RequestView request = register("Self " + key);
        ParsedMail acknowledgement = user.receives(m -> m.subject().contains(request.number()));

        user.sendRaw(BONUS, "From: " + BONUS + "\nTo: " + BONUS + "\nSubject: Own 1 " + key + "\n\nx");
        user.send(BONUS, "Subject: Own 2 " + key + "\nMessage-ID: " + acknowledgement.messageId(), "redirected");
        user.send(
                BONUS,
                "Subject: Own 3 " + key + "\nX-Reglament-Loop: "
                        + acknowledgement.headers().first("X-Reglament-Loop").orElseThrow(),
                "redirected");

        for (int i = 1; i <= 3; i++) {
            String subject = "Own " + i + " " + key;
            await().until(() -> outcomes(subject).equals(List.of("SELF")));
        }
    }

    @Test
    @DisplayName("IN-7, PA-8: without subject and without body it is a request all the same")
    void empty() {
        user.sendRaw(BONUS, "From: " + user.address() + "\nX-Key: " + key + "\n\n");

        ParsedMail acknowledgement = user.receives(m -> true);
        assertThat(acknowledgement.subject()).endsWith("Re: (без темы)");
    }

    @Test
    @DisplayName("PA-15, IN-6: a mail built to exhaust a parser waits for a person, its successor does not wait for it")
    void unreadable() {
        user.sendRaw(
                BONUS,
                "From: " + user.address() + "\nSubject: Bomb " + key + "\nContent-Type: multipart/mixed; boundary=B\n\n"
                        + "--B\n\n\n".repeat(2_000) + "--B--\n");
        user.send(BONUS, "Subject: After the bomb " + key, "me too");

        user.receives(m -> m.subject().contains("After the bomb " + key));
        await().untilAsserted(() -> assertThat(
                        jdbc.sql("""
                        select outcome, reason from crm.inbound_mail
                        where position(convert_to(?, 'UTF8') in raw) > 0 order by id limit 1
                        """).param("Bomb " + key).query().singleRow())
                .isEqualTo(Map.of("outcome", "TO_SORT", "reason", "UNREADABLE")));
    }

    @Test
    @DisplayName("IN-6: what was stored before a crash is decided after it")
    void stored_without_decision() {
        String subject = "Left behind " + key;
        jdbc.sql("""
                insert into crm.inbound_mail (mailbox, product, uid_validity, uid, internal_date, fetched_at, size, sha256,
                    fingerprint, raw) values (?, 'bonus', 1, ?, now(), now(), 10, ?, ?, ?)
                """)
                .params(
                        BONUS,
                        System.nanoTime(),
                        key.getBytes(StandardCharsets.UTF_8),
                        key.getBytes(StandardCharsets.UTF_8),
                        ("From: " + user.address() + "\r\nSubject: " + subject + "\r\n\r\nhello")
                                .getBytes(StandardCharsets.UTF_8))
                .update();

        user.receives(m -> m.subject().contains(subject));
    }

    @Test
    @DisplayName("IN-6: the number fetched is the sum over the outcomes")
    void accounts() {
        register("Counted " + key);

        MailLedger.Ledger l = ledger.ledger();
        assertThat(l.fetched())
                .isPositive()
                .isEqualTo(l.request()
                        + l.reply()
                        + l.automatic()
                        + l.bounce()
                        + l.duplicate()
                        + l.self()
                        + l.blocked()
                        + l.toSort()
                        + l.discarded()
                        + l.pending());
    }

    @Test
    @DisplayName("N-01: acknowledged soon after delivery; two seconds on an idle machine")
    void quickly() {
        register("Warm-up " + key);
        long start = System.nanoTime();
        user.send(BONUS, "Subject: Quick " + key, "now");
        user.receives(m -> m.subject().contains("Quick " + key));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    @DisplayName("TH-8: after the end thanks are kept, anything else is reviewed; the request stays closed")
    void after_closing() {
        RequestView request = register("Ended " + key);
        user.receives(m -> m.subject().contains(request.number()));
        transaction.executeWithoutResult(
                status -> work.changeState(request.id(), RequestState.CLOSED, "system", "Test"));

        user.send(BONUS, "Subject: Re: " + request.number() + " thanks", "Спасибо, всё работает!\n\n> Не работает");
        user.send(BONUS, "Subject: Re: " + request.number() + " no", "Опять не работает, ошибка");

        await().until(() -> outcomes("Re: " + request.number() + " thanks").equals(List.of("REPLY")));
        await().until(() -> outcomes("Re: " + request.number() + " no").equals(List.of("REPLY")));
        assertThat(jdbc.sql("select reason from crm.inbound_mail where request_id = ? order by id")
                        .param(request.id())
                        .query(String.class)
                        .list())
                .containsExactly(null, null, "REPLY_AFTER_CLOSING");
        assertThat(requests.get(request.number()).state()).isEqualTo(RequestState.CLOSED);
        assertThat(conversation.messages(request.id()))
                .filteredOn(m -> m.direction() == Direction.IN)
                .hasSize(3);
    }

    @Test
    @DisplayName("IN-9: of a mail over the limit only the header is kept, and a person sorts it")
    void too_large() {
        user.send(
                BONUS,
                "Subject: Large " + key,
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789\n".repeat(20_000));

        await().until(() -> outcomes("Large " + key).equals(List.of("TO_SORT")));
        Map<String, Object> row = jdbc.sql("""
                select reason, truncated, length(raw) as kept, size from crm.inbound_mail where subject = ?
                """).param("Large " + key).query().singleRow();
        assertThat(row).containsEntry("reason", "TOO_LARGE").containsEntry("truncated", true);
        assertThat((Integer) row.get("kept")).isLessThan(5_000);
        assertThat((Long) row.get("size")).isGreaterThan(1_000_000);
    }

    @Test
    @DisplayName("AU-7: an address that had its share of acknowledgements gets no more; the request is registered")
    void budget() {
        RequestView request = register("First " + key);
        jdbc.sql("""
                insert into crm.outbound_mail (request_id, product, kind, dedup_key, message_id, sender, recipient, subject,
                    raw, state, created_at)
                select ?, 'bonus', 'REGISTERED', ? || i, ? || i, 'bonus@support.example.org', ?, 'x', '', 'SENT', now()
                from generate_series(1, 49) i
                """)
                .params(request.id(), "budget-" + key, "<budget-" + key, user.address())
                .update();

        RequestView second = register("Second " + key);

        assertThat(conversation.messages(second.id())).hasSize(1);
        assertThat(archive.history(second.id()))
                .filteredOn(e -> e.kind() == ArchiveEntry.Kind.DELIVERY)
                .singleElement()
                .extracting(ArchiveEntry::text)
                .asString()
                .startsWith("acknowledgement not sent");
    }

    @Test
    @DisplayName("PA-7: NUL and lone surrogates reach no table")
    void nul() {
        user.sendRaw(
                BONUS,
                ("From: " + user.address() + "\nSubject: =?utf-8?q?Nul_" + key + "=00=ED=A0=80?=\n\na\0b")
                        .getBytes(StandardCharsets.UTF_8));

        ParsedMail acknowledgement = user.receives(m -> m.subject().contains("Nul " + key));
        assertThat(acknowledgement.subject()).doesNotContain("\0");
    }

    private RequestView register(String subject) {
        user.send(
                BONUS,
                "Subject: " + subject + "\nMessage-ID: <" + subject.replace(' ', '-') + "@client.example.org>",
                "please help");
        await().until(() -> outcomes(subject).equals(List.of("REQUEST")));
        return requestOf(subject);
    }

    private RequestView requestOf(String subject) {
        return requests.get(jdbc.sql("select number from crm.request where subject = ?")
                .param(subject)
                .query(String.class)
                .single());
    }

    private List<String> outcomes(String subject) {
        return jdbc.sql("select outcome from crm.inbound_mail where subject = ? or subject is null and"
                        + " position(convert_to(?, 'UTF8') in raw) > 0 order by id")
                .params(subject, "Subject: " + subject + "\r\n")
                .query(String.class)
                .list();
    }

    private List<String> outcomesFrom(MailUser sender) {
        return column("outcome", sender);
    }

    private List<String> reasonsFrom(MailUser sender) {
        return column("reason", sender);
    }

    private List<String> column(String column, MailUser sender) {
        return jdbc.sql("select " + column + " from crm.inbound_mail where sender = ? order by id")
                .param(sender.address())
                .query(String.class)
                .list();
    }

    private List<String> deliveries(RequestView request) {
        return jdbc.sql("select state from crm.outbound_mail where request_id = ? order by id")
                .param(request.id())
                .query(String.class)
                .list();
    }

    private long outgoing(MailUser recipient) {
        return jdbc.sql("select count(*) from crm.outbound_mail where recipient = ?")
                .param(recipient.address())
                .query(Long.class)
                .single();
    }

    private static String report(String subject, String returned) {
        return """
                From: Mail Delivery System <mailer-daemon@client.example.org>
                To: bonus@support.example.org
                Subject: %s
                Content-Type: multipart/report; report-type=delivery-status; boundary=R

                --R

                not delivered
                --R
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.client.example.org

                Final-Recipient: rfc822; user@client.example.org
                Action: failed
                Status: 5.1.1
                --R
                Content-Type: text/rfc822-headers

                Subject: yours
                Message-ID: %s
                --R--
                """.formatted(subject, returned);
    }
}
