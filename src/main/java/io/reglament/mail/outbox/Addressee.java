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

    public static Addressee of(Contact contact) {
        return new Addressee(contact.name(), contact.email(), contact.language());
    }
}
