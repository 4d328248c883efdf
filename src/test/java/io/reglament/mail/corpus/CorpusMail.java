package io.reglament.mail.corpus;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A mail of {@code mail-corpus/<kind>/<name>.eml} and what the rules demand of it, from {@code expected.yaml} beside it.
 * Some mails name {@code {{run}}}, {@code {{token}}}, {@code {{original}}}, {@code {{number}}}: the test says what stands
 * there.
 *
 * @param raw with these names as they are
 */
public record CorpusMail(String kind, Expected expected, byte[] raw) {

    private static final Path ROOT = Path.of("src/test/resources/mail-corpus");

    /**
     * @param rules of the mail in the wild, e.g. {@code PA-3}
     * @param outcome in the ledger
     * @param reason why a person sorts it; null if none does
     * @param unreadable the limit that it passes; null if it can be taken apart
     * @param from bare address; null if nobody can be named
     * @param name of the sender; null where the rules say nothing
     * @param text the whole text; null where only {@code contains} is said
     * @param own what the writer added; null where the rules say nothing
     * @param html what the shown HTML contains
     * @param attachments null where the rules say nothing
     * @param notes kinds of what a person is told beside the text; null for none
     * @param thread {@code NEW}: a request of its own; {@code JOINS}: the request that it answers; {@code NONE}
     * @param language in which the sender is answered; null where nobody is
     * @param sent what is shown as the sender's date, {@code none} for nothing; null where the rules say nothing
     */
    public record Expected(
            String mail,
            List<String> rules,
            String outcome,
            String reason,
            String unreadable,
            String subject,
            String from,
            String name,
            String text,
            List<String> contains,
            String own,
            List<String> html,
            List<File> attachments,
            List<String> notes,
            String thread,
            String language,
            String sent) {}

    /** @param size in bytes */
    public record File(String name, String type, int size) {}

    /** @return all mails, in the order of their files, which is the order in which they are to be delivered */
    public static List<CorpusMail> all() {
        ObjectMapper yaml =
                new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        List<CorpusMail> mails = new ArrayList<>();
        try (Stream<Path> kinds = Files.list(ROOT)) {
            for (Path kind : kinds.filter(Files::isDirectory).sorted().toList()) {
                Expected[] expected =
                        yaml.readValue(kind.resolve("expected.yaml").toFile(), Expected[].class);
                for (Expected mail : expected) {
                    byte[] raw = Files.readAllBytes(kind.resolve(mail.mail() + ".eml"));
                    mails.add(new CorpusMail(kind.getFileName().toString(), mail, raw));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mails;
    }

    /** @return the bytes with the names replaced */
    public byte[] raw(Map<String, String> values) {
        return replaced(new String(raw, StandardCharsets.ISO_8859_1), values).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** @return the text with the names replaced; null for null */
    public static String replaced(String text, Map<String, String> values) {
        String replaced = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            replaced = replaced == null ? null : replaced.replace("{{" + value.getKey() + "}}", value.getValue());
        }
        return replaced;
    }

    @Override
    public String toString() {
        return String.join(", ", expected.rules()) + ": " + kind + "/" + expected.mail();
    }
}
