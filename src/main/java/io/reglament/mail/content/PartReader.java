package io.reglament.mail.content;

import io.reglament.mail.content.ContentNote.Kind;
import io.reglament.mail.content.MailBody.Segment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Walks over the parts of one mail: words to read, files to keep, notes about both (mail rules PA-1, PA-9, PA-10). */
final class PartReader {

    private static final int HTML_LENGTH = 2_000_000;
    /** Signed within signed within signed is no mail that a person writes. */
    private static final int MOST_WRAPPINGS = 3;

    private static final Set<String> CMS = Set.of("application/pkcs7-mime", "application/x-pkcs7-mime");
    private static final Set<String> MAILS = Set.of("message/rfc822", "message/global");

    private final byte[] raw;
    private final SignatureTrust trust;
    private final List<MailAttachment> attachments = new ArrayList<>();
    private final List<ContentNote> notes = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private String charset;
    private boolean hasText;
    private int related;
    private int wrappings;

    PartReader(byte[] raw, SignatureTrust trust) {
        this.raw = raw;
        this.trust = trust;
    }

    List<MailAttachment> attachments() {
        return List.copyOf(attachments);
    }

    List<ContentNote> notes() {
        return List.copyOf(notes);
    }

    /** @return of the text; null if there is none */
    String charset() {
        return charset;
    }

    List<Segment> read(MimePart part) {
        if (part.isMultipart()) {
            return multipart(part);
        }
        String type = part.mimeType();
        boolean words = type.equals("text/plain") || type.equals("text/html") || type.startsWith("multipart/");
        // Some programs name the body itself; only a second named text is a file.
        boolean file = part.disposition().equals("attachment")
                || part.fileName().isPresent() && (hasText || part.disposition().equals("inline"));
        if (words && !file) {
            return List.of(inline(part, type));
        }
        byte[] content = Uuencoded.decoded(part);
        if (content.length == 0 && part.fileName().isEmpty()) {
            return List.of();
        }
        return special(part, type, content).orElseGet(() -> {
            attach(part, type, content);
            return List.of();
        });
    }

    /** Says that a text is not shown whole, and keeps the whole. */
    void cut(String text, String extension) {
        add("text" + extension, "text/plain", null, text.getBytes(StandardCharsets.UTF_8), "text.txt");
        notes.add(ContentNote.of(Kind.TEXT_CUT));
    }

    private List<Segment> multipart(MimePart part) {
        boolean isRelated = part.mimeType().equals("multipart/related");
        related += isRelated ? 1 : 0;
        List<Segment> found = part.mimeType().equals("multipart/alternative") ? alternative(part) : inOrder(part);
        related -= isRelated ? 1 : 0;
        if (part.mimeType().equals("multipart/signed")) {
            notes.add(wrappings++ < MOST_WRAPPINGS ? signature(part) : ContentNote.of(Kind.SIGNATURE_UNKNOWN));
        } else if (part.mimeType().equals("multipart/encrypted")) {
            notes.add(ContentNote.of(Kind.ENCRYPTED));
        }
        return found;
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
        byte[] body = Uuencoded.decoded(part);
        String decoded = Cyrillic.repaired(CleanText.lines(Charsets.decode(body, declared)));
        if (charset == null && body.length > 0) {
            charset = declared != null
                    ? declared
                    : Charsets.guess(body).map(c -> c.name()).orElse(null);
        }
        hasText = hasText || !decoded.isBlank();
        if (type.equals("text/html")) {
            if (decoded.length() > HTML_LENGTH) {
                cut(decoded, ".html.txt");
                decoded = decoded.substring(0, HTML_LENGTH);
            }
            return new Segment(null, decoded);
        }
        if (decoded.contains("-----BEGIN PGP MESSAGE-----")) {
            notes.add(ContentNote.of(Kind.ENCRYPTED));
        } else if (decoded.contains("-----BEGIN PGP SIGNED MESSAGE-----")) {
            notes.add(ContentNote.of(Kind.SIGNATURE_UNKNOWN));
        }
        Uuencoded parts = Uuencoded.extract(decoded);
        parts.files().forEach(f -> add(f.name(), "application/octet-stream", null, f.content(), "attachment.bin"));
        return new Segment(parts.text(), null);
    }

    /** @return what is to be read of a part that is more than a file; empty if it is a file and nothing else */
    private Optional<List<Segment>> special(MimePart part, String type, byte[] content) {
        if (Tnef.is(type, part.fileName().orElse(""))) {
            return tnef(content);
        }
        if (CMS.contains(type)) {
            return cms(content);
        }
        if (type.equals("text/calendar")) {
            notes.add(CalendarEntry.note(Charsets.decode(content, part.charset().orElse(null))));
        }
        return Optional.empty();
    }

    private Optional<List<Segment>> tnef(byte[] content) {
        try {
            Tnef tnef = Tnef.open(content);
            tnef.files().forEach(f -> add(f.name(), type(f.name()), null, f.content(), "attachment.bin"));
            boolean body = !hasText && (!tnef.text().isBlank() || tnef.html() != null);
            return Optional.of(body ? List.of(new Segment(tnef.text(), tnef.html())) : List.of());
        } catch (IOException e) {
            notes.add(ContentNote.of(Kind.TNEF_UNREADABLE));
            return Optional.empty();
        }
    }

    private Optional<List<Segment>> cms(byte[] content) {
        Optional<Signatures.Opaque> signed =
                wrappings < MOST_WRAPPINGS ? Signatures.open(content, trust) : Optional.empty();
        if (signed.isEmpty()) {
            notes.add(ContentNote.of(Signatures.isEncrypted(content) ? Kind.ENCRYPTED : Kind.SIGNATURE_UNKNOWN));
            return Optional.empty();
        }
        notes.add(signed.get().note());
        wrappings++;
        try {
            return Optional.of(read(MimeTree.parse(signed.get().content(), ContentSettings.DEFAULT)));
        } catch (UnreadableMail e) {
            return Optional.empty();
        }
    }

    private ContentNote signature(MimePart part) {
        return part.children().stream()
                .filter(child -> child.mimeType().endsWith("pkcs7-signature"))
                .findFirst()
                .flatMap(child -> part.contentType()
                        .parameter("boundary")
                        .map(boundary -> Signatures.detached(raw, boundary, child.body(), trust)))
                .orElseGet(() -> ContentNote.of(Kind.SIGNATURE_UNKNOWN));
    }

    private void attach(MimePart part, String type, byte[] content) {
        String name = part.fileName().orElse(null);
        if (MAILS.contains(type)) {
            AttachedMail mail = new AttachedMail(content);
            notes.add(mail.note());
            name = name == null ? mail.fileName() : name;
        }
        add(name, type, contentId(part), content, "attachment-" + (attachments.size() + 1) + extension(type));
    }

    /** Only what stands with the text in one multipart/related may be shown within it (mail rule PA-12). */
    private String contentId(MimePart part) {
        return related == 0
                ? null
                : part.headers()
                        .first("Content-ID")
                        .map(id -> CleanText.line(id.replaceAll("[<>]", ""), 200))
                        .filter(id -> !id.isEmpty())
                        .orElse(null);
    }

    private void add(String name, String type, String contentId, byte[] content, String fallback) {
        attachments.add(new MailAttachment(FileNames.safe(name, fallback, names), type, contentId, content));
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
            case "message/rfc822", "message/global" -> ".eml";
            case "application/pkcs7-mime", "application/x-pkcs7-mime" -> ".p7m";
            case "application/pkcs7-signature", "application/x-pkcs7-signature" -> ".p7s";
            default -> ".bin";
        };
    }

    /** Of files whose type nobody names. */
    private static String type(String name) {
        String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
        String extension = lower.substring(lower.lastIndexOf('.') + 1);
        return switch (extension) {
            case "png", "gif" -> "image/" + extension;
            case "jpg", "jpeg" -> "image/jpeg";
            case "pdf" -> "application/pdf";
            case "txt", "log" -> "text/plain";
            default -> "application/octet-stream";
        };
    }
}
