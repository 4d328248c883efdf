package io.reglament.crm;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A customer with everything that a person may see of it.
 *
 * @param contracts only those of the products that the person serves
 * @param version to be handed back with a change
 */
public record CustomerCard(
        long id,
        String name,
        String personType,
        List<String> domains,
        String timeZone,
        String country,
        String language,
        int version,
        List<Person> contacts,
        List<Contract> contracts) {

    /**
     * A customer in a list.
     *
     * @param domains in alphabetical order
     */
    public record Summary(long id, String name, List<String> domains, String timeZone, String country) {}

    /** Somebody who may write to us for the customer. */
    public record Person(
            long id, String name, String email, String language, boolean representative, boolean curator, int version) {

        /** @return the name, or the address where the name is unknown */
        public String displayName() {
            return name == null ? email : name;
        }
    }

    /**
     * @param services codes; empty: all of the product
     * @param hours of service; null, as with the four that follow: see {@link ContractDraft}
     * @param endsOn last day; null: open
     * @param representative contact's id; null if the contract names none
     * @param curator contact's id; null if the contract names none
     */
    public record Contract(
            long id,
            String product,
            String number,
            List<String> services,
            String hours,
            String timeZone,
            String country,
            Map<ProductProfile.Level, ProductProfile.SlaGoal> goals,
            String warnBefore,
            ProductProfile.Level priority,
            LocalDate startsOn,
            LocalDate endsOn,
            Long representative,
            Long curator,
            int version) {}

    public Optional<Person> contact(Long contactId) {
        return contacts.stream()
                .filter(c -> contactId != null && c.id() == contactId)
                .findFirst();
    }

    public Optional<Contract> contract(long contractId) {
        return contracts.stream().filter(c -> c.id() == contractId).findFirst();
    }
}
