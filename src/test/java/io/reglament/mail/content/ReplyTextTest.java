package io.reglament.mail.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the writer of a reply added, and what only the program quoted (mail rule PA-13). */
class ReplyTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Fri, Nov 20, 2026 at 10:15 AM Support <x@support.example.org> wrote:",
                "Am 20.11.2026 um 10:15 schrieb Support <x@support.example.org>:",
                "Am Fr., 20. Nov. 2026 um 10:15 Uhr schrieb Support <x@support.example.org>:",
                "Le ven. 20 nov. 2026 à 10:15, Support <x@support.example.org> a écrit :",
                "El vie, 20 nov 2026 a las 10:15, Support (<x@support.example.org>) escribió:",
                "Il giorno ven 20 nov 2026 alle ore 10:15 Support <x@support.example.org> ha scritto:",
                "Op vr 20 nov 2026 om 10:15 schreef Support <x@support.example.org>:",
                "W dniu 20.11.2026 o 10:15, Support pisze:",
                "pt., 20 lis 2026 o 10:15 Support <x@support.example.org> napisał(a):",
                "пт, 20 нояб. 2026 г. в 10:15, Support <x@support.example.org>:",
                "20.11.2026 10:15, Support пишет:",
                "20 ноября 2026 г., 10:15, Иван Петров написал(а):",
                "Support <x@support.example.org> 于2026年11月20日周五 10:15写道：",
                "2026年11月20日(金) 10:15 Support <x@support.example.org>:",
                "2026/11/20 10:15、Supportのメール:"
            })
    @DisplayName("PA-13: introductions in ten languages; above and below a marked quote the writer's words stay")
    void introductions(String introduction) {
        assertThat(ReplyText.own("my words\n\n" + introduction + "\n> quoted\n> more"))
                .isEqualTo("my words");
        assertThat(ReplyText.own("my words\n\n" + introduction + "\nquoted without marks"))
                .isEqualTo("my words");
        assertThat(ReplyText.own(introduction + "\n> quoted\n\nmy words below")).isEqualTo("my words below");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: Support\nSent: Friday\nTo: me\nSubject: x",
                "Von: Support\nGesendet: Freitag\nAn: mich\nBetreff: x",
                "De : Support\nEnvoyé : vendredi\nÀ : moi\nObjet : x",
                "De: Support\nEnviado el: viernes\nPara: yo\nAsunto: x",
                "Da: Support\nInviato: venerdì\nA: me\nOggetto: x",
                "Van: Support\nVerzonden: vrijdag\nAan: mij\nOnderwerp: x",
                "Od: Support\nWysłano: piątek\nDo: ja\nTemat: x",
                "От: Support\nОтправлено: пятница\nКому: я\nТема: x",
                "发件人: Support\n发送时间: 2026年11月20日\n收件人: me\n主题: x",
                "差出人: Support\n送信日時: 2026年11月20日\n宛先: me\n件名: x",
                "*From:* Support\n*Sent:* Friday",
                "________________________________\nFrom: Support\nSent: Friday",
                "-----Original Message-----\nanything",
                "-----Исходное сообщение-----\nчто угодно",
                "-----Ursprüngliche Nachricht-----\nirgendwas",
                "-----Message d'origine-----\nn'importe quoi"
            })
    @DisplayName("PA-13: the head that Outlook and its like put above the mail that is answered")
    void heads(String head) {
        assertThat(ReplyText.own("my words\n\n" + head + "\n\nquoted\nnot mine"))
                .isEqualTo("my words");
    }

    @Test
    @DisplayName("PA-13: what only looks like a head or a quotation stays")
    void lookalikes() {
        assertThat(ReplyText.own("От: кассы 2\nошибка при печати")).contains("кассы 2", "ошибка");
        assertThat(ReplyText.own("__________\nстол 1\nне работает")).contains("не работает");
        assertThat(ReplyText.own("В понедельник проверили\nвсё работает")).contains("всё работает");
    }

    @Test
    @DisplayName("PA-13: a forward is shown whole; rules read only what stands above, and that it is a forward")
    void forwards() throws UnreadableMail {
        ParsedMail bySubject = mail("Fwd: x", "see below\n\nFrom: Support\nSent: Friday\n\nConfirmed");
        assertThat(ReplyText.own(bySubject)).contains("see below", "Confirmed");
        assertThat(ReplyText.words(bySubject)).isEqualTo("see below\n[forwarded message]");

        ParsedMail byLine = mail("x", "---------- Forwarded message ---------\nFrom: Support\n\nConfirmed");
        assertThat(ReplyText.own(byLine)).contains("Confirmed");
        assertThat(ReplyText.words(byLine)).isEqualTo("[forwarded message]");
    }

    @Test
    @DisplayName("PA-13: where nothing is left, people see everything and rules nothing")
    void nothing_left() throws UnreadableMail {
        ParsedMail quote = mail("Re: x", "> Подтверждаю");
        assertThat(ReplyText.own(quote)).isEqualTo("> Подтверждаю");
        assertThat(ReplyText.words(quote)).isEmpty();
    }

    @Test
    @DisplayName("ECRM-3.5-01: signature and warning go, any sentence below the farewell stays")
    void sign_off() throws UnreadableMail {
        assertThat(ReplyText.words(mail("Re: x", "Да.\n\nС уважением,\nИрина Петрова\nООО «Клиент»\nтел. 123")))
                .isEqualTo("Да.");
        assertThat(ReplyText.words(mail("Re: x", "Yes.\n\nKind regards, Mary Jones\n\nPS: the export fails")))
                .contains("the export fails");
        assertThat(ReplyText.words(mail("Re: x", "Best would be a call"))).isEqualTo("Best would be a call");
        assertThat(ReplyText.words(mail("Re: x", "This message is here to tell you that it is broken")))
                .contains("broken");
        assertThat(ReplyText.words(
                        mail("Re: x", "Yes\n\nThis message is confidential and intended for the addressee only.")))
                .isEqualTo("Yes");
    }

    @Test
    @DisplayName("PA-13: the effort grows with the length of the mail, whatever stands in it")
    void linear() {
        String evil = ("On " + "a ".repeat(150) + "\n").repeat(2_000)
                + "<a@".repeat(50_000)
                + "\n"
                + "From:\n".repeat(20_000)
                + "-".repeat(100_000);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatCode(() -> ReplyText.own(evil)).doesNotThrowAnyException());
    }

    private static ParsedMail mail(String subject, String text) throws UnreadableMail {
        String raw = "From: a@b.example.org\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nSubject: "
                + subject
                + "\n\n"
                + text;
        return MailParser.parse(raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
