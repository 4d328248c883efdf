package io.reglament.desk;

import io.reglament.request.MessageView;
import io.reglament.request.NewMessage.Direction;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * A message of a request's conversation; times in UTC.
 *
 * @param recipients addresses, comma-separated
 * @param html sanitised on the server; null if the mail had none
 * @param messageId RFC 5322 Message-ID with angle brackets; null for notes
 * @param notes what one should know beside the words, in the reader's language
 * @param delivery {@code WAITING}, {@code DELIVERED} (to the next server), {@code BOUNCED}, {@code FAILED} (for good),
 *     {@code UNKNOWN} (the server may have it; tried again), {@code HELD} (until a person decides) or {@code DROPPED} for an
 *     outgoing mail; null for others
 * @param serverReply what the mail server said last about it, or the delivery report; null before the first attempt
 */
@Schema(name = "Message")
record MessageDetails(
        long id,
        Direction direction,
        Instant at,
        String sender,
        String recipients,
        String subject,
        String text,
        String html,
        String messageId,
        String delivery,
        List<String> notes,
        String serverReply,
        List<AttachmentDetails> attachments) {

    /**
     * A file of a message.
     *
     * @param size in bytes
     * @param image whether a browser can show it as a picture
     * @param href where it is downloaded
     */
    @Schema(name = "Attachment")
    record AttachmentDetails(
            long id, String fileName, String contentType, String contentId, long size, boolean image, String href) {}

    /** @param html what may be shown of the message's HTML; null for none */
    static MessageDetails of(String number, MessageView m, String html, List<String> notes) {
        return new MessageDetails(
                m.id(),
                m.direction(),
                m.at(),
                m.sender(),
                m.recipients(),
                m.subject(),
                m.text(),
                html,
                m.messageId(),
                m.delivery(),
                notes,
                m.serverReply(),
                m.attachments().stream()
                        .map(a -> new AttachmentDetails(
                                a.id(),
                                a.fileName(),
                                a.contentType(),
                                a.contentId(),
                                a.size(),
                                FileDownload.isImage(a.contentType()),
                                "/api/requests/" + number + "/attachments/" + a.id()))
                        .toList());
    }
}
