package io.reglament.mail.content;

import java.util.Locale;

/**
 * An address as a mail names it.
 *
 * @param email bare address as written
 * @param name display name, one line; null if there is none
 */
public record MailAddress(String email, String name) {

    /** @return the address for comparing: lower case */
    public String key() {
        return email.toLowerCase(Locale.ROOT);
    }
}
