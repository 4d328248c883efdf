package io.reglament.desk;

import io.reglament.mail.InboundMailView;
import io.reglament.mail.MailOutcome;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * A fetched mail; times in UTC.
 *
 * @param sender bare address; null if the mail names none that could be read
 * @param html sanitised on the server; null if the mail had none
 * @param attachments file names; the files are in the original
 * @param outcome where the mail ended so far
 * @param reason why it waits for a person, or why a person set it aside; null if neither
 * @param size of the whole mail, bytes
 * @param sentAt when the sender's program says that it was sent; null if it says nothing that can be true
 * @param notes what one should know beside the words, in the reader's language
 * @param original where the mail is downloaded as it came
 */
@Schema(name = "InboundMail")
record MailDetails(
        long id,
        String product,
        String mailbox,
        Instant receivedAt,
        String sender,
        String senderName,
        String subject,
        String text,
        String html,
        List<String> attachments,
        MailOutcome outcome,
        String reason,
        long size,
        Instant sentAt,
        List<String> notes,
        String original) {

    /** @param html what may be shown of the mail's HTML; null for none */
    static MailDetails of(InboundMailView m, String html, List<String> notes) {
        return new MailDetails(
                m.id(),
                m.product(),
                m.mailbox(),
                m.receivedAt(),
                m.sender(),
                m.senderName(),
                m.subject(),
                m.text(),
                html,
                m.attachments(),
                m.outcome(),
                m.reason(),
                m.size(),
                m.sentAt(),
                notes,
                "/api/mail/inbound/" + m.id() + "/raw");
    }
}
