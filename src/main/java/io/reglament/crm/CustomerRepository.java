package io.reglament.crm;

import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface CustomerRepository extends Repository<Customer, Long> {

    /** At once, because domains and contracts are written by SQL that refers to the row. */
    Customer saveAndFlush(Customer customer);

    Optional<Customer> findById(long id);

    Optional<Customer> findFirstByNameIgnoreCaseOrderById(String name);

    @Query(
            nativeQuery = true,
            value =
                    "select c.* from crm.customer c join crm.customer_domain d on d.customer_id = c.id where d.domain = :domain")
    Optional<Customer> findByDomain(String domain);
}
