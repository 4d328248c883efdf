package io.reglament.mail;

import io.reglament.mail.content.ContentNote;
import java.time.Instant;
import java.util.List;

/**
 * A received mail for those who sort it.
 *
 * @param mailbox address of ours that it came to
 * @param sender bare address; null if it names none that could be read
 * @param senderName display name; null if none
 * @param text plain text, empty if it has none
 * @param html as received, unsafe: see {@link HtmlSanitizer}; null if there is none
 * @param attachments file names
 * @param outcome where it ended so far
 * @param reason why it waits for a person, a {@link TriageReason}'s name; or why a person set it aside; null if neither
 * @param size of the whole mail, bytes
 * @param sentAt when the sender's program says that it was sent; null if it says nothing that can be true (mail rule IN-8)
 * @param notes what a person should know beside the words: see {@link MailNotes}
 */
public record InboundMailView(
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
        List<ContentNote> notes) {}
