package io.reglament.mail.content;

import java.util.ArrayList;
import java.util.List;
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
    record Segment(String text, String html) {}

    /** @param raw the whole mail, for signatures */
    static MailBody of(MimePart root, byte[] raw, SignatureTrust trust) {
        PartReader reader = new PartReader(raw, trust);
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
        List<ContentNote> notes = new ArrayList<>(reader.notes());
        if (clean.length() > TEXT_LENGTH) {
            reader.cut(clean, ".txt");
            clean = clean.substring(0, TEXT_LENGTH);
            notes = reader.notes();
        }
        return new MailBody(
                clean,
                anyHtml ? CleanText.lines(html.toString()) : null,
                anyHtml && !anyText,
                reader.charset(),
                reader.attachments(),
                List.copyOf(notes));
    }

    private static String asHtml(String text) {
        return "<pre>" + Entities.escape(text == null ? "" : text) + "</pre>";
    }
}
