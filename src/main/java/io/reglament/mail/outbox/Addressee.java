package io.reglament.mail.outbox;

import io.reglament.crm.Contact;
import io.reglament.crm.Language;

/**
 * Whom a letter is for.
 *
 * @param name null if unknown
 * @param language in which the letter is written
 */
public record Addressee(String name, String email, Language language) {

    /** @return the name, or the address where the name is unknown */
    String displayName() {
        return name == null || name.isBlank() ? email : name;
    }

    public static Addressee of(Contact contact) {
        return new Addressee(contact.name(), contact.email(), contact.language());
    }
}
