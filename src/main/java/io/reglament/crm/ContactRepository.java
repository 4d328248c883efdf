package io.reglament.crm;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ContactRepository extends Repository<ContactEntity, Long> {

    @Query("select c from Contact c join fetch c.customer where lower(c.email) = lower(:email)")
    Optional<ContactEntity> findByEmail(String email);

    @EntityGraph(attributePaths = "customer")
    Optional<ContactEntity> findById(Long id);

    @Query("select c from Contact c join fetch c.customer where c.customer.id = :customerId and c.representative")
    List<ContactEntity> findRepresentatives(long customerId);

    /** @param customer name; null for any */
    @Query("select c from Contact c join fetch c.customer where lower(c.name) = lower(:name)"
            + " and (:customer is null or lower(c.customer.name) = lower(cast(:customer as string))) order by c.id")
    List<ContactEntity> findByName(String name, String customer);

    @Query("select c from Contact c join fetch c.customer where lower(c.customer.name) = lower(:customer)"
            + " order by c.curator desc, c.representative desc, c.id")
    List<ContactEntity> findByCustomer(String customer);

    ContactEntity save(ContactEntity contact);

    ContactEntity saveAndFlush(ContactEntity contact);
}
