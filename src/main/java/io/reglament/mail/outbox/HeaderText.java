package io.reglament.mail.outbox;

import io.reglament.mail.content.CleanText;
import java.util.regex.Pattern;

/** Every text that reaches a header of ours passes here (mail rule OUT-4). */
final class HeaderText {

    private static final int SUBJECT_LENGTH = 200;

    /** Prefixes of replies and forwards in the languages of our customers and their programs. */
    private static final Pattern PREFIXES = Pattern.compile(
            "(?iu)^(\\s*((re|aw|fw|fwd|wg|tr|sv|vs|отв|пересл)(\\[\\d{1,3}\\])?\\s*:|\\[[A-Z][A-Z0-9]{1,15}-\\d{4}-\\d{6,12}\\]))+\\s*");

    private HeaderText() {}

    /** @return one line without controls and lone surrogates, and without what a mail program would decode once more */
    static String safe(String text) {
        return CleanText.line(text, 500).replace("=?", "= ?");
    }

    /** @return number and the customer's own subject, however often it was answered already */
    static String subject(String number, String subject) {
        return "[" + number + "] Re: " + own(subject);
    }

    /** @return number, what the letter is about, and the customer's own subject */
    static String subject(String number, String headline, String subject) {
        return "[" + number + "] " + headline + ": " + own(subject);
    }

    /** @return number and what the letter is about, without a word of the customer's */
    static String headline(String number, String headline) {
        return "[" + number + "] " + headline;
    }

    private static String own(String subject) {
        return PREFIXES.matcher(CleanText.line(subject, SUBJECT_LENGTH)).replaceFirst("");
    }
}
