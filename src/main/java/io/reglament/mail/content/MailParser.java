package io.reglament.mail.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a mail apart (mail rules PA-1 … PA-15). */
public final class MailParser {

    private static final int SUBJECT_LENGTH = 255;
    private static final int MOST_REFERENCES = 100;
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,500}>");

    private MailParser() {}

    /** @throws UnreadableMail if the limits of PA-15 are passed or the bytes are no mail at all */
    public static ParsedMail parse(byte[] raw) throws UnreadableMail {
        MimePart root = MimeTree.parse(raw);
        MailBody body = MailBody.of(root);
        HeaderFields headers = root.headers().withLikelyCharset(body.charset());
        List<String> types = new ArrayList<>();
        collectTypes(root, types);
        return new ParsedMail(
                messageId(headers, raw),
                references(headers),
                sender(headers),
                recipients(headers),
                headers.text("Subject", SUBJECT_LENGTH),
                body.text(),
                body.fromHtml(),
                body.html(),
                body.attachments(),
                headers,
                root.mimeType(),
                types,
                returnedIds(root),
                report(root));
    }

    /** @return a mail that says nothing, with the original attached as a file */
    public static ParsedMail unreadable(byte[] raw) {
        HeaderFields none = new HeaderFields(List.of(), null);
        MailAttachment original = new MailAttachment("original.eml", "message/rfc822", null, raw);
        return new ParsedMail(
                messageId(none, raw),
                List.of(),
                null,
                "",
                "",
                "",
                false,
                null,
                List.of(original),
                none,
                "text/plain",
                List.of(),
                List.of(),
                "");
    }

    private static String messageId(HeaderFields headers, byte[] raw) {
        return headers.first("Message-ID")
                .map(MESSAGE_ID::matcher)
                .filter(Matcher::find)
                .map(id -> CleanText.line(id.group(), 600))
                .orElseGet(() -> "<" + HexFormat.of().formatHex(Fingerprint.of(raw)) + "@inbox.invalid>");
    }

    private static List<String> references(HeaderFields headers) {
        Set<String> ids = new LinkedHashSet<>();
        headers.all("References").forEach(value -> collectIds(value, ids));
        headers.all("In-Reply-To").forEach(value -> collectIds(value, ids));
        List<String> all = List.copyOf(ids);
        return all.subList(Math.max(0, all.size() - MOST_REFERENCES), all.size());
    }

    private static void collectIds(String value, Set<String> ids) {
        Matcher id = MESSAGE_ID.matcher(value);
        while (id.find()) {
            ids.add(CleanText.line(id.group(), 600));
        }
    }

    private static MailAddress sender(HeaderFields headers) {
        List<MailAddress> from = Addresses.of(headers, "From");
        if (headers.all("From").size() > 1 || from.size() > 1) {
            return null;
        }
        return from.isEmpty() ? null : from.get(0);
    }

    private static String recipients(HeaderFields headers) {
        List<MailAddress> all = new ArrayList<>(Addresses.of(headers, "To"));
        all.addAll(Addresses.of(headers, "Cc"));
        return String.join(", ", all.stream().map(MailAddress::email).distinct().toList());
    }

    private static void collectTypes(MimePart part, List<String> types) {
        types.add(part.mimeType());
        part.children().forEach(child -> collectTypes(child, types));
    }

    private static List<String> returnedIds(MimePart part) {
        Set<String> ids = new LinkedHashSet<>();
        if (Set.of("message/rfc822", "text/rfc822-headers", "message/global").contains(part.mimeType())) {
            String header =
                    new String(part.body(), 0, Math.min(part.body().length, 65_536), StandardCharsets.ISO_8859_1);
            Matcher line =
                    Pattern.compile("(?im)^message-id:\\s*(<[^<>\\s]{1,500}>)").matcher(header);
            if (line.find()) {
                ids.add(line.group(1));
            }
        }
        part.children().forEach(child -> ids.addAll(returnedIds(child)));
        return List.copyOf(ids);
    }

    private static String report(MimePart part) {
        if (part.mimeType().equals("message/delivery-status")) {
            return CleanText.lines(new String(part.body(), StandardCharsets.ISO_8859_1));
        }
        return part.children().stream()
                .map(MailParser::report)
                .filter(r -> !r.isEmpty())
                .findFirst()
                .orElse("");
    }
}
