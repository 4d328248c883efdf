package io.reglament.mail.outbox;

import io.reglament.crm.Contact;
import io.reglament.crm.Language;

/**
 * Whom a letter is for.
 *
 * @param name null if unknown
 * @param language in which the letter is written
 * @param contactId the customer's person, who gets a link to the request; null for the vendor's own people
 */
public record Addressee(String name, String email, Language language, Long contactId) {

    /** One of the vendor's own people, who finds the request by the number. */
    public Addressee(String name, String email, Language language) {
        this(name, email, language, null);
    }

    /** @return the name, or the address where the name is unknown */
    String displayName() {
        return name == null || name.isBlank() ? email : name;
    }

    public static Addressee of(Contact contact) {
        return new Addressee(contact.name(), contact.email(), contact.language(), contact.id());
    }
}
