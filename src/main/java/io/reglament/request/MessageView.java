package io.reglament.request;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One message of a request's conversation.
 *
 * @param delivery {@code WAITING}, {@code DELIVERED} (to the next server), {@code BOUNCED}, {@code FAILED} (for good),
 *     {@code UNKNOWN} (the server may have it; tried again), {@code HELD} (until a person decides) or {@code DROPPED} for an
 *     outgoing mail; null for others
 * @param serverReply what the mail server said last about it, or the delivery report; null before the first attempt
 * @param deliveries of an outgoing mail, one for each reader, the first one's first; empty for others
 * @param mail whether it travelled as a mail, which can be looked at
 * @param html as received, unsafe: sanitise before showing
 */
public record MessageView(
        long id,
        NewMessage.Direction direction,
        Instant at,
        String sender,
        String recipients,
        String subject,
        String text,
        String html,
        String messageId,
        String delivery,
        String serverReply,
        List<Delivery> deliveries,
        boolean mail,
        List<AttachmentView> attachments) {

    /** @return the same message, its text and its HTML changed */
    public MessageView withWords(UnaryOperator<String> change) {
        return new MessageView(
                id,
                direction,
                at,
                sender,
                recipients,
                subject,
                change.apply(text),
                html == null ? null : change.apply(html),
                messageId,
                delivery,
                serverReply,
                deliveries,
                mail,
                attachments);
    }

    /**
     * What became of the mail to one reader.
     *
     * @param delivery as the message's
     * @param at when the next server took it; null if it has not
     */
    public record Delivery(String recipient, String delivery, String serverReply, Instant at) {}

    /** @param size in bytes */
    public record AttachmentView(long id, String fileName, String contentType, String contentId, long size) {}
}
