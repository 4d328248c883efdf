package io.reglament.mail;

/** The decision table {@code reply-intent}. Implemented by {@code process}. */
public interface ReplyIntent {

    /** What a reply means. */
    enum Meaning {
        CONFIRM,
        REMARKS,
        /** The answer is no longer needed (ECRM-3.5-05). */
        WITHDRAW,
        /** Nothing but thanks: confirms nothing, and reopens nothing. */
        THANKS,
        /** A person must read it. */
        UNCLEAR
    }

    /** @param text the reply's own words, without what it quotes */
    Meaning read(String text);
}
