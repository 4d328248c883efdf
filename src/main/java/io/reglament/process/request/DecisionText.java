package io.reglament.process.request;

import java.util.Locale;

/** A customer's words as the decision tables read them. */
public final class DecisionText {

    /** Enough for key words, and what tables read is kept in the engine's history. */
    private static final int LONGEST = 2_000;

    private DecisionText() {}

    /**
     * @param text may be null
     * @return lower case, as the tables' key words are, and at most 2,000 characters
     */
    public static String of(String text) {
        String lower = (text == null ? "" : text).toLowerCase(Locale.ROOT);
        if (lower.length() <= LONGEST) {
            return lower;
        }
        boolean splitsCharacter = Character.isHighSurrogate(lower.charAt(LONGEST - 1));
        return lower.substring(0, splitsCharacter ? LONGEST - 1 : LONGEST);
    }
}
