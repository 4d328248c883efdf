package io.reglament.desk;

import io.reglament.mail.MessageWords;
import io.reglament.request.MessageView;
import io.reglament.request.MessageView.Delivery;
import io.reglament.request.NewMessage.Direction;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * A message of a request's conversation; times in UTC.
 *
 * @param internal whether it is a note, which customers never see
 * @param recipients addresses, comma-separated
 * @param newText what its writer added; the whole text where nothing is quoted
 * @param quotedText what the writer's mail program quoted, to be folded; null if nothing
 * @param html sanitised on the server; null if the mail had none
 * @param messageId RFC 5322 Message-ID with angle brackets; null for notes
 * @param delivery {@code WAITING}, {@code DELIVERED} (to the next server), {@code BOUNCED}, {@code FAILED} (for good),
 *     {@code UNKNOWN} (the server may have it; tried again), {@code HELD} (until a person decides) or {@code DROPPED} for an
 *     outgoing mail; null for others
 * @param serverReply what the mail server said last about it, or the delivery report; null before the first attempt
 * @param deliveries of an outgoing mail, one for each reader, the contact first; empty for others
 * @param raw where the mail is downloaded as it travelled; null if it was none
 * @param notes what one should know beside the words, in the reader's language
 */
@Schema(name = "Message")
record MessageDetails(
        long id,
        Direction direction,
        boolean internal,
        Instant at,
        String sender,
        String recipients,
        String subject,
        String text,
        String newText,
        String quotedText,
        String html,
        String messageId,
        String delivery,
        String serverReply,
        List<Delivery> deliveries,
        String raw,
        List<String> notes,
        List<AttachmentDetails> attachments) {

    /**
     * A file of a message.
     *
     * @param size in bytes
     * @param inline whether the message's HTML shows it, as {@code cid:} and its contentId
     * @param image whether a browser can show it as a picture
     * @param href where it is downloaded
     */
    @Schema(name = "Attachment")
    record AttachmentDetails(
            long id,
            String fileName,
            String contentType,
            String contentId,
            long size,
            boolean inline,
            boolean image,
            String href) {}

    /** @param html what may be shown of the message's HTML; null for none */
    static MessageDetails of(String number, MessageView m, String html, List<String> notes) {
        MessageWords words = MessageWords.of(m);
        String path = "/api/requests/" + number;
        return new MessageDetails(
                m.id(),
                m.direction(),
                m.direction() == Direction.NOTE,
                m.at(),
                m.sender(),
                m.recipients(),
                m.subject(),
                m.text(),
                words.newText(),
                words.quotedText(),
                html,
                m.messageId(),
                m.delivery(),
                m.serverReply(),
                m.deliveries(),
                m.mail() ? path + "/messages/" + m.id() + "/raw" : null,
                notes,
                m.attachments().stream()
                        .map(a -> new AttachmentDetails(
                                a.id(),
                                a.fileName(),
                                a.contentType(),
                                a.contentId(),
                                a.size(),
                                a.contentId() != null && html != null && html.contains("cid:" + a.contentId()),
                                FileDownload.isImage(a.contentType()),
                                path + "/attachments/" + a.id()))
                        .toList());
    }
}
