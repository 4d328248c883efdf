package io.reglament.mail.threading;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.mail.content.MailParser;
import io.reglament.mail.content.UnreadableMail;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MachineSignsTest {

    @Test
    @DisplayName("AU-3: what declares itself automatic, or has no return path")
    void automatic() throws UnreadableMail {
        assertThat(signs("Auto-Submitted: auto-replied (vacation)").automatic()).isTrue();
        assertThat(signs("Return-Path: < >").automatic()).isTrue();
        assertThat(signs("Content-Type: multipart/report; report-type=disposition-notification; boundary=B")
                        .automatic())
                .isTrue();
        assertThat(signs("Auto-Submitted: no").automatic()).isFalse();
        assertThat(signs("Return-Path: <user@client.example.org>").automatic()).isFalse();
    }

    @Test
    @DisplayName("AU-3: an alarm is no answer, and is not answered")
    void generated() throws UnreadableMail {
        MachineSigns alarm = signs("Auto-Submitted: auto-generated");
        assertThat(alarm.generated()).isTrue();
        assertThat(alarm.automatic()).isFalse();
        assertThat(alarm.unanswerable()).isTrue();
        assertThat(signs("Auto-Submitted: auto-generated\nReturn-Path: <>").automatic())
                .isTrue();
    }

    @Test
    @DisplayName("AU-3: delivery reports")
    void bounces() throws UnreadableMail {
        assertThat(signs("X-Failed-Recipients: a@b.example.org").bounce()).isTrue();
        assertThat(of("From: MAILER-DAEMON@mx.example.org\n\nx").bounce()).isTrue();
        assertThat(of("From: Mail Delivery Subsystem <noc@mx.example.org>\n\nx").bounce())
                .isTrue();
        assertThat(signs("Subject: Mail delivery system is down").bounce()).isFalse();
    }

    @Test
    @DisplayName("AU-1, AU-2: lists, bulk and those who ask for silence are taken and not answered")
    void unanswerable() throws UnreadableMail {
        for (String header : new String[] {
            "List-Unsubscribe: <x>",
            "Precedence: bulk",
            "X-Auto-Response-Suppress: DR, OOF, AutoReply",
            "X-Loop: a",
            "X-Autoreply: yes",
            "Precedence: auto_reply"
        }) {
            assertThat(signs(header).unanswerable()).as(header).isTrue();
            assertThat(signs(header).automatic()).as(header).isFalse();
        }
        assertThat(of("From: no-reply@client.example.org\n\nx").unanswerable()).isTrue();
        assertThat(signs("X-Auto-Response-Suppress: None").unanswerable()).isFalse();
        assertThat(signs("X-Apple-Action: VACATION").vacation()).isTrue();
    }

    private static MachineSigns signs(String header) throws UnreadableMail {
        return of("From: user@client.example.org\n" + header + "\n\nbody");
    }

    private static MachineSigns of(String mail) throws UnreadableMail {
        return MachineSigns.of(MailParser.parse(mail.getBytes(StandardCharsets.UTF_8)));
    }
}
