package io.reglament.mail.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reglament.ReglamentTest;
import io.reglament.brand.Brand;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.content.MailParser;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.threading.LoopMark;
import io.reglament.mail.threading.MessageIds;
import io.reglament.request.Attachments;
import io.reglament.request.CustomerLinks;
import io.reglament.request.NewRequest;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** What a letter looks like on the wire. */
@ReglamentTest
class OutgoingMailTest {

    private static final DataSize LIMIT = DataSize.ofMegabytes(10);
    private static final OutboxSettings PLAIN = new OutboxSettings(0, Map.of(), false, null, LIMIT);
    private static final ThreadHeaders.Thread NO_THREAD = new ThreadHeaders.Thread(null, List.of());

    @Autowired
    MailTexts texts;

    @Autowired
    LoopMark loopMark;

    @Autowired
    Brand brand;

    @Autowired
    CustomerLinks customerLinks;

    @Autowired
    MessageIds messageIds;

    @Autowired
    ProductProfiles profiles;

    @Autowired
    Requests requests;

    @Autowired
    Customers customers;

    @Autowired
    Attachments attachments;

    @Autowired
    TransactionTemplate transaction;

    @TempDir
    Path directory;

    private RequestView request;
    private String messageId;

    @BeforeEach
    void a_request() {
        request = request("Не открывается отчёт");
        messageId = messageIds.create(
                request.id(), 7, "a@client.example.org", MessageIds.Reply.MESSAGE, "support.example.org");
    }

    @Test
    @DisplayName("AU-5: what a program writes says so and asks for no answer; what a person wrote does not")
    void automatic() throws Exception {
        for (Letter.Kind kind : Letter.Kind.values()) {
            ParsedMail mail = parse(compose(PLAIN, letter(kind, "Ann", "a@client.example.org", "x")));
            assertThat(mail.headers().first("Auto-Submitted").orElse(null))
                    .as(kind.name())
                    .isEqualTo(kind.autoSubmitted());
            assertThat(mail.headers().first("X-Auto-Response-Suppress").orElse(""))
                    .as(kind.name())
                    .isEqualTo(kind.autoSubmitted() == null ? "OOF, AutoReply" : "All");
            assertThat(mail.headers().all(LoopMark.HEADER))
                    .singleElement()
                    .satisfies(mark -> assertThat(loopMark.isOurs(mark)).isTrue());
        }
        assertThat(Letter.Kind.REGISTERED.autoSubmitted()).isEqualTo("auto-replied");
        assertThat(List.of(
                        Letter.Kind.ANSWER,
                        Letter.Kind.SOLUTION,
                        Letter.Kind.CLARIFICATION,
                        Letter.Kind.REJECTED,
                        Letter.Kind.REFUSED))
                .allMatch(kind -> kind.autoSubmitted() == null);
    }

    @Test
    @DisplayName("TH-2, OUT-3: the Message-ID is the one that was given, signed for one recipient, on our domain")
    void message_id() throws Exception {
        assertThat(parse(compose(PLAIN, letter("Ann", "a@client.example.org", "x")))
                        .messageId())
                .isEqualTo(messageId);
        assertThat(messageIds.read(messageId).orElseThrow())
                .extracting(MessageIds.Token::requestId, MessageIds.Token::outboundId)
                .containsExactly(request.id(), 7L);
        assertThat(messageIds.create(
                        request.id(), 7, "b@client.example.org", MessageIds.Reply.MESSAGE, "support.example.org"))
                .isNotEqualTo(messageId);
        String forged = messageId.replace("." + Long.toString(7, 36) + ".", "." + Long.toString(8, 36) + ".");
        assertThat(messageIds.read(forged)).isEmpty();
        assertThat(messageId).endsWith("@support.example.org>").doesNotContain("localhost");
    }

    @Test
    @DisplayName("OUT-4: no name, subject, text or reference makes a header, a line or a recipient")
    void injection() throws Exception {
        List<String> evil = List.of(
                "a\r\nBcc: victim@x.example.org",
                "a\nBcc: victim@x.example.org",
                "a\rBcc: victim@x.example.org",
                "a\0b",
                "a\ud800b\udc00",
                "=?utf-8?q?a=0D=0ABcc:_victim@x.example.org=00?=",
                "\"<victim@x.example.org>, \"",
                "a\u2028Bcc: victim@x.example.org\u0085Bcc: victim@x.example.org",
                "x".repeat(5_000));
        for (String text : evil) {
            // What no caller can store is in the letter all the same.
            String storable = text.replace("\0", "");
            request = request(storable.substring(0, Math.min(255, storable.length())));
            ThreadHeaders.Thread thread =
                    ThreadHeaders.thread("<a@b.example.org>", text.replace(' ', '_') + " <c@d.example.org>");
            Letter letter = Letter.draft(
                            Letter.Kind.ANSWER, new Addressee(text, "a@client.example.org", Language.RU), request.id())
                    .headline(text)
                    .intro(text)
                    .fact(text, text)
                    .quote(text, text)
                    .next(text);
            byte[] raw = compose(PLAIN, profiles.get("bonus"), letter, thread)
                    .source()
                    .raw();
            ParsedMail mail = MailParser.parse(raw);
            assertThat(mail.headers().has("Bcc")).as(text).isFalse();
            assertThat(mail.headers().all("To")).as(text).hasSize(1);
            assertThat(headerLines(raw)).as(text).noneMatch(line -> line.startsWith("Bcc"));
            assertThat(headerLines(raw)).as(text).allMatch(line -> line.length() <= 998);
            assertThat(headerLines(raw))
                    .as(text)
                    .allMatch(line -> line.chars().allMatch(c -> c >= 0x20 && c < 0x7f || c == '\t'));
            assertThat(mail.subject()).as(text).doesNotContain("\r", "\n", "\0");
            assertThat(mail.recipients()).as(text).isEqualTo("a@client.example.org");
        }
    }

    @Test
    @DisplayName("OUT-5: two complete forms in UTF-8, short lines, every value escaped, nothing that is fetched")
    void body() throws Exception {
        String text = "<script>alert(1)</script> & <img src=http://x.example.org/p.gif>\n"
                + "длинное слово ".repeat(400) + "y".repeat(3_000);
        byte[] raw = compose(PLAIN, letter("Аня", "a@client.example.org", text))
                .source()
                .raw();
        ParsedMail mail = MailParser.parse(raw);

        assertThat(mail.mimeType()).isEqualTo("multipart/alternative");
        assertThat(mail.partTypes()).contains("text/plain", "text/html");
        assertThat(mail.text()).contains(text.strip(), "Здравствуйте, Аня!");
        assertThat(mail.html())
                .contains("&lt;script&gt;", "&lt;img src")
                .doesNotContain("<script", "<img", "<link", "url(");
        assertThat(new String(raw, StandardCharsets.ISO_8859_1).split("\r\n")).allMatch(line -> line.length() <= 998);
        assertThat(new String(raw, StandardCharsets.ISO_8859_1).replace("\r\n", ""))
                .doesNotContain("\r", "\n");
    }

    @Test
    @DisplayName("TH-7: References are folded and capped, In-Reply-To names the answered mail")
    void references() throws Exception {
        String earlier = IntStream.range(0, 40)
                .mapToObj(i -> "<" + "x".repeat(190) + i + "@client.example.org>")
                .collect(Collectors.joining(" "));
        byte[] raw = compose(
                        PLAIN,
                        profiles.get("bonus"),
                        letter("Ann", "a@client.example.org", "x"),
                        ThreadHeaders.thread("<last@client.example.org>", earlier))
                .source()
                .raw();
        assertThat(MailParser.parse(raw).references()).hasSize(11).endsWith("<last@client.example.org>");
        assertThat(headerLines(raw)).allMatch(line -> line.length() <= 998);
    }

    @Test
    @DisplayName("PA-14: a domain in Cyrillic stands as A-label; a local part in Cyrillic stays, for SMTPUTF8")
    void international_addresses() throws Exception {
        byte[] domain = compose(PLAIN, letter("Аня", "Anna@Почта.example.org", "x"))
                .source()
                .raw();
        assertThat(headerLines(domain)).anyMatch(line -> line.contains("<Anna@xn--80a1acny.example.org>"));
        assertThat(headerLines(domain)).allMatch(line -> line.chars().allMatch(c -> c < 0x7f));

        byte[] local = compose(PLAIN, letter("Аня", "аня@client.example.org", "x"))
                .source()
                .raw();
        assertThat(new String(local, StandardCharsets.UTF_8)).contains("<аня@client.example.org>");
        assertThat(MailParser.parse(local).subject()).contains("Не открывается отчёт");
    }

    @Test
    @DisplayName("OUT-4: a letter to what is no address is written all the same, for the person who is told")
    void no_address() throws Exception {
        assertThat(parse(compose(PLAIN, letter("Ann", "nobody", "x"))).headers().first("To"))
                .contains("undisclosed-recipients:;");
    }

    @Test
    @DisplayName("AU-5, TH-1: with plus addresses, replies and reports go to a signed address of the mailbox")
    void plus_addresses() throws Exception {
        MailComposer.Composed mail =
                compose(new OutboxSettings(0, Map.of(), true, null, LIMIT), letter("Ann", "a@client.example.org", "x"));
        assertThat(mail.returnPath()).matches("bonus\\+r[0-9a-z.]+@support\\.example\\.org");
        assertThat(mail.returnPath().indexOf('@')).isLessThanOrEqualTo(64);
        assertThat(MailParser.parse(mail.source().raw()).headers().first("Reply-To"))
                .contains(mail.returnPath());
        assertThat(messageIds.readAddress(mail.returnPath().toUpperCase(Locale.ROOT)))
                .isEqualTo(messageIds.read(messageId));
        assertThat(messageIds.readAddress(mail.returnPath().replaceFirst("\\.7\\.", ".8.")))
                .isEmpty();

        MailComposer.Composed without = compose(PLAIN, letter("Ann", "a@client.example.org", "x"));
        assertThat(without.returnPath()).isNull();
        assertThat(MailParser.parse(without.source().raw()).headers().has("Reply-To"))
                .isFalse();
    }

    @Test
    @DisplayName("DKIM: where a key is set, header and body are signed so that a receiver can verify them")
    void dkim() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        Path key = directory.resolve("key.pem");
        Files.writeString(
                key,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        OutboxSettings settings =
                new OutboxSettings(0, Map.of(), false, new OutboxSettings.Dkim("mail2026", key), LIMIT);

        byte[] raw = compose(settings, letter("Аня", "a@client.example.org", "Ответ с пробелами  \n\nи строками"))
                .source()
                .raw();

        assertThat(verified(raw, keys)).isTrue();
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        assertThat(verified(
                        text.replaceFirst("From: .*", "From: evil@x.example.org")
                                .getBytes(StandardCharsets.ISO_8859_1),
                        keys))
                .isFalse();
        assertThat(verified((text + "more\r\n").getBytes(StandardCharsets.ISO_8859_1), keys))
                .isFalse();
        assertThat(MailParser.parse(raw).messageId()).isEqualTo(messageId);
        assertThat(tags(dkimValue(raw)))
                .containsEntry("d", "support.example.org")
                .containsEntry("s", "mail2026")
                .doesNotContainKey("l");
    }

    @Test
    @DisplayName("DKIM: a key that cannot be read ends the start, naming the file")
    void bad_key() throws Exception {
        Path key = Files.writeString(directory.resolve("bad.pem"), "nonsense");
        assertThatThrownBy(() -> new DkimSigning(
                        new OutboxSettings(0, Map.of(), false, new OutboxSettings.Dkim("s", key), LIMIT)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bad.pem")
                .hasMessageContaining("PKCS#8");
    }

    /** RFC 6376 3.7 for relaxed/relaxed and RSA, written from the RFC, not from the library under test. */
    private static boolean verified(byte[] raw, KeyPair keys) throws Exception {
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        List<String> fields = List.of(text.substring(0, end).split("\r\n(?![ \t])"));
        Map<String, String> tags = tags(dkimValue(raw));
        assertThat(tags).containsEntry("c", "relaxed/relaxed").containsEntry("a", "rsa-sha256");
        String body = text.substring(end + 4)
                        .replaceAll("[ \t]+\r\n", "\r\n")
                        .replaceAll("[ \t]+", " ")
                        .replaceAll("(\r\n)+$", "")
                + "\r\n";
        String bodyHash = Base64.getEncoder()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.ISO_8859_1)));
        if (!bodyHash.equals(tags.get("bh"))) {
            return false;
        }
        List<String> rest = new ArrayList<>(fields);
        StringBuilder signed = new StringBuilder();
        for (String name : tags.get("h").split(":")) {
            for (int i = rest.size() - 1; i >= 0; i--) {
                if (rest.get(i).toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                    signed.append(relaxed(rest.remove(i))).append("\r\n");
                    break;
                }
            }
        }
        String own = fields.stream()
                .filter(field -> field.startsWith("DKIM-Signature:"))
                .findFirst()
                .orElseThrow();
        signed.append(relaxed(own.replaceFirst("([;\\s]b=)[^;]*", "$1")));
        assertThat(List.of(tags.get("h").toLowerCase(Locale.ROOT).split(":")))
                .contains("from", "to", "subject", "date", "message-id");
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(keys.getPublic());
        verifier.update(signed.toString().getBytes(StandardCharsets.ISO_8859_1));
        return verifier.verify(Base64.getMimeDecoder().decode(tags.get("b")));
    }

    private static String relaxed(String field) {
        int colon = field.indexOf(':');
        return field.substring(0, colon).strip().toLowerCase(Locale.ROOT) + ":"
                + field.substring(colon + 1)
                        .replace("\r\n", "")
                        .replaceAll("[ \t]+", " ")
                        .strip();
    }

    private static String dkimValue(byte[] raw) {
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        return List.of(text.split("\r\n(?![ \t])")).stream()
                .filter(field -> field.startsWith("DKIM-Signature:"))
                .findFirst()
                .orElseThrow()
                .substring("DKIM-Signature:".length());
    }

    private static Map<String, String> tags(String value) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String tag : value.replaceAll("\\s+", "").split(";")) {
            int equals = tag.indexOf('=');
            tags.put(tag.substring(0, equals), tag.substring(equals + 1));
        }
        return tags;
    }

    private static List<String> headerLines(byte[] raw) {
        String text = new String(raw, StandardCharsets.UTF_8);
        return List.of(text.substring(0, text.indexOf("\r\n\r\n")).split("\r\n"));
    }

    private RequestView request(String subject) {
        return transaction.execute(status -> requests.register(new NewRequest(
                "bonus",
                customers.contact("user@client.example.org").orElseThrow(),
                NewRequest.Channel.PHONE,
                subject,
                "x " + UUID.randomUUID(),
                "Test",
                null)));
    }

    private Letter letter(String name, String address, String words) {
        return letter(Letter.Kind.ANSWER, name, address, words);
    }

    private Letter letter(Letter.Kind kind, String name, String address, String words) {
        return Letter.draft(kind, new Addressee(name, address, Language.RU), request.id())
                .intro("Вступление")
                .quote("Ответ", words)
                .next("Дальше");
    }

    private MailComposer.Composed compose(OutboxSettings settings, Letter letter) {
        return compose(settings, profiles.get("bonus"), letter, NO_THREAD);
    }

    private MailComposer.Composed compose(
            OutboxSettings settings, ProductProfile profile, Letter letter, ThreadHeaders.Thread thread) {
        return new MailComposer(
                        texts,
                        loopMark,
                        messageIds,
                        new DkimSigning(settings),
                        settings,
                        customerLinks,
                        brand,
                        attachments)
                .compose(profile, request, letter, messageId, thread, Instant.EPOCH);
    }

    private static ParsedMail parse(MailComposer.Composed mail) throws Exception {
        return MailParser.parse(mail.source().raw());
    }
}
