package io.reglament.crm;

/**
 * What a person enters about a contact, unchecked.
 *
 * @param name may be blank
 * @param representative confirms closure (ECRM-3.5-04); null: no
 * @param curator «Куратор со стороны Заказчика» (BONUS-4-01); null: no
 * @param version of the contact that was shown to the person; ignored for a new one
 */
public record ContactDraft(
        String name, String email, String language, Boolean representative, Boolean curator, Integer version) {}
