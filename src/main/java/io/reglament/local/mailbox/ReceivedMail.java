package io.reglament.local.mailbox;

import io.reglament.local.mailserver.MailFiles.MailFile;
import io.reglament.mail.content.MailParser;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.content.UnreadableMail;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A mail as its reader sees it.
 *
 * @param id within its mailbox
 * @param from empty if the mail does not say
 * @param replyTo where an answer goes
 * @param references Message-IDs that an answer names, oldest first, this mail's own last
 * @param html null if there is none
 */
record ReceivedMail(
        String id,
        Instant receivedAt,
        String from,
        String replyTo,
        String to,
        String subject,
        String text,
        boolean onlyHtml,
        String html,
        List<File> files,
        String messageId,
        List<String> references) {

    private static final int LONGEST_HEADER = 65_536;

    /** @param contentId by which the HTML shows it; null for a mere attachment */
    record File(String name, String contentType, String contentId, byte[] content) {

        public int kilobytes() {
            return Math.max(1, content.length / 1024);
        }
    }

    static ReceivedMail read(MailFile file) throws IOException {
        return of(file, Files.readAllBytes(file.file()));
    }

    /** Reads no more than the header, for a list. */
    static ReceivedMail readHeader(MailFile file) throws IOException {
        try (InputStream in = Files.newInputStream(file.file())) {
            String start = new String(in.readNBytes(LONGEST_HEADER), StandardCharsets.ISO_8859_1);
            String header = start.split("\r?\n\r?\n", 2)[0] + "\r\n\r\n";
            return of(file, header.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static ReceivedMail of(MailFile file, byte[] raw) {
        try {
            ParsedMail mail = MailParser.parse(raw);
            String from = mail.sender() == null ? "" : mail.sender().email();
            List<String> references = new ArrayList<>(mail.references());
            references.remove(mail.messageId());
            references.add(mail.messageId());
            return new ReceivedMail(
                    file.id(),
                    file.receivedAt(),
                    from,
                    mail.headers()
                            .first("Reply-To")
                            .flatMap(ReceivedMail::address)
                            .orElse(from),
                    mail.recipients(),
                    mail.subject(),
                    mail.text(),
                    mail.textFromHtml(),
                    mail.html(),
                    mail.attachments().stream()
                            .map(a -> new File(a.fileName(), a.contentType(), a.contentId(), a.content()))
                            .toList(),
                    mail.messageId(),
                    references);
        } catch (UnreadableMail e) {
            String source = new String(raw, StandardCharsets.ISO_8859_1);
            return new ReceivedMail(
                    file.id(), file.receivedAt(), "", "", "", "", source, false, null, List.of(), "", List.of());
        }
    }

    private static Optional<String> address(String header) {
        try {
            return Arrays.stream(InternetAddress.parse(header, false))
                    .map(InternetAddress::getAddress)
                    .findFirst();
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    public boolean mayBeAnswered() {
        return !replyTo.isEmpty();
    }

    String replySubject() {
        return subject.regionMatches(true, 0, "Re:", 0, 3) ? subject : "Re: " + subject;
    }
}
