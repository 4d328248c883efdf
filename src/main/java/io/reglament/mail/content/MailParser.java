package io.reglament.mail.content;

import io.reglament.mail.content.UnreadableMail.Limit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes a mail apart (mail rules PA-1 … PA-15). */
public final class MailParser {

    private static final int SUBJECT_LENGTH = 255;
    private static final int MOST_REFERENCES = 100;
    private static final int HEAD_SIZE = 60_000;
    private static final int HEAD_LINES = 500;
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,500}>");

    private MailParser() {}

    /** Parses within the default limits, trusting nobody's Authentication-Results. */
    public static ParsedMail parse(byte[] raw) throws UnreadableMail {
        return parse(raw, ContentSettings.DEFAULT);
    }

    /** @throws UnreadableMail if a limit of PA-15 is passed or the bytes are no mail at all; nothing else is thrown */
    public static ParsedMail parse(byte[] raw, ContentSettings settings) throws UnreadableMail {
        return parse(raw, settings, SignatureTrust.NONE);
    }

    /** @throws UnreadableMail as {@link #parse(byte[], ContentSettings)} */
    static ParsedMail parse(byte[] raw, ContentSettings settings, SignatureTrust trust) throws UnreadableMail {
        try {
            return read(raw, settings, trust);
        } catch (RuntimeException | StackOverflowError e) {
            throw new UnreadableMail(Limit.BROKEN, "cannot be parsed: " + e, e);
        }
    }

    private static ParsedMail read(byte[] raw, ContentSettings settings, SignatureTrust trust) throws UnreadableMail {
        MimePart root = MimeTree.parse(raw, settings);
        MailBody body = MailBody.of(root, raw, trust);
        if (body.attachments().size() > settings.attachments()) {
            throw new UnreadableMail(Limit.ATTACHMENTS, "more than " + settings.attachments() + " attachments");
        }
        HeaderFields headers = root.headers().withLikelyCharset(body.charset());
        List<MailAddress> from = Addresses.of(headers, "From");
        List<MailAddress> recipients = new ArrayList<>(Addresses.of(headers, "To"));
        recipients.addAll(Addresses.of(headers, "Cc"));
        if (from.size() + recipients.size() > settings.addresses()) {
            throw new UnreadableMail(Limit.ADDRESSES, "more than " + settings.addresses() + " addresses");
        }
        MailAddress sender = sender(headers, from);
        List<String> types = new ArrayList<>();
        collectTypes(root, types);
        return new ParsedMail(
                messageId(headers, raw),
                references(headers),
                sender,
                String.join(
                        ", ",
                        recipients.stream().map(MailAddress::email).distinct().toList()),
                subject(headers),
                body.text(),
                body.fromHtml(),
                body.html(),
                body.attachments(),
                headers,
                root.mimeType(),
                types,
                returnedIds(root),
                report(root),
                AuthenticationResults.of(headers, sender, settings.authenticationServers()),
                notes(body, headers, from));
    }

    private static List<ContentNote> notes(MailBody body, HeaderFields headers, List<MailAddress> from) {
        List<ContentNote> notes = new ArrayList<>(SenderNotes.of(headers, from));
        notes.addAll(body.notes());
        return List.copyOf(notes);
    }

    /** @return what can be told of a mail that was not taken apart: its header, and the original as a file */
    public static ParsedMail unreadable(byte[] raw, Limit limit) {
        HeaderFields headers = head(raw);
        MailAttachment original = new MailAttachment("original.eml", "message/rfc822", null, raw);
        return new ParsedMail(
                messageId(headers, raw),
                List.of(),
                sender(headers, Addresses.of(headers, "From")),
                "",
                headers.text("Subject", SUBJECT_LENGTH),
                "",
                false,
                null,
                List.of(original),
                headers,
                "text/plain",
                List.of(),
                List.of(),
                "",
                SenderAuthentication.NONE,
                List.of(ContentNote.of(ContentNote.Kind.UNREADABLE, limit.name())));
    }

    /** The beginning of the header, as much of it as can be read at no risk. */
    static HeaderFields head(byte[] raw) {
        int lines = 0;
        int end = 0;
        for (int i = 0; i < raw.length && i < HEAD_SIZE && lines < HEAD_LINES; i++) {
            if (raw[i] == '\n') {
                lines++;
                end = i + 1;
                if (i + 1 < raw.length && (raw[i + 1] == '\n' || raw[i + 1] == '\r')) {
                    break;
                }
            }
        }
        try {
            return MimeTree.parse(Arrays.copyOf(raw, end), ContentSettings.DEFAULT)
                    .headers();
        } catch (UnreadableMail e) {
            return new HeaderFields(List.of(), null);
        }
    }

    /** Several different ones are joined (RFC 7103 7.5.1). */
    private static String subject(HeaderFields headers) {
        return CleanText.line(
                headers.all("Subject").stream()
                        .limit(10)
                        .map(value -> CleanText.line(Cyrillic.repaired(EncodedWords.decode(value)), SUBJECT_LENGTH))
                        .distinct()
                        .collect(Collectors.joining(" ")),
                SUBJECT_LENGTH);
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

    private static MailAddress sender(HeaderFields headers, List<MailAddress> from) {
        return headers.all("From").size() > 1 || from.size() != 1 ? null : from.get(0);
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
