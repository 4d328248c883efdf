package io.reglament.crm;

/**
 * A person of a customer who may write to us.
 *
 * @param name display name; null if unknown
 * @param email as the person writes it; compared without case
 * @param language in which mails to this person are written
 * @param representative confirms the closure of requests for the customer (ECRM-3.5-04)
 * @param curator «Куратор со стороны Заказчика» (BONUS-4-01)
 */
public record Contact(
        long id,
        long customerId,
        String customerName,
        String name,
        String email,
        Language language,
        boolean representative,
        boolean curator) {

    /** @return the name, or the address where the name is unknown */
    public String displayName() {
        return name == null || name.isBlank() ? email : name;
    }
}
