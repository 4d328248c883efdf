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

    ContactEntity save(ContactEntity contact);
}
