package io.reglament.mail.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.mail.HtmlSanitizer;
import io.reglament.mail.content.ContentSettings;
import io.reglament.mail.content.Fingerprint;
import io.reglament.mail.content.MailParser;
import io.reglament.mail.content.MailReader;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.content.ReplyText;
import io.reglament.mail.content.UnreadableMail;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** The corpus, damaged in ways that nobody thought of: whatever comes out, no exception leaves the parser. */
class MailFuzzTest {

    private static final List<CorpusMail> MAILS = CorpusMail.all();
    private static final Instant RECEIVED = Instant.parse("2026-11-21T09:00:00Z");
    private static final HtmlSanitizer SANITIZER = new HtmlSanitizer();

    /** One kind of damage. */
    private enum Damage {
        /** Single bytes become others. */
        FLIP,
        /** The rest is lost. */
        CUT,
        /** A piece in the middle is lost. */
        GAP,
        /** Header lines come twice. */
        REPEATED_HEADER,
        /** The mail becomes a part of itself. */
        NESTED,
        /** A piece of another mail stands in the middle. */
        SPLICED,
        /** Bytes that mean something to parsers. */
        SYNTAX
    }

    private static final String[] SYNTAX = {
        "\r\n\r\n",
        "\r",
        "\0",
        "--",
        "=?utf-8?B?",
        "?=",
        "\"",
        ";",
        "(((((",
        "<",
        ">",
        "=",
        "=00",
        ":",
        "\r\n ",
        "{\\rtf1",
        "\u001b$B"
    };

    record Mutant(String name, byte[] raw) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Provide
    Arbitrary<Mutant> mutants() {
        Arbitrary<List<Damage>> damages =
                Arbitraries.of(Damage.class).list().ofMinSize(1).ofMaxSize(3);
        return Combinators.combine(Arbitraries.integers().between(0, MAILS.size() - 1), damages, Arbitraries.longs())
                .as((mail, list, seed) -> {
                    Random random = new Random(seed);
                    byte[] raw = MAILS.get(mail).raw();
                    for (Damage damage : list) {
                        raw = damaged(raw, damage, random);
                    }
                    return new Mutant(MAILS.get(mail) + " " + list + " " + seed, raw);
                });
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    @Label(
            "PA-2, PA-15, IN-6: a damaged mail is read, or named unreadable; no exception and no unclean text leaves the parser")
    void no_exception(@ForAll("mutants") Mutant mutant) {
        ParsedMail mail;
        try {
            mail = MailParser.parse(mutant.raw());
        } catch (UnreadableMail e) {
            assertThat(e.limit()).isNotNull();
            mail = MailParser.unreadable(mutant.raw(), e.limit());
        }
        assertThat(mail.messageId()).startsWith("<").endsWith(">");
        assertThat(Fingerprint.of(mutant.raw())).hasSize(32);
        assertThat(ReplyText.own(mail)).isNotNull();
        assertThat(ReplyText.words(mail)).isNotNull();
        assertThat(SANITIZER.clean(mail.html())).doesNotContainIgnoringCase("<script");
        mail.sentAt(RECEIVED);
        for (String text : Arrays.asList(mail.subject(), mail.text(), mail.html(), mail.recipients(), mail.report())) {
            assertThat(text == null ? "" : text)
                    .doesNotContain("\0")
                    .matches(t -> t.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF), "no lone surrogate");
        }
        assertThat(mail.subject()).doesNotContain("\n", "\r");
        assertThat(mail.attachments())
                .allSatisfy(file -> assertThat(file.fileName())
                        .isNotBlank()
                        .doesNotContain("/", "\\", "\n", "\r")
                        .doesNotStartWith("."));
    }

    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    @Label("PA-15: under the time limit as well nothing but an unreadable mail is thrown")
    void no_exception_from_the_reader(@ForAll("mutants") Mutant mutant) {
        assertThat(READER.readOrKeep(mutant.raw()).attachments()).isNotNull();
    }

    private static final MailReader READER = new MailReader(ContentSettings.DEFAULT);

    private static byte[] damaged(byte[] raw, Damage damage, Random random) {
        if (raw.length == 0) {
            return raw;
        }
        int at = random.nextInt(raw.length);
        int end = at + random.nextInt(raw.length - at);
        return switch (damage) {
            case FLIP -> {
                byte[] flipped = raw.clone();
                for (int i = 0; i <= raw.length / 200; i++) {
                    flipped[random.nextInt(raw.length)] = (byte) random.nextInt(256);
                }
                yield flipped;
            }
            case CUT -> Arrays.copyOf(raw, at);
            case GAP -> joined(Arrays.copyOf(raw, at), Arrays.copyOfRange(raw, end, raw.length));
            case REPEATED_HEADER -> joined(firstLines(raw, 1 + random.nextInt(8)), raw);
            case NESTED -> nested(raw, 1 + random.nextInt(60));
            case SPLICED -> {
                byte[] other = MAILS.get(random.nextInt(MAILS.size())).raw();
                int from = other.length == 0 ? 0 : random.nextInt(other.length);
                yield joined(
                        Arrays.copyOf(raw, at),
                        Arrays.copyOfRange(other, from, other.length),
                        Arrays.copyOfRange(raw, at, raw.length));
            }
            case SYNTAX ->
                joined(
                        Arrays.copyOf(raw, at),
                        SYNTAX[random.nextInt(SYNTAX.length)]
                                .repeat(1 + random.nextInt(50))
                                .getBytes(StandardCharsets.ISO_8859_1),
                        Arrays.copyOfRange(raw, at, raw.length));
        };
    }

    private static byte[] nested(byte[] raw, int levels) {
        StringBuilder head = new StringBuilder("From: nested@client.example.org\r\n");
        for (int i = 0; i < levels; i++) {
            head.append("Content-Type: multipart/mixed; boundary=n")
                    .append(i)
                    .append("\r\n\r\n--n")
                    .append(i)
                    .append("\r\n");
        }
        return joined(head.toString().getBytes(StandardCharsets.US_ASCII), raw);
    }

    private static byte[] firstLines(byte[] raw, int count) {
        int end = 0;
        for (int lines = 0; end < raw.length && lines < count; end++) {
            lines += raw[end] == '\n' ? 1 : 0;
        }
        return Arrays.copyOf(raw, end);
    }

    private static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }
}
