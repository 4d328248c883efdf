package io.reglament.mail.content;

import java.time.Instant;
import java.util.List;

/**
 * What a mail says. All strings are clean (mail rule PA-7).
 *
 * @param messageId with angle brackets; made from the fingerprint where the mail has none (mail rule IN-3)
 * @param references Message-IDs of References and then In-Reply-To, oldest first, with angle brackets
 * @param sender null if no sender can be read, or several are named: nobody is trusted then (mail rule IN-7)
 * @param recipients bare addresses of To and Cc, comma-separated
 * @param subject one line; empty if there is none
 * @param text plain text; taken from the HTML where the mail has no other
 * @param textFromHtml whether {@code text} was taken from the HTML
 * @param html as received, unsafe; null if there is none
 * @param returnedIds Message-IDs named in the returned headers of a delivery report
 * @param report the machine-readable part of a delivery report, empty if there is none
 * @param authentication what our own server found out about the sender (mail rule PA-16)
 * @param notes what a person should know beside the words
 */
public record ParsedMail(
        String messageId,
        List<String> references,
        MailAddress sender,
        String recipients,
        String subject,
        String text,
        boolean textFromHtml,
        String html,
        List<MailAttachment> attachments,
        HeaderFields headers,
        String mimeType,
        List<String> partTypes,
        List<String> returnedIds,
        String report,
        SenderAuthentication authentication,
        List<ContentNote> notes) {

    /**
     * @param receivedAt the mail server's own time of arrival
     * @return when the sender's program says that it was sent, for people to read; null if it says nothing that can be
     *     true (mail rule IN-8)
     */
    public Instant sentAt(Instant receivedAt) {
        return SentDate.of(headers, receivedAt);
    }
}
