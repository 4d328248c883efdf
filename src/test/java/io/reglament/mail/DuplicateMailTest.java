package io.reglament.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The same mail again, and mails that only look the same. */
class DuplicateMailTest extends MailScenario {

    @Test
    @DisplayName("IN-2: the same mail by another way, with other trace headers, registers nothing and is not answered")
    void other_trace_headers() {
        String mail = "From: %s\nTo: %s\nSubject: Way %s\nMessage-ID: <way-%s@client.example.org>\n\nonce"
                .formatted(user.address(), BONUS, key, key);
        user.sendRaw(BONUS, "Received: from a.example.org by mx.example.org; Sat, 21 Nov 2026 10:00:00 +0300\n" + mail);
        user.sendRaw(
                BONUS,
                "Received: from b.example.org by mx.example.org; Sat, 21 Nov 2026 11:00:00 +0300\nX-Spam-Score: 0.1\n"
                        + mail);

        await().until(() -> decided("Way " + key, 2));
        assertThat(outcomes("Way " + key)).containsExactlyInAnyOrder("REQUEST", "DUPLICATE");
        assertThat(outgoing(user)).isEqualTo(1);
    }

    @Test
    @DisplayName("IN-3: the same mail twice without a Message-ID is one request; with a rubbish one as well")
    void without_message_id() {
        String plain = "From: %s\nTo: %s\nSubject: Nameless %s\n\nonce".formatted(user.address(), BONUS, key);
        String rubbish =
                "From: %s\nTo: %s\nSubject: Rubbish %s\nMessage-ID: none\n\nonce".formatted(user.address(), BONUS, key);
        for (String mail : List.of(plain, plain, rubbish, rubbish)) {
            user.sendRaw(BONUS, mail);
        }

        await().until(() -> decided("Nameless " + key, 2) && decided("Rubbish " + key, 2));
        assertThat(outcomes("Nameless " + key)).containsExactlyInAnyOrder("REQUEST", "DUPLICATE");
        assertThat(outcomes("Rubbish " + key)).containsExactlyInAnyOrder("REQUEST", "DUPLICATE");
        assertThat(jdbc.sql(
                                "select count(distinct message_id) from crm.inbound_mail where subject = ? and message_id like"
                                        + " '%@inbox.invalid>'")
                        .param("Nameless " + key)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("IN-2: who uses somebody's Message-ID before them suppresses nothing, and takes no answer away")
    void contested_message_id() {
        String id = "<contested-" + key + "@client.example.org>";
        MailUser thief = new MailUser(servers, "o" + key + "@other.example.org");
        thief.send(BONUS, "Subject: Thief %s\nMessage-ID: %s".formatted(key, id), "I was here first");
        await().until(() -> outcomes("Thief " + key).equals(List.of("REQUEST")));

        user.send(BONUS, "Subject: Victim %s\nMessage-ID: %s".formatted(key, id), "my own trouble");
        await().until(() -> outcomes("Victim " + key).equals(List.of("REQUEST")));
        assertThat(column("contested", user)).containsExactly("t");
        assertThat(column("contested", thief)).containsExactly("f");

        MailUser colleague = new MailUser(servers, "c" + key + "@client.example.org");
        colleague.send(BONUS, "Subject: Re: Victim %s\nIn-Reply-To: %s".formatted(key, id), "same here");
        await().until(() -> outcomes("Re: Victim " + key).equals(List.of("REPLY")));
        assertThat(conversation.messages(requestOf("Victim " + key).id()))
                .anyMatch(m -> m.text().equals("same here"));
    }

    @Test
    @DisplayName("IN-2: the same words in two mails of one person are two mails")
    void same_words_twice() {
        for (int i = 1; i <= 2; i++) {
            user.send(
                    BONUS,
                    "Subject: Once more %s\nMessage-ID: <more-%d-%s@client.example.org>".formatted(key, i, key),
                    "The printer on the second floor prints nothing");
        }
        await().until(() -> outcomes("Once more " + key).equals(List.of("REQUEST", "REQUEST")));
    }

    @Test
    @DisplayName("IN-7: several senders, none, or an empty one: a person sorts it, nobody is answered")
    void no_single_sender() {
        user.sendRaw(
                BONUS, "From: %s\nFrom: boss@client.example.org\nSubject: Two %s\n\nx".formatted(user.address(), key));
        user.sendRaw(BONUS, "From: %s, boss@client.example.org\nSubject: List %s\n\nx".formatted(user.address(), key));
        user.sendRaw(BONUS, "From: <>\nSubject: Empty %s\n\nx".formatted(key));
        user.sendRaw(BONUS, "From: Undisclosed:;\nSubject: Group %s\n\nx".formatted(key));
        user.sendRaw(BONUS, "Subject: Nobody %s\n\nx".formatted(key));

        for (String subject : List.of("Two ", "List ", "Empty ", "Group ", "Nobody ")) {
            await().untilAsserted(() ->
                    assertThat(outcomes(subject + key)).as(subject).containsExactly("TO_SORT"));
        }
        assertThat(outgoing(user)).isZero();
    }

    private boolean decided(String subject, int mails) {
        List<String> outcomes = outcomes(subject);
        return outcomes.size() == mails && !outcomes.contains("PENDING");
    }
}
