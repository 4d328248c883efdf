package io.reglament.mail;

import io.reglament.mail.content.ReplyText;
import io.reglament.mail.content.ReplyText.Parts;
import io.reglament.request.MessageView;
import io.reglament.request.NewMessage.Direction;

/**
 * A message's words as a conversation shows them.
 *
 * @param newText what its writer added
 * @param quotedText what the mail program quoted, to be folded; null if nothing
 */
public record MessageWords(String newText, String quotedText) {

    /** Only what came in is divided: our own people quote nobody. */
    public static MessageWords of(MessageView message) {
        if (message.direction() != Direction.IN) {
            return new MessageWords(message.text(), null);
        }
        Parts parts = ReplyText.parts(message.subject(), message.text(), message.html());
        return new MessageWords(parts.own(), parts.quoted());
    }
}
