package io.reglament.mail.content;

import java.util.List;

/**
 * What a person should know about a mail beside its words.
 *
 * @param details fills the places of the kind's sentence; clean, in the mail's own words
 */
public record ContentNote(Kind kind, List<String> details) {

    /** Each kind has a sentence in {@code messages/mailnotes}. */
    public enum Kind {
        /** Cannot be taken apart; the detail is the name of an {@link UnreadableMail.Limit}. */
        UNREADABLE,
        /** Another mail is attached: its sender, date and subject (PA-9). */
        ATTACHED_MAIL,
        /** An invitation: what happens to it, its summary, begin, end, place and organiser (PA-10). */
        INVITATION,
        /** A valid signature whose issuer was not examined: whose, and who has issued the certificate. */
        SIGNED,
        /** The same, of an issuer whom the operators trust. */
        SIGNED_TRUSTED,
        /** The same, of an issuer whom they do not. */
        SIGNED_UNTRUSTED,
        /** Of a trusted issuer, but the certificate is not valid now: from when it was, to when. */
        SIGNED_EXPIRED,
        /** A signature that does not fit the content: whose it claims to be. */
        SIGNATURE_WRONG,
        /** A signature that could not be examined. */
        SIGNATURE_UNKNOWN,
        /** Encrypted: it cannot be read here. */
        ENCRYPTED,
        /** A winmail.dat that could not be opened (PA-9). */
        TNEF_UNREADABLE,
        /** The text is longer than is shown; the whole is a file. */
        TEXT_CUT,
        /** The name of the sender shows another address than the sender's: that address, and the real one (PA-14). */
        NAME_SHOWS_ADDRESS,
        /** The sender's domain mixes letters that look alike (PA-14). */
        LOOKALIKE_DOMAIN,
        /** Several senders are named: none is trusted (IN-7). */
        SEVERAL_SENDERS
    }

    public ContentNote {
        details = List.copyOf(details);
    }

    static ContentNote of(Kind kind, String... details) {
        return new ContentNote(kind, List.of(details));
    }
}
