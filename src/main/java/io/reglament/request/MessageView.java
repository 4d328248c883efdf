package io.reglament.request;

import java.time.Instant;
import java.util.List;

/**
 * One message of a request's conversation.
 *
 * @param delivery {@code WAITING}, {@code DELIVERED} (to the next server), {@code BOUNCED}, {@code FAILED} (for good),
 *     {@code UNKNOWN} (the server may have it; tried again), {@code HELD} (until a person decides) or {@code DROPPED} for an
 *     outgoing mail; null for others
 * @param serverReply what the mail server said last about it, or the delivery report; null before the first attempt
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
        List<AttachmentView> attachments) {

    /** @param size in bytes */
    public record AttachmentView(long id, String fileName, String contentType, String contentId, long size) {}
}
