package io.reglament.mail.content;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Entities;

/**
 * Chooses what to read of a mail's parts and what is a file (mail rule PA-1).
 *
 * @param charset of the text, for raw 8-bit headers; null if unknown
 * @param fromHtml whether the text was taken from the HTML
 */
record MailBody(
        String text,
        String html,
        boolean fromHtml,
        String charset,
        List<MailAttachment> attachments,
        List<ContentNote> notes) {

    private static final int TEXT_LENGTH = 1_000_000;

    /** One inline piece; either may be null. */
    private record Segment(String text, String html) {}

    static MailBody of(MimePart root) {
        Reader reader = new Reader();
        List<Segment> segments = reader.read(root);
        boolean anyHtml = segments.stream().anyMatch(s -> s.html() != null);
        boolean anyText =
                segments.stream().anyMatch(s -> s.text() != null && !s.text().isBlank());
        StringBuilder text = new StringBuilder();
        StringBuilder html = new StringBuilder();
        for (Segment segment : segments) {
            boolean useHtml = segment.text() == null || segment.text().isBlank();
            String words = useHtml && segment.html() != null ? HtmlText.of(segment.html()) : segment.text();
            text.append(text.isEmpty() ? "" : "\n\n").append(words == null ? "" : words);
            html.append(segment.html() != null ? segment.html() : asHtml(segment.text()));
        }
        String clean = CleanText.lines(text.toString()).strip();
        return new MailBody(
                clean.length() > TEXT_LENGTH ? clean.substring(0, TEXT_LENGTH) : clean,
                anyHtml ? CleanText.lines(html.toString()) : null,
                anyHtml && !anyText,
                reader.charset,
                List.copyOf(reader.attachments),
                List.of());
    }

    private static String asHtml(String text) {
        return "<pre>" + Entities.escape(text == null ? "" : text) + "</pre>";
    }

    private static final class Reader {

        private final List<MailAttachment> attachments = new ArrayList<>();
        private final Set<String> names = new HashSet<>();
        private String charset;
        private boolean hasText;

        List<Segment> read(MimePart part) {
            if (part.isMultipart()) {
                return part.mimeType().equals("multipart/alternative") ? alternative(part) : inOrder(part);
            }
            String type = part.mimeType();
            boolean words = type.equals("text/plain") || type.equals("text/html") || type.startsWith("multipart/");
            // Some programs name the body itself; only a second named text is a file.
            boolean file = part.disposition().equals("attachment")
                    || part.fileName().isPresent()
                            && (hasText || part.disposition().equals("inline"));
            if (words && !file) {
                return List.of(inline(part, type));
            }
            if (part.body().length > 0 || part.fileName().isPresent()) {
                attach(part, type);
            }
            return List.of();
        }

        private List<Segment> inOrder(MimePart part) {
            List<Segment> all = new ArrayList<>();
            part.children().forEach(child -> all.addAll(read(child)));
            return all;
        }

        /** The richest form last (RFC 2046 5.1.4): the last HTML and the first text that say anything. */
        private List<Segment> alternative(MimePart part) {
            String text = null;
            String html = null;
            for (MimePart child : part.children()) {
                for (Segment segment : read(child)) {
                    text = text == null || text.isBlank() ? segment.text() : text;
                    html = segment.html() == null ? html : segment.html();
                }
            }
            return List.of(new Segment(text, html));
        }

        private Segment inline(MimePart part, String type) {
            String declared = part.charset().orElse(null);
            String decoded = CleanText.lines(Charsets.decode(part.body(), declared));
            if (charset == null && part.body().length > 0) {
                charset = declared != null
                        ? declared
                        : Charsets.guess(part.body()).map(c -> c.name()).orElse(null);
            }
            hasText = hasText || !decoded.isBlank();
            if (type.equals("text/html")) {
                return new Segment(null, decoded);
            }
            Uuencoded parts = Uuencoded.extract(decoded);
            parts.files().forEach(f -> add(f.name(), "application/octet-stream", null, f.content(), "attachment.bin"));
            return new Segment(parts.text(), null);
        }

        private void attach(MimePart part, String type) {
            String contentId = part.headers()
                    .first("Content-ID")
                    .map(id -> CleanText.line(id.replaceAll("[<>]", ""), 200))
                    .filter(id -> !id.isEmpty())
                    .orElse(null);
            boolean mail = type.equals("message/rfc822");
            String name = part.fileName().orElse(null);
            if (name == null && mail) {
                name = attachedSubject(part.body()) + ".eml";
            }
            add(name, type, contentId, part.body(), "attachment-" + (attachments.size() + 1) + extension(type));
        }

        private void add(String name, String type, String contentId, byte[] content, String fallback) {
            attachments.add(new MailAttachment(FileNames.safe(name, fallback, names), type, contentId, content));
        }

        private static String attachedSubject(byte[] mail) {
            try {
                String subject =
                        MimeTree.parse(mail, ContentSettings.DEFAULT).headers().text("Subject", 100);
                return subject.isEmpty() ? "mail" : subject;
            } catch (UnreadableMail e) {
                return "mail";
            }
        }

        private static String extension(String type) {
            return switch (type.toLowerCase(Locale.ROOT)) {
                case "image/png" -> ".png";
                case "image/jpeg" -> ".jpg";
                case "image/gif" -> ".gif";
                case "application/pdf" -> ".pdf";
                case "text/plain" -> ".txt";
                case "text/html" -> ".html";
                case "text/calendar" -> ".ics";
                case "message/rfc822" -> ".eml";
                default -> ".bin";
            };
        }
    }
}
