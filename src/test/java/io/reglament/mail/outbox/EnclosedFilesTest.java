package io.reglament.mail.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.request.Attachments.Attached;
import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A mail refers to its files and is whole when it is read")
class EnclosedFilesTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 56, 57, 58, 57 * 1024 - 1, 57 * 1024, 57 * 1024 + 1, 3_000_000})
    void a_file_of_any_size_comes_out_as_it_went_in(int size) throws Exception {
        byte[] content = bytes(size);
        InputStream encoded = new Base64Lines(new ByteArrayInputStream(content));

        byte[] lines = encoded.readAllBytes();

        assertThat(java.util.Base64.getMimeDecoder().decode(lines)).isEqualTo(content);
        assertThat((long) lines.length).isLessThanOrEqualTo(Base64Lines.length(size));
        assertThat(new String(lines, StandardCharsets.US_ASCII).split("\r\n")).allMatch(line -> line.length() <= 76);
    }

    @Test
    @DisplayName(
            "PA-6, RFC 2231: names in any script, types that Base64 must not carry, and no content in the skeleton")
    void names_types_and_places() throws Exception {
        String longName = "Договор о сопровождении ".repeat(7) + "統計.pdf";
        List<Attached> files = List.of(
                new Attached(1, 9, longName, "application/pdf; name=x", 5),
                new Attached(2, 9, "統計 \"1\"; a.csv", "text/csv", 100_000),
                new Attached(3, 9, "mail.eml", "message/rfc822", 7),
                new Attached(4, 9, "odd\r\nBcc: x@y.example.org", "no type\r\nX: y", 0));
        List<byte[]> contents = new ArrayList<>();
        files.forEach(file -> contents.add(bytes((int) file.size())));

        MailSource source = compose(files);
        InputStream whole = source.open(id -> new ByteArrayInputStream(contents.get((int) id - 1)));

        assertThat(source.raw()).hasSizeLessThan(4_000);
        assertThat(source.files()).extracting(Enclosure::attachmentId).containsExactly(1L, 2L, 3L, 4L);
        MimeMessage read = new MimeMessage(Session.getInstance(new Properties()), whole);
        MimeMultipart parts = (MimeMultipart) read.getContent();
        assertThat(parts.getCount()).isEqualTo(5);
        for (int i = 0; i < files.size(); i++) {
            BodyPart part = parts.getBodyPart(i + 1);
            assertThat(part.getInputStream().readAllBytes()).isEqualTo(contents.get(i));
            assertThat(part.getDisposition()).isEqualTo("attachment");
        }
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo(longName);
        assertThat(parts.getBodyPart(2).getFileName()).isEqualTo("統計 \"1\"; a.csv");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("application/pdf");
        assertThat(parts.getBodyPart(3).getContentType()).startsWith("application/octet-stream");
        assertThat(parts.getBodyPart(4).getContentType()).startsWith("application/octet-stream");
        assertThat(new String(source.raw(), StandardCharsets.ISO_8859_1).lines())
                .noneMatch(line -> line.startsWith("Bcc") || line.startsWith("X:"))
                .allMatch(line -> line.chars().allMatch(c -> c < 0x7f) && line.length() < 80);
    }

    private static MailSource compose(List<Attached> files) throws Exception {
        MimeBodyPart words = new MimeBodyPart();
        words.setText("Здравствуйте!", "UTF-8");
        EnclosedFiles enclosed = new EnclosedFiles(files);
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
        message.setContent(enclosed.with(new MimeMultipart("alternative", words)));
        message.saveChanges();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return enclosed.source(bytes.toByteArray());
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
