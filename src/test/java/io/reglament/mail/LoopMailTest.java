package io.reglament.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reglament.mail.budget.BudgetSettings;
import io.reglament.mail.budget.UndeliverableAddresses;
import io.reglament.mail.content.ParsedMail;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.RequestView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Nothing goes round in circles: what we answer, how often, and what is held back. */
class LoopMailTest extends MailScenario {

    @Autowired
    MailSettings settings;

    @Autowired
    BudgetSettings budgets;

    @Autowired
    HeldMails held;

    @Autowired
    UndeliverableAddresses undeliverable;

    @Autowired
    Notifications notifications;

    @Test
    @DisplayName("AU-3, AU-5, AU-6: two installations that write to each other stop after the first round")
    void two_installations() {
        RequestView request = register("From afar " + key);
        ParsedMail ours = user.receives(m -> m.subject().contains(request.number()));

        // What another installation sends of its own accord, and one of whose programs keeps no header but this.
        user.send(
                BONUS,
                """
                Subject: [OTHER-2026-000001] Re: From afar %1$s
                Message-ID: <r1.1.0a0a0a0a.AAAAAAAAAAAAAAAAAAAAAA@client.example.org>
                In-Reply-To: %2$s
                References: %2$s
                Auto-Submitted: auto-replied
                X-Auto-Response-Suppress: All
                X-Reglament-Loop: %3$s AAAAAAAAAAAAAAAAAAAAAA""".formatted(key, ours.messageId(), user.address()),
                "Your request is registered as OTHER-2026-000001");
        user.send(
                BONUS,
                "Subject: [OTHER-2026-000001] status %s\nAuto-Submitted: auto-replied".formatted(key),
                "Your request is registered as OTHER-2026-000001");

        await().until(() -> outcomes("[OTHER-2026-000001] Re: From afar " + key).equals(List.of("AUTOMATIC")));
        await().until(() -> outcomes("[OTHER-2026-000001] status " + key).equals(List.of("AUTOMATIC")));
        assertThat(outgoing(user)).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "AU-7: a responder that keeps no rule is not answered for ever; what is held is kept, shown and released")
    void ignorant_responder() {
        register("Start " + key);
        for (int round = 1; round <= 5; round++) {
            user.send(
                    BONUS,
                    "Subject: I am away %s\nMessage-ID: <away-%d-%s@client.example.org>".formatted(key, round, key),
                    "I read my mail again next week. Round and round it goes.");
            int expected = round;
            await().until(() -> outcomes("I am away " + key).equals(Collections.nCopies(expected, "REQUEST")));
        }

        List<HeldMails.HeldMail> kept = heldFor(user);
        assertThat(kept)
                .hasSize(5 - budgets.repeats())
                .extracting(HeldMails.HeldMail::reason)
                .containsOnly("REPEATED_TEXT");
        assertThat(outgoing(user)).isEqualTo(1 + 5);
        await().until(() -> user.mailbox().size() == 1 + budgets.repeats());

        held.release(kept.get(0).id(), "manager");
        held.drop(kept.get(1).id(), "manager");

        String number = kept.get(0).number();
        user.receives(m -> m.subject().contains(number));
        assertThat(heldFor(user)).hasSize(1);
        assertThat(archive.history(requests.get(number).id()))
                .filteredOn(e -> e.kind() == ArchiveEntry.Kind.DELIVERY)
                .extracting(ArchiveEntry::actor)
                .containsExactly("system", "manager");
        assertThat(deliveries(requests.get(kept.get(1).number()))).containsExactly("DROPPED");
    }

    @Test
    @DisplayName("AU-7: an address that had its share of acknowledgements gets no more; the request is registered")
    void address_budget() {
        RequestView request = register("First " + key);
        sent(request, "REGISTERED", user.address(), settings.acknowledgementsPerHour() - 1);

        RequestView second = register("Second " + key);

        assertThat(heldFor(user)).extracting(HeldMails.HeldMail::reason).containsExactly("ADDRESS_BUDGET");
        assertThat(deliveries(second)).containsExactly("HELD");
        assertThat(column("rule", user)).containsExactly("NEW_REQUEST", "OVER_BUDGET");
        assertThat(archive.history(second.id()))
                .filteredOn(e -> e.kind() == ArchiveEntry.Kind.DELIVERY)
                .singleElement()
                .extracting(ArchiveEntry::text)
                .isEqualTo("mail to " + user.address() + " held back: ADDRESS_BUDGET");
    }

    @Test
    @DisplayName("AU-7: one request does not write to one address without end")
    void request_budget() {
        RequestView request = register("Chatty " + key);
        sent(request, "REMINDER", user.address(), budgets.perRequestDay());

        transaction.executeWithoutResult(status -> notifications.requestClosed(request.id(), "Test", "closed-" + key));

        assertThat(heldFor(user)).extracting(HeldMails.HeldMail::reason).containsExactly("REQUEST_BUDGET");
    }

    @Test
    @DisplayName("AU-7: sixty different mails of one customer are sixty requests, each acknowledged")
    void sixty_mails() {
        for (int i = 0; i < 60; i++) {
            user.send(BONUS, "Subject: Different %d %s".formatted(i, key), "Problem number " + i);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> outcomesFrom(user).size() == 60);
        await().atMost(Duration.ofSeconds(60)).until(() -> !outcomesFrom(user).contains("PENDING"));
        assertThat(outcomesFrom(user)).containsOnly("REQUEST");
        assertThat(outgoing(user)).isEqualTo(60);
        assertThat(heldFor(user)).isEmpty();
    }

    @Test
    @DisplayName("AU-7, TH-1: a reply-all storm of forty colleagues is one request with one acknowledgement")
    void reply_all_storm() {
        for (int i = 0; i < 40; i++) {
            MailUser colleague = new MailUser(servers, "r" + i + key + "@client.example.org");
            // None of them answers a mail that we know, and none names another's.
            colleague.send(
                    BONUS,
                    "Subject: Re: Party %s\nReferences: <party-%s@elsewhere.example.org>".formatted(key, key),
                    "Please take me off this list, says " + i);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> storm("Re: Party " + key).size() == 40);
        assertThat(Collections.frequency(storm("Re: Party " + key), "REQUEST")).isEqualTo(1);
        assertThat(Collections.frequency(storm("Re: Party " + key), "REPLY")).isEqualTo(39);
        assertThat(acknowledged("Re: Party " + key)).isEqualTo(1);
    }

    @Test
    @DisplayName("AU-7: one text that many send at once is one request")
    void one_text_of_many() {
        for (int i = 0; i < 10; i++) {
            MailUser colleague = new MailUser(servers, "t" + i + key + "@client.example.org");
            colleague.send(BONUS, "Subject: Server down " + key, "The server is down, nobody can work, please help!");
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> storm("Server down " + key).size() == 10);
        assertThat(Collections.frequency(storm("Server down " + key), "REQUEST"))
                .isEqualTo(1);
        assertThat(Collections.frequency(storm("Server down " + key), "REPLY")).isEqualTo(9);
        assertThat(acknowledged("Server down " + key)).isEqualTo(1);
    }

    @Test
    @DisplayName("AU-8: the acknowledgement goes to the sender alone, whatever Reply-To, To and Cc say")
    void one_recipient() {
        user.sendRaw(BONUS, """
                From: %s
                To: %s, all@list.example.org
                Cc: boss@client.example.org
                Reply-To: victim@elsewhere.example.org
                Subject: Narrow %s

                hello""".formatted(user.address(), BONUS, key));

        user.receives(m -> true);
        assertThat(jdbc.sql("select recipient from crm.outbound_mail where request_id = ?")
                        .param(requestOf("Narrow " + key).id())
                        .query(String.class)
                        .list())
                .containsExactly(user.address());
    }

    @Test
    @DisplayName(
            "AU-8: who writes for the first time, unproven, gets no word of the mail back; once proven, the subject as usual")
    void no_reflection() {
        String evil = "Buy pills at pills.example.org " + key;
        user.sendRaw(BONUS, """
                From: "Click pills.example.org" <%s>
                To: %s
                Subject: %s

                You have won, click pills.example.org now""".formatted(user.address(), BONUS, evil));

        ParsedMail first = user.receives(m -> true);
        RequestView request = requestOf(evil);
        assertThat(first.subject()).isEqualTo("[" + request.number() + "] Ваш запрос зарегистрирован");
        assertThat(first.text()).contains(request.number(), "Здравствуйте").doesNotContain("pills", "won", key);
        assertThat(first.html()).contains(request.number()).doesNotContain("pills", "won", key);
        assertThat(first.headers().first("To").orElse("")).doesNotContain("pills");

        user.send(BONUS, "Subject: Second " + key, "still nobody vouches for the address");
        await().until(() -> outcomes("Second " + key).equals(List.of("REQUEST")));
        String second = requestOf("Second " + key).number();
        user.receives(m -> m.subject().contains(second));
        assertThat(user.mailbox()).noneMatch(m -> m.subject().contains(key));
        // An absence notice of a mailbox that somebody else wrote in the name of proves nothing.
        user.send(
                BONUS,
                "Subject: Away " + key + "\nAuto-Submitted: auto-replied\nIn-Reply-To: " + first.messageId(),
                "on leave");
        await().until(() -> outcomes("Away " + key).equals(List.of("AUTOMATIC")));
        assertThat(isProven()).isFalse();

        user.send(BONUS, "Subject: Re: " + first.subject() + "\nIn-Reply-To: " + first.messageId(), "It is me " + key);
        await().until(() -> outcomesFrom(user).contains("REPLY"));
        assertThat(isProven()).isTrue();
        user.send(BONUS, "Subject: Third " + key, "as usual");
        assertThat(user.receives(m -> m.subject().contains("Third " + key)).text())
                .contains("Third " + key);
    }

    @Test
    @DisplayName("AU-8, PA-16: whom our own mail server proves gets the subject back at once")
    void proven_by_the_mail_server() {
        user.send(
                BONUS,
                "Authentication-Results: mx.support.example.org; dmarc=pass header.from=client.example.org\nSubject: Proven "
                        + key,
                "hello");

        user.receives(m -> m.subject().contains("Proven " + key));
    }

    private boolean isProven() {
        return customers.isProven(
                customers.contact(user.address()).orElseThrow().id());
    }

    @Test
    @DisplayName(
            "AU-9: a dead address is marked for its request, what a program would write to it waits; an answer clears it")
    void dead_address() {
        RequestView request = register("Dead " + key);
        ParsedMail acknowledgement = user.receives(m -> m.subject().contains(request.number()));
        await().until(() -> deliveries(request).equals(List.of("SENT")));

        user.sendRaw(BONUS, report("delayed", "4.4.1", acknowledgement.messageId()));
        await().until(() -> outcomes("Report delayed " + key).equals(List.of("BOUNCE")));
        assertThat(deliveries(request)).containsExactly("SENT");
        assertThat(undeliverable.of(request.id())).isEmpty();

        user.sendRaw(BONUS, report("failed", "5.1.1", acknowledgement.messageId()));
        await().until(() -> outcomes("Report failed " + key).equals(List.of("BOUNCE")));
        assertThat(undeliverable.of(request.id())).containsExactly(user.address());
        transaction.executeWithoutResult(status -> notifications.requestClosed(request.id(), "Test", "dead-" + key));
        assertThat(heldFor(user)).extracting(HeldMails.HeldMail::reason).containsExactly("UNDELIVERABLE");

        user.send(BONUS, "Subject: " + request.number() + " alive " + key, "I am here");
        await().until(() -> outcomes(request.number() + " alive " + key).equals(List.of("REPLY")));
        assertThat(undeliverable.of(request.id())).isEmpty();
    }

    @Test
    @DisplayName("AU-10: a request for a receipt gets none")
    void no_receipt() {
        user.send(
                BONUS,
                "Subject: Receipt %s\nDisposition-Notification-To: %s\nReturn-Receipt-To: %s"
                        .formatted(key, user.address(), user.address()),
                "tell me when you read it");

        user.receives(m -> true);
        assertThat(user.mailbox()).hasSize(1);
        assertThat(user.mailbox().get(0).partTypes()).doesNotContain("message/disposition-notification");
    }

    private List<HeldMails.HeldMail> heldFor(MailUser recipient) {
        return held.list(List.of("bonus")).stream()
                .filter(m -> m.recipient().equals(recipient.address()))
                .toList();
    }

    private List<String> storm(String subject) {
        List<String> outcomes = new ArrayList<>(outcomes(subject));
        outcomes.remove("PENDING");
        return outcomes;
    }

    private long acknowledged(String subject) {
        return jdbc.sql("""
                select count(*) from crm.outbound_mail o join crm.request r on r.id = o.request_id where r.subject = ?
                """).param(subject).query(Long.class).single();
    }

    private void sent(RequestView request, String kind, String recipient, int mails) {
        jdbc.sql("""
                insert into crm.outbound_mail (request_id, product, kind, dedup_key, message_id, sender, recipient, subject,
                    raw, state, created_at)
                select ?, 'bonus', ?, ? || i, ? || i, 'bonus@support.example.org', ?, 'x', '', 'SENT', now()
                from generate_series(1, ?) i
                """)
                .params(request.id(), kind, "sent-" + key, "<sent-" + key, recipient, mails)
                .update();
    }

    private String report(String action, String status, String returned) {
        return """
                From: Mail Delivery System <mailer-daemon@client.example.org>
                To: bonus@support.example.org
                Subject: Report %1$s %2$s
                Content-Type: multipart/report; report-type=delivery-status; boundary=R

                --R

                about your mail
                --R
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.client.example.org

                Final-Recipient: rfc822; user@client.example.org
                Action: %1$s
                Status: %3$s
                --R
                Content-Type: text/rfc822-headers

                Subject: yours
                Message-ID: %4$s
                --R--
                """.formatted(action, key, status, returned);
    }
}
