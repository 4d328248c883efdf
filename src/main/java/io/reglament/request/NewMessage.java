package io.reglament.request;

import java.time.Instant;
import java.util.List;

/**
 * A mail in or out, a portal entry or an internal note, to be filed with a request.
 *
 * @param recipients addresses, comma-separated
 * @param text plain text, never null
 * @param html as received, unsafe; null if there is none
 * @param messageId RFC 5322 Message-ID with angle brackets; null for notes
 * @param inboundId row of {@code inbound_mail}; null if it did not come by mail
 * @param outboundId row of {@code outbound_mail}; null if it did not go by mail
 */
public record NewMessage(
        Direction direction,
        Instant at,
        String sender,
        String recipients,
        String subject,
        String text,
        String html,
        String messageId,
        Long inboundId,
        Long outboundId,
        List<NewAttachment> attachments) {

    public enum Direction {
        IN,
        OUT,
        NOTE
    }

    /**
     * @param fileName already safe: no path, no control characters
     * @param contentId without angle brackets; null if not inline
     */
    public record NewAttachment(String fileName, String contentType, String contentId, byte[] content) {}
}
