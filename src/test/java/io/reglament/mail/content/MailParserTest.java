package io.reglament.mail.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MailParserTest {

    private static final String RUSSIAN = "Не открывается отчёт о бонусах за прошлый месяц, помогите пожалуйста";

    @Test
    @DisplayName("PA-3, PA-4: koi8-r body and RFC 2047 subject in koi8-r")
    void koi8() throws UnreadableMail {
        String word =
                "=?koi8-r?B?" + Base64.getEncoder().encodeToString("Ошибка".getBytes(Charset.forName("KOI8-R"))) + "?=";
        ParsedMail mail = parse(
                "From: =?koi8-r?Q?=E9=D7=C1=CE?= <user@client.example.org>\nSubject: " + word
                        + "\nContent-Type: text/plain; charset=koi8-r\n\n",
                RUSSIAN.getBytes(Charset.forName("KOI8-R")));

        assertThat(mail.subject()).isEqualTo("Ошибка");
        assertThat(mail.text()).isEqualTo(RUSSIAN);
        assertThat(mail.sender()).isEqualTo(new MailAddress("user@client.example.org", "Иван"));
    }

    @Test
    @DisplayName("PA-4: raw 8-bit windows-1251 header takes the body's charset")
    void raw_8_bit_header() throws UnreadableMail {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes("From: user@client.example.org\nSubject: ".getBytes(StandardCharsets.US_ASCII));
        raw.writeBytes("Ошибка входа".getBytes(Charset.forName("windows-1251")));
        raw.writeBytes("\nContent-Type: text/plain; charset=windows-1251\n\n".getBytes(StandardCharsets.US_ASCII));
        raw.writeBytes(RUSSIAN.getBytes(Charset.forName("windows-1251")));

        ParsedMail mail = MailParser.parse(raw.toByteArray());

        assertThat(mail.subject()).isEqualTo("Ошибка входа");
        assertThat(mail.text()).isEqualTo(RUSSIAN);
    }

    @Test
    @DisplayName("PA-3, PA-4: neither body nor header name a charset")
    void undeclared_charset() throws UnreadableMail {
        Charset cp1251 = Charset.forName("windows-1251");
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes("From: user@client.example.org\nSubject: ".getBytes(StandardCharsets.US_ASCII));
        raw.writeBytes("Ошибка входа".getBytes(cp1251));
        raw.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
        raw.writeBytes(RUSSIAN.getBytes(cp1251));

        ParsedMail mail = MailParser.parse(raw.toByteArray());

        assertThat(mail.text()).isEqualTo(RUSSIAN);
        assertThat(mail.subject()).isEqualTo("Ошибка входа");
    }

    @Test
    @DisplayName("PA-4: raw UTF-8 header and display name")
    void raw_utf8_header() throws UnreadableMail {
        ParsedMail mail = parse("From: Иван Петров <user@client.example.org>\nSubject: Привет, мир\n\nтекст");

        assertThat(mail.subject()).isEqualTo("Привет, мир");
        assertThat(mail.sender().name()).isEqualTo("Иван Петров");
    }

    @Test
    @DisplayName("PA-4: a character split over two encoded words; an unknown charset leaves the others decoded")
    void split_words() throws UnreadableMail {
        byte[] smile = "😀".getBytes(StandardCharsets.UTF_8);
        String first = Base64.getEncoder().encodeToString(new byte[] {smile[0], smile[1]});
        String second = Base64.getEncoder().encodeToString(new byte[] {smile[2], smile[3]});
        ParsedMail mail = parse("From: a@b.example.org\nSubject: =?utf-8?B?" + first + "?=\n =?utf-8?B?" + second
                + "?= =?x-nonsense?Q?abc?= =?utf-8?Q?=D0=B4=D0=B0?=\n\nx");

        assertThat(mail.subject()).isEqualTo("😀abcда");
    }

    @Test
    @DisplayName("PA-5: encoded words that decode to CR, LF and NUL make no new line")
    void injected_controls() throws UnreadableMail {
        ParsedMail mail = parse("From: a@b.example.org\nSubject: =?utf-8?q?evil=0D=0ABcc:_x@y.z=00?=\n\na\0b");

        assertThat(mail.subject()).isEqualTo("evil Bcc: x@y.z");
        assertThat(mail.text()).isEqualTo("ab");
    }

    @Test
    @DisplayName("PA-6: file names by RFC 2231, RFC 2047 and only in Content-Type; never a path")
    void file_names() throws UnreadableMail {
        ParsedMail mail = parse("""
                From: a@b.example.org
                Content-Type: multipart/mixed; boundary=B

                --B
                Content-Type: text/plain; charset=utf-8

                see files
                --B
                Content-Type: application/pdf
                Content-Disposition: attachment; filename*0*=utf-8''%D0%9E%D1%82; filename*1*=%D1%87%D1%91%D1%82.pdf

                1
                --B
                Content-Type: image/png; name="=?utf-8?B?0KHQvdC40LzQvtC6LnBuZw==?="
                Content-Transfer-Encoding: base64

                iVBORw==
                --B
                Content-Type: text/plain
                Content-Disposition: attachment; filename="../../etc/passwd"

                x
                --B
                Content-Type: text/plain
                Content-Disposition: attachment; filename="passwd"

                y
                --B
                Content-Type: application/octet-stream; name=my file.doc

                z
                --B--
                """);

        assertThat(mail.text()).isEqualTo("see files");
        assertThat(mail.attachments())
                .extracting(MailAttachment::fileName)
                .containsExactly("Отчёт.pdf", "Снимок.png", "passwd", "passwd-2", "my file.doc");
        assertThat(mail.attachments().get(1).content()).containsExactly(0x89, 'P', 'N', 'G');
    }

    @Test
    @DisplayName("PA-1, PA-12: alternative with text and html, inline image with its content id")
    void alternative() throws UnreadableMail {
        ParsedMail mail = parse("""
                From: a@b.example.org
                Content-Type: multipart/related; boundary=R

                --R
                Content-Type: multipart/alternative; boundary=A

                --A
                Content-Type: text/plain

                plain words
                --A
                Content-Type: text/html

                <p>html words <img src="cid:pic@1"></p>
                --A--
                --R
                Content-Type: image/png
                Content-ID: <pic@1>
                Content-Disposition: inline; filename=pic.png
                Content-Transfer-Encoding: base64

                iVBORw==
                --R--
                """);

        assertThat(mail.text()).isEqualTo("plain words");
        assertThat(mail.html()).contains("html words");
        assertThat(mail.attachments())
                .singleElement()
                .extracting(MailAttachment::contentId)
                .isEqualTo("pic@1");
    }

    @Test
    @DisplayName("PA-1: html only becomes text, without script and style")
    void html_only() throws UnreadableMail {
        ParsedMail mail = parse("""
                From: a@b.example.org
                Content-Type: text/html; charset=utf-8

                <html><head><style>p{}</style></head><body><p>Первая&nbsp;строка</p><div>вторая<br>третья</div>
                <script>alert(1)</script><ul><li>раз</li></ul></body></html>
                """);

        assertThat(mail.text()).isEqualTo("Первая строка\n\nвторая\nтретья\n- раз");
        assertThat(mail.textFromHtml()).isTrue();
    }

    @Test
    @DisplayName("PA-2: broken types, missing end boundary, truncated base64: the content is kept")
    void broken_structure() throws UnreadableMail {
        assertThat(parse("From: a@b.example.org\nContent-Type: text\n\nbody").text())
                .isEqualTo("body");
        assertThat(parse("From: a@b.example.org\nContent-Type: multipart/mixed\n\nbody")
                        .text())
                .isEqualTo("body");
        assertThat(parse("From: a@b.example.org\nContent-Type: text/plain; charset=DEFAULT_CHARSET\n\nтекст")
                        .text())
                .isEqualTo("текст");
        assertThat(parse("From: a@b.example.org\nContent-Transfer-Encoding: nonsense\n\nbody")
                        .text())
                .isEqualTo("body");
        assertThat(parse("From: a@b.example.org\nContent-Transfer-Encoding: base64\n\naGVsbG8gd29ybG")
                        .text())
                .startsWith("hello wo");
        ParsedMail cut = parse("""
                From: a@b.example.org
                Content-Type: multipart/mixed;;; boundary=B

                --B
                Content-Type: text/plain

                first
                --B
                Content-Type: application/x; name=f.bin

                data""");
        assertThat(cut.text()).isEqualTo("first");
        assertThat(cut.attachments()).hasSize(1);
    }

    @Test
    @DisplayName("PA-3: UTF-7, ISO-2022-JP; 2.4 (1): bare CR; 2.4 (4): uuencode")
    void old_encodings() throws UnreadableMail {
        assertThat(parse("From: a@b.example.org\nContent-Type: text/plain; charset=utf-7\n\n+BBQEMA-!")
                        .text())
                .isEqualTo("Да!");
        assertThat(parse("From: a@b.example.org\nContent-Type: text/plain; charset=iso-2022-jp\n\n\u001b$B4A;z\u001b(B")
                        .text())
                .isEqualTo("漢字");
        ParsedMail cr = parse("From: a@b.example.org\rSubject: old\r\rline 1\rline 2");
        assertThat(cr.subject()).isEqualTo("old");
        assertThat(cr.text()).isEqualTo("line 1\nline 2");
        ParsedMail uu = parse("From: a@b.example.org\n\nhello\nbegin 644 cat.txt\n#0V%T\n`\nend\nbye");
        assertThat(uu.text()).isEqualTo("hello\nbye");
        assertThat(uu.attachments()).singleElement().satisfies(file -> {
            assertThat(file.fileName()).isEqualTo("cat.txt");
            assertThat(file.content()).asString().isEqualTo("Cat");
        });
    }

    @Test
    @DisplayName("PA-9: an attached mail is a file, its headers are not the mail's")
    void attached_mail() throws UnreadableMail {
        ParsedMail mail = parse("""
                From: a@b.example.org
                Content-Type: multipart/mixed; boundary=B

                --B

                see attached
                --B
                Content-Type: message/rfc822

                From: other@x.example.org
                Subject: Inner
                References: <evil@x>

                inner
                --B--
                """);

        assertThat(mail.references()).isEmpty();
        assertThat(mail.attachments()).singleElement().satisfies(file -> {
            assertThat(file.fileName()).isEqualTo("Inner.eml");
            assertThat(file.content()).asString().contains("inner");
        });
    }

    @Test
    @DisplayName("PA-15: too deep and too many parts are refused at once")
    void bombs() {
        StringBuilder deep = new StringBuilder("From: a@b.example.org\n");
        for (int i = 0; i < 3000; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        StringBuilder wide = new StringBuilder("Content-Type: multipart/mixed; boundary=B\n\n");
        wide.append("--B\n\n\n".repeat(100_000));

        assertThatThrownBy(() -> parse(deep.toString())).isInstanceOf(UnreadableMail.class);
        assertThatThrownBy(() -> parse(deep.toString().repeat(4))).isInstanceOf(UnreadableMail.class);
        assertThatThrownBy(() -> parse(wide.toString())).isInstanceOf(UnreadableMail.class);
        assertThatThrownBy(() -> parse("X: 1\n".repeat(2000))).isInstanceOf(UnreadableMail.class);
    }

    @Test
    @DisplayName("IN-3, IN-7: no header at all, empty mail, no Message-ID, two senders")
    void missing_headers() throws UnreadableMail {
        assertThat(parse("").messageId()).endsWith("@inbox.invalid>");
        assertThat(parse("").sender()).isNull();
        assertThat(parse("Received: a\nFrom: a@b.example.org\nX-A: 1\n\nt").messageId())
                .isEqualTo(
                        parse("Received: b\nFrom: a@b.example.org\nX-A: 2\n\nt").messageId());
        assertThat(parse("From: a@b.example.org\nFrom: c@d.example.org\n\nt").sender())
                .isNull();
        assertThat(parse("From: <>\n\nt").sender()).isNull();
        assertThat(parse("From: Undisclosed:;\n\nt").sender()).isNull();
        assertThat(parse("From: \"ceo@victim.example.org\" <evil@x.example.org>\n\nt")
                        .sender()
                        .email())
                .isEqualTo("evil@x.example.org");
        assertThat(parse("From: a@b.example.org (Ann)\n\nt").sender().name()).isEqualTo("Ann");
    }

    @Test
    @DisplayName("PA-14: a domain in its own script and as DNS knows it is the same; the local part stays as written")
    void international_domain() throws UnreadableMail {
        MailAddress unicode = parse("From: Info@Почта.example.org\n\nt").sender();
        MailAddress ascii = parse("From: info@xn--80a1acny.example.org\n\nt").sender();

        assertThat(unicode.key()).isEqualTo(ascii.key()).isEqualTo("info@xn--80a1acny.example.org");
        assertThat(unicode.canonical()).isEqualTo("Info@xn--80a1acny.example.org");
        assertThat(ascii.unicodeDomain()).isEqualTo("почта.example.org");
        assertThat(parse("From: иван@client.example.org\n\nt").sender().canonical())
                .isEqualTo("иван@client.example.org");
        assertThat(new MailAddress("a@-broken-.example.org", null).domain()).isEqualTo("-broken-.example.org");
    }

    @Test
    @DisplayName("PA-15: long runs of what patterns repeat cost time in proportion to their length")
    void runs() throws UnreadableMail {
        String head = "From: a@b.example.org\nContent-Type: ";

        assertThat(parse(head + "text/html\n\n<p>a" + "&nbsp;".repeat(200_000) + "b</p>")
                        .text())
                .startsWith("a ")
                .endsWith(" b");
        assertThat(parse(head + "text/html\n\n<pre>a" + " ".repeat(300_000) + "b</pre>")
                        .text())
                .endsWith(" b");
        assertThat(parse("From: " + "@".repeat(60_000) + "\n\nt").sender()).isNull();
        assertThat(parse(head + "text/calendar; name=x.ics\n\nBEGIN:VEVENT\nDTSTART" + ";".repeat(60_000)
                                + "\nEND:VEVENT")
                        .notes())
                .hasSize(1);
        assertThat(parse(head + "text/calendar; name=x.ics\n\nSUMMARY" + ";A=\"".repeat(20_000))
                        .notes())
                .hasSize(1);
    }

    @Test
    @DisplayName("PA-15: a mail that holds the parser too long is left alone, and the next one is read")
    void time_limit() throws UnreadableMail {
        MailReader reader = new MailReader(limited(Duration.ZERO));
        byte[] mail = "From: a@b.example.org\n\nt".getBytes(StandardCharsets.UTF_8);
        // A short one may be read before anybody has looked at the clock.
        byte[] longer =
                ("From: a@b.example.org\n\n" + "What a long line.\n".repeat(500_000)).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> reader.read(longer))
                .isInstanceOfSatisfying(
                        UnreadableMail.class, e -> assertThat(e.limit()).isEqualTo(UnreadableMail.Limit.TIME));
        assertThat(reader.readOrKeep(longer).attachments()).hasSize(1);
        assertThat(new MailReader(limited(Duration.ofSeconds(30))).read(mail).text())
                .isEqualTo("t");
    }

    private static ContentSettings limited(Duration time) {
        ContentSettings d = ContentSettings.DEFAULT;
        return new ContentSettings(
                d.authenticationServers(),
                time,
                d.depth(),
                d.parts(),
                d.headerFields(),
                d.headerFieldSize(),
                d.headerSize(),
                d.addresses(),
                d.attachments(),
                d.decodedSize(),
                d.hops());
    }

    @Test
    @DisplayName("IN-2: the fingerprint ignores what mail systems add")
    void fingerprint() {
        byte[] one = "Received: x\n  by y\nSubject: a\nX-Spam: 1\n\nbody".getBytes(StandardCharsets.US_ASCII);
        byte[] two = "Return-Path: <a>\nSubject: a\n\nbody".getBytes(StandardCharsets.US_ASCII);
        byte[] other = "Subject: a\n\nbody 2".getBytes(StandardCharsets.US_ASCII);

        assertThat(Fingerprint.of(one)).isEqualTo(Fingerprint.of(two)).isNotEqualTo(Fingerprint.of(other));
    }

    @Test
    @DisplayName("PA-13: the words of a reply, without what it quotes")
    void reply_text() throws UnreadableMail {
        assertThat(
                        ReplyText.own(
                                "Спасибо, работает!\n\nПт, 20 нояб. 2026 г. в 10:00, БонусПлюс <bonus@support.example.org>:\n> Решение"))
                .isEqualTo("Спасибо, работает!");
        assertThat(ReplyText.own(
                        "Thanks\n\nOn Fri, 20 Nov 2026 at 10:00, Support\n<bonus@support.example.org> wrote:\n> x"))
                .isEqualTo("Thanks");
        assertThat(ReplyText.own("Не работает\nОт: Поддержка\nОтправлено: вчера\nКому: Иван\n\nстарый текст"))
                .isEqualTo("Не работает");
        assertThat(ReplyText.own("Спасибо\n20.11.2026 10:00, Поддержка пишет:\nстарое"))
                .isEqualTo("Спасибо");
        assertThat(ReplyText.own("> inline\nmy answer")).isEqualTo("my answer");
        assertThat(ReplyText.own("> only a quote")).isEqualTo("> only a quote");
        assertThat(ReplyText.own(parse("""
                From: a@b.example.org
                Content-Type: text/html

                <div>All fine</div><div class="gmail_quote">On … wrote: <blockquote>old</blockquote></div>
                """))).isEqualTo("All fine");
    }

    private static ParsedMail parse(String mail) throws UnreadableMail {
        return parse(mail, new byte[0]);
    }

    private static ParsedMail parse(String header, byte[] body) throws UnreadableMail {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(header.getBytes(StandardCharsets.UTF_8));
        raw.writeBytes(body);
        return MailParser.parse(raw.toByteArray());
    }
}
