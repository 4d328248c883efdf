package io.reglament.crm;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The languages in which everything that a person reads exists. */
public enum Language {
    RU,
    EN;

    /** @return the ISO 639-1 code, {@code ru} or {@code en} */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Locale locale() {
        return Locale.forLanguageTag(code());
    }

    /**
     * @param code ISO 639-1 code in any case
     * @throws IllegalArgumentException if there is no such language here
     */
    @JsonCreator
    public static Language of(String code) {
        for (Language language : values()) {
            if (language.code().equalsIgnoreCase(code)) {
                return language;
            }
        }
        throw new IllegalArgumentException("language is " + code + "; allowed are ru and en");
    }
}
