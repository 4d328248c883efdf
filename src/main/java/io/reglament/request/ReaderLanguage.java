package io.reglament.request;

import io.reglament.crm.Language;
import java.util.function.Supplier;

/**
 * The language of the person who waits for the answer of the current thread. What the work itself writes (forms, task
 * names, mails) keeps its own language; only what is said back to this person follows it.
 */
public final class ReaderLanguage {

    private static final ThreadLocal<Language> READER = new ThreadLocal<>();

    private ReaderLanguage() {}

    /** Does the work and lets what it refuses be said in this language. */
    public static <T> T during(Language language, Supplier<T> work) {
        Language before = READER.get();
        READER.set(language);
        try {
            return work.get();
        } finally {
            if (before == null) {
                READER.remove();
            } else {
                READER.set(before);
            }
        }
    }

    /** @return the reader's language; the given one where nobody said who reads */
    public static Language or(Language otherwise) {
        Language reader = READER.get();
        return reader == null ? otherwise : reader;
    }
}
