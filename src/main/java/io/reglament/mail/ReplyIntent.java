package io.reglament.mail;

/** The decision table {@code reply-intent}. Implemented by {@code process}. */
public interface ReplyIntent {

    enum Meaning {
        CONFIRM,
        REMARKS,
        UNCLEAR
    }

    /** @param text the reply's own words, without what it quotes */
    Meaning read(String text);
}
