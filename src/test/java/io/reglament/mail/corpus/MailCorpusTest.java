package io.reglament.mail.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.mail.HtmlSanitizer;
import io.reglament.mail.content.MailAttachment;
import io.reglament.mail.content.MailParser;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.content.ReplyText;
import io.reglament.mail.content.UnreadableMail;
import io.reglament.mail.corpus.CorpusMail.Expected;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read of each mail of the corpus, without server and database. */
class MailCorpusTest {

    private static final Map<String, String> VALUES = Map.of(
            "run", "r1",
            "token", "<r1.1.00000000.AAAAAAAAAAAAAAAAAAAAAA@support.example.org>",
            "original", "<original@client.example.org>",
            "number", "BONUS-2026-000001");

    private static final Instant RECEIVED = Instant.parse("2026-11-21T09:00:00Z");

    private final HtmlSanitizer sanitizer = new HtmlSanitizer();

    static List<CorpusMail> mails() {
        return CorpusMail.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mails")
    @DisplayName("PA-1 … PA-15, IN-7, IN-8: each mail of the corpus is read as the rules demand")
    void content(CorpusMail mail) throws UnreadableMail {
        Expected expected = mail.expected();
        byte[] raw = mail.raw(VALUES);
        if (expected.unreadable() != null) {
            assertThat(limit(raw)).isEqualTo(expected.unreadable());
            return;
        }
        ParsedMail parsed = MailParser.parse(raw);
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(parsed.subject()).as("subject").isEqualTo(CorpusMail.replaced(expected.subject(), VALUES));
        softly.assertThat(parsed.sender() == null ? null : parsed.sender().email())
                .as("from")
                .isEqualTo(expected.from());
        if (expected.name() != null) {
            softly.assertThat(parsed.sender().name()).as("name").isEqualTo(expected.name());
        }
        if (expected.text() != null) {
            softly.assertThat(parsed.text()).as("text").isEqualTo(CorpusMail.replaced(expected.text(), VALUES));
        }
        if (expected.contains() != null) {
            softly.assertThat(parsed.text()).as("text").contains(expected.contains());
        }
        if (expected.own() != null) {
            softly.assertThat(ReplyText.own(parsed)).as("own words").isEqualTo(expected.own());
        }
        if (expected.html() != null) {
            softly.assertThat(sanitizer.clean(parsed.html())).as("html").contains(expected.html());
        }
        if (expected.attachments() != null) {
            softly.assertThat(parsed.attachments().stream()
                            .map(MailCorpusTest::file)
                            .toList())
                    .as("attachments")
                    .isEqualTo(expected.attachments());
        }
        if (expected.sent() != null) {
            Instant sent = parsed.sentAt(RECEIVED);
            softly.assertThat(sent == null ? "none" : sent.toString())
                    .as("sent")
                    .isEqualTo(expected.sent());
        }
        softly.assertThat(parsed.notes().stream().map(n -> n.kind().name()).toList())
                .as("notes")
                .isEqualTo(expected.notes() == null ? List.of() : expected.notes());
        softly.assertAll();
    }

    @Test
    @DisplayName("PA-1 … PA-15: no text that is stored holds what a table refuses")
    void clean() {
        for (CorpusMail mail : mails()) {
            ParsedMail parsed;
            try {
                parsed = MailParser.parse(mail.raw(VALUES));
            } catch (UnreadableMail e) {
                continue;
            }
            Stream.of(parsed.subject(), parsed.text(), parsed.html(), parsed.messageId(), parsed.recipients())
                    .filter(text -> text != null)
                    .forEach(text -> assertThat(text)
                            .as(mail.toString())
                            .doesNotContain("\0")
                            .matches(
                                    t -> t.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF),
                                    "no lone surrogate"));
        }
    }

    @Test
    @DisplayName("PA-1 … PA-16: the corpus is large, no mail is there twice, each kind of trouble at least twice")
    void complete() {
        List<CorpusMail> mails = mails();
        assertThat(mails).hasSizeGreaterThanOrEqualTo(150);
        Set<String> contents = new HashSet<>();
        mails.stream()
                .filter(mail -> !mail.kind().equals("copies"))
                .forEach(mail -> assertThat(contents.add(new String(mail.raw(), StandardCharsets.ISO_8859_1)
                                .replaceAll("(?im)^(Date|Message-ID):.*$", "")))
                        .as(mail.toString())
                        .isTrue());
        Map<String, Long> rules = mails.stream()
                .flatMap(mail -> mail.expected().rules().stream())
                .collect(Collectors.groupingBy(rule -> rule, Collectors.counting()));
        assertThat(rules).allSatisfy((rule, count) -> assertThat(count).as(rule).isGreaterThanOrEqualTo(2));
    }

    private static String limit(byte[] raw) {
        try {
            MailParser.parse(raw);
            return null;
        } catch (UnreadableMail e) {
            return e.limit().name();
        }
    }

    private static CorpusMail.File file(MailAttachment attachment) {
        return new CorpusMail.File(attachment.fileName(), attachment.contentType(), attachment.content().length);
    }
}
