package io.reglament.mail.outbox;

import io.reglament.mail.content.CleanText;
import io.reglament.request.Attachments.Attached;
import io.reglament.request.FileType;
import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The files of one mail while it is composed: a mark stands in each one's place, so that the library never sees the
 * content; then the marks are cut out and their places noted.
 */
final class EnclosedFiles {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_PIECE = 54;
    private static final String PERCENT = "%%%02X";

    /** Files by the mark that stands for them, as it is in the mail. */
    private final Map<String, Attached> marks = new LinkedHashMap<>();

    EnclosedFiles(List<Attached> files) {
        for (Attached file : files) {
            marks.put(UUID.randomUUID().toString(), file);
        }
    }

    /** @return the words, and the marks behind them */
    MimeMultipart with(MimeMultipart words) throws MessagingException {
        MimeMultipart all = new MimeMultipart("mixed");
        MimeBodyPart body = new MimeBodyPart();
        body.setContent(words);
        all.addBodyPart(body);
        for (Map.Entry<String, Attached> file : marks.entrySet()) {
            all.addBodyPart(part(file.getKey(), file.getValue()));
        }
        return all;
    }

    /** @return the composed mail without the marks */
    MailSource source(byte[] composed) {
        // One byte a character, so that indexes are those of the bytes.
        String text = marks.isEmpty() ? "" : new String(composed, StandardCharsets.ISO_8859_1);
        StringBuilder without = new StringBuilder(text.length());
        List<Enclosure> places = new ArrayList<>();
        int from = 0;
        for (Map.Entry<String, Attached> file : marks.entrySet()) {
            String mark = encoded(file.getKey());
            int at = text.indexOf(mark, from);
            without.append(text, from, at);
            places.add(new Enclosure(without.length(), file.getValue().id()));
            from = at + mark.length();
        }
        if (places.isEmpty()) {
            return new MailSource(composed, places);
        }
        without.append(text, from, text.length());
        return new MailSource(without.toString().getBytes(StandardCharsets.ISO_8859_1), places);
    }

    private static MimeBodyPart part(String mark, Attached file) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        String name = CleanText.line(file.fileName(), LONGEST_NAME);
        part.setDataHandler(
                new DataHandler(new ByteArrayDataSource(mark.getBytes(StandardCharsets.US_ASCII), FileType.BYTES)));
        part.setHeader("Content-Type", type(file.contentType()) + parameter("name", name));
        part.setHeader("Content-Transfer-Encoding", "base64");
        part.setHeader("Content-Disposition", "attachment" + parameter("filename", name));
        return part;
    }

    /** In UTF-8 by RFC 2231, in as many pieces as keep the lines short, which the library does not do. */
    private static String parameter(String attribute, String value) {
        if (value.length() <= LONGEST_PIECE && value.matches("[A-Za-z0-9._ -]+")) {
            return ";\r\n\t" + attribute + "=\"" + value + "\"";
        }
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder("UTF-8''");
        for (byte each : value.getBytes(StandardCharsets.UTF_8)) {
            if (piece.length() >= LONGEST_PIECE) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            boolean plain = each >= '0' && each <= '9' || each >= 'A' && each <= 'Z' || each >= 'a' && each <= 'z';
            piece.append(plain || each == '.' || each == '-' ? String.valueOf((char) each) : PERCENT.formatted(each));
        }
        pieces.add(piece.toString());
        if (pieces.size() == 1) {
            return ";\r\n\t" + attribute + "*=" + pieces.get(0);
        }
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            all.append(";\r\n\t")
                    .append(attribute)
                    .append('*')
                    .append(i)
                    .append("*=")
                    .append(pieces.get(i));
        }
        return all.toString();
    }

    /** What Base64 must not carry, and what is no type, is bytes (RFC 2046 5). */
    private static String type(String claimed) {
        String bare = FileType.bare(claimed);
        boolean plain = bare.matches("(application|audio|font|image|text|video)/[a-z0-9][a-z0-9.+-]{0,99}");
        return plain ? bare : FileType.BYTES;
    }

    private static String encoded(String mark) {
        return Base64.getEncoder().encodeToString(mark.getBytes(StandardCharsets.US_ASCII));
    }
}
