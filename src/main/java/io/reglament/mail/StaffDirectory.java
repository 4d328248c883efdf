package io.reglament.mail;

import io.reglament.crm.Language;
import java.util.List;
import java.util.Optional;

/** The vendor's people, as far as letters need them. Implemented by {@code process} over the identity service. */
public interface StaffDirectory {

    /**
     * @param id user id
     * @param name as colleagues call the person; never blank
     * @param email null where none is on record
     * @param language in which this person reads letters
     */
    record Person(String id, String name, String email, Language language) {}

    /** @return empty if there is no such user */
    Optional<Person> find(String userId);

    /** @return whoever has this mail address, compared without case; empty if nobody has */
    Optional<Person> byAddress(String email);

    /** @return members of the group who serve the product, at most 50, ordered by id */
    List<Person> members(String group, String product);
}
