package io.reglament.mail;

/** The decision table {@code reply-intent}. Implemented by {@code process}. */
public interface ReplyIntent {

    enum Meaning {
        CONFIRM,
        REMARKS,
        /** The answer is no longer needed (ECRM-3.5-05). */
        WITHDRAW,
        UNCLEAR
    }

    /** @param text the reply's own words, without what it quotes */
    Meaning read(String text);
}
