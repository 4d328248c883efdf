package io.reglament.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reglament.mail.content.ParsedMail;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Mail that no person wrote. */
class MachineMailTest extends MailScenario {

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
        assertThat(deliveries(request)).containsExactly("BOUNCED");
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

        user.sendRaw(
                BONUS, "From: robot@support.example.org\nReply-To: <%s>\nSubject: Own 4 %s\n\nx".formatted(BONUS, key));
        user.sendRaw(
                BONUS,
                "Return-Path: <otk@support.example.org>\nFrom: %s\nSubject: Forwarded %s\n\nx"
                        .formatted(user.address(), key));
        await().until(() -> outcomes("Forwarded " + key).equals(List.of("REQUEST")));

        for (int i = 1; i <= 4; i++) {
            String subject = "Own " + i + " " + key;
            await().until(() -> outcomes(subject).equals(List.of("SELF")));
        }
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
