package io.reglament.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.threading.MessageIds;
import io.reglament.request.MessageView;
import io.reglament.request.NewMessage.Direction;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MailRoundTripTest extends MailScenario {

    @Autowired
    RawMail originals;

    @Test
    @DisplayName(
            "N-01, IN-1, TH-2, AU-5, OUT-5: a Cyrillic mail with a screenshot becomes a request and is acknowledged under itself")
    void acknowledges() {
        known();
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
        assertThat(reasonsFrom(stranger)).containsExactlyInAnyOrder("STRANGER_WITH_NUMBER", "NON_PARTICIPANT");
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
    @DisplayName("IN-7, PA-8: without subject and without body it is a request all the same")
    void empty() {
        known();
        user.sendRaw(BONUS, "From: " + user.address() + "\nX-Key: " + key + "\n\n");

        ParsedMail acknowledgement = user.receives(m -> true);
        assertThat(acknowledgement.subject()).endsWith("Re: (без темы)");
    }

    @Test
    @DisplayName("PA-15, IN-6: a mail built to exhaust a parser waits for a person, its successor does not wait for it")
    void unreadable() {
        known();
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
        known();
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

        MailLedger.Ledger l = ledger.ledger(List.of("otk", "ecrm", "bonus", "meet", "cis"));
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
        known();
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
    @DisplayName("IN-9, PA-15: a mail over the limit is kept whole, and a person sorts it by its header")
    void too_large() throws IOException {
        String body = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789\n".repeat(20_000);
        user.send(BONUS, "Subject: Large " + key, body);

        await().until(() -> outcomes("Large " + key).equals(List.of("TO_SORT")));
        Map<String, Object> row = jdbc.sql("""
                select id, reason, truncated, length(raw) as kept, size,
                    (select sum(length(content)) from crm.inbound_mail_part where mail_id = m.id) as slices
                from crm.inbound_mail m where subject = ?
                """).param("Large " + key).query().singleRow();
        assertThat(row)
                .containsEntry("reason", "TOO_LARGE")
                .containsEntry("truncated", true)
                .containsEntry("slices", row.get("size"));
        assertThat((Integer) row.get("kept")).isLessThan(5_000);
        try (InputStream whole = originals.open((Long) row.get("id"))) {
            assertThat(new String(whole.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Subject: Large " + key)
                    .endsWith(body.replace("\n", "\r\n"));
        }
    }

    @Test
    @DisplayName("PA-15: a mail of some slices is downloaded byte by byte as it came")
    void some_slices() throws IOException {
        String body = ("Слоны " + key + "\n").repeat(30_000);
        user.send(BONUS, "Subject: Slices " + key + "\nContent-Type: text/plain; charset=utf-8", body);

        await().until(() -> outcomes("Slices " + key).equals(List.of("REQUEST")));
        Map<String, Object> row = jdbc.sql("select id, size, raw from crm.inbound_mail where subject = ?")
                .param("Slices " + key)
                .query()
                .singleRow();
        try (InputStream whole = originals.open((Long) row.get("id"))) {
            assertThat(whole.readAllBytes())
                    .hasSize(((Long) row.get("size")).intValue())
                    .isEqualTo(row.get("raw"));
        }
    }

    @Test
    @DisplayName("PA-7: NUL and lone surrogates reach no table")
    void nul() {
        known();
        user.sendRaw(
                BONUS,
                ("From: " + user.address() + "\nSubject: =?utf-8?q?Nul_" + key + "=00=ED=A0=80?=\n\na\0b")
                        .getBytes(StandardCharsets.UTF_8));

        ParsedMail acknowledgement = user.receives(m -> m.subject().contains("Nul " + key));
        assertThat(acknowledgement.subject()).doesNotContain("\0");
    }
}
