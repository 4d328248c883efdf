package io.reglament.request;

import java.time.Instant;
import java.util.List;

/**
 * One message of a request's conversation.
 *
 * @param delivery state of the outgoing mail ({@code NEW, SENDING, SENT, FAILED}); null for others
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
        List<AttachmentView> attachments) {

    /** @param size in bytes */
    public record AttachmentView(long id, String fileName, String contentType, String contentId, long size) {}
}
