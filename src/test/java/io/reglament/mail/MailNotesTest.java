package io.reglament.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reglament.mail.content.ContentNote;
import io.reglament.mail.content.ContentNote.Kind;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.content.UnreadableMail.Limit;
import io.reglament.request.RequestView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MailNotesTest extends MailScenario {

    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    @Autowired
    MailNotes notes;

    @Test
    @DisplayName("PA-9, PA-10, PA-14, PA-15: each note is a sentence, in English and in Russian")
    void sentences() {
        List<ContentNote> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            switch (kind) {
                case UNREADABLE -> {
                    for (Limit limit : Limit.values()) {
                        all.add(new ContentNote(kind, List.of(limit.name())));
                    }
                }
                case INVITATION -> {
                    for (String method : List.of("REQUEST", "CANCEL", "REPLY", "OTHER")) {
                        all.add(new ContentNote(kind, List.of(method, "Talk", "24.11.2026 10:00", "", "", "")));
                    }
                }
                default -> all.add(new ContentNote(kind, List.of("one", "two", "three", "four")));
            }
        }

        assertThat(notes.say(all, Locale.ENGLISH))
                .hasSameSizeAs(all)
                .doesNotContain("")
                .allMatch(s -> !s.contains("{"));
        assertThat(notes.say(all, RUSSIAN)).hasSameSizeAs(all).allMatch(s -> s.matches("(?s).*[а-я].*"));
        assertThat(notes.say(
                        List.of(new ContentNote(
                                Kind.INVITATION,
                                List.of("REQUEST", "Созвон", "24.11.2026 10:00", "24.11.2026 11:00", "", "Анна"))),
                        RUSSIAN))
                .containsExactly(
                        "Приглашение: Созвон, 24.11.2026 10:00 – 24.11.2026 11:00, Анна. Ответ на него не отправлен.");
    }

    @Test
    @DisplayName(
            "PA-10: an encrypted mail is registered, says that it cannot be read, and its sender is asked for plain text")
    void encrypted() {
        user.send(
                BONUS,
                "Subject: Secret " + key
                        + "\nContent-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\";"
                        + " boundary=B",
                """
                --B
                Content-Type: application/pgp-encrypted

                Version: 1
                --B
                Content-Type: application/octet-stream; name=encrypted.asc

                -----BEGIN PGP MESSAGE-----
                abc
                -----END PGP MESSAGE-----
                --B--
                """);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> outcomes("Secret " + key).equals(List.of("REQUEST")));

        ParsedMail acknowledgement = user.receives(m -> true);

        RequestView request = requestOf("Secret " + key);
        assertThat(acknowledgement.text()).contains("обычным текстом, без шифрования");
        assertThat(conversation.messages(request.id()).get(0).text())
                .isEqualTo("(Письмо зашифровано, прочитать его нельзя.)");
        assertThat(conversation.messages(request.id()).get(0).attachments()).hasSize(2);
        assertThat(notes.ofRequest(request.id()).values())
                .containsExactly(List.of(new ContentNote(Kind.ENCRYPTED, List.of())));
    }
}
