package io.reglament.crm;

import io.reglament.crm.CustomerEvents.Subject;
import java.sql.Date;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The vendor's customers, their people and their contracts. */
@Service
public class Customers {

    private final CustomerRepository customers;
    private final ContactRepository contacts;
    private final ProductProfiles profiles;
    private final CustomerEvents events;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ZoneId zone;

    Customers(
            CustomerRepository customers,
            ContactRepository contacts,
            ProductProfiles profiles,
            CustomerEvents events,
            JdbcClient jdbc,
            Clock clock,
            @Value("${reglament.zone}") ZoneId zone) {
        this.customers = customers;
        this.contacts = contacts;
        this.profiles = profiles;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Tells who writes: a contact with this address, or a new contact of the customer that owns the address's domain
     * (OTK-3-10: the customer's users may write as well as the customer).
     *
     * @param name display name from the mail; used only for a new contact; may be null
     * @return empty if neither the address nor its domain is known
     */
    @Transactional
    public Optional<Contact> recognise(String address, String name) {
        String email = DnsAddress.of(address);
        Optional<Contact> known = contacts.findByEmail(email).map(ContactEntity::view);
        if (known.isPresent()) {
            return known;
        }
        String domain = DnsAddress.domain(email.substring(email.lastIndexOf('@') + 1));
        return customers
                .findByDomain(domain)
                .map(customer -> contacts.save(new ContactEntity(
                                        customer,
                                        blankToNull(name),
                                        email,
                                        Language.of(customer.language),
                                        clock.instant())
                                .unproven())
                        .view());
    }

    /** @return false while the address is known from mails alone that anybody may have sent (mail rule AU-8) */
    @Transactional(readOnly = true)
    public boolean isProven(long contactId) {
        return contacts.findById(contactId).orElseThrow().proven;
    }

    /** Notes that mail from this contact's address comes from who reads its mailbox. */
    @Transactional
    public void prove(long contactId) {
        contacts.findById(contactId).orElseThrow().proven = true;
    }

    /** @return the contact with this address, compared without case; nothing is created */
    @Transactional(readOnly = true)
    public Optional<Contact> contact(String email) {
        return contacts.findByEmail(DnsAddress.of(email)).map(ContactEntity::view);
    }

    /**
     * @param customerName null for any customer
     * @return the contacts of this name, compared without case
     */
    @Transactional(readOnly = true)
    public List<Contact> named(String name, String customerName) {
        return contacts.findByName(name, customerName).stream()
                .map(ContactEntity::view)
                .toList();
    }

    /** @return whom to turn to at the customer of this name: its curator, else a representative, else who is known */
    @Transactional(readOnly = true)
    public Optional<Contact> curator(String customerName) {
        return contacts.findByCustomer(customerName).stream().findFirst().map(ContactEntity::view);
    }

    /**
     * Adds a new contact of a known customer, who is written to in the customer's language.
     *
     * @return empty if there is no customer of this name
     */
    @Transactional
    public Optional<Contact> addColleague(String customerName, String name, String email) {
        return customers
                .findFirstByNameIgnoreCaseOrderById(customerName.strip())
                .map(customer -> contacts.save(new ContactEntity(
                                customer, blankToNull(name), email, Language.of(customer.language), clock.instant()))
                        .view());
    }

    /** @throws java.util.NoSuchElementException if there is none */
    @Transactional(readOnly = true)
    public Contact contact(long contactId) {
        return contacts.findById(contactId).map(ContactEntity::view).orElseThrow();
    }

    /**
     * @param product lower-case product code
     * @return who is asked to confirm the closure of this customer's requests for the product (ECRM-3.5-04): whom the
     *     contract valid today names, else everybody of the customer who is marked as representative
     */
    @Transactional(readOnly = true)
    public List<Contact> representatives(long customerId, String product) {
        List<Contact> marked = contacts.findRepresentatives(customerId).stream()
                .map(ContactEntity::view)
                .toList();
        List<Long> named = jdbc.sql("""
                select representative_id from crm.contract where customer_id = ? and product = ?
                    and representative_id is not null and starts_on <= ? and (ends_on is null or ends_on >= ?)
                """)
                .params(customerId, product, today(), today())
                .query(Long.class)
                .list();
        // Somebody who is no longer marked could not confirm.
        List<Contact> ofContract =
                marked.stream().filter(contact -> named.contains(contact.id())).toList();
        return ofContract.isEmpty() ? marked : ofContract;
    }

    /**
     * Marks the contact as representative, whom also a contract that names somebody else now names, so that this one is
     * asked.
     *
     * @param product lower-case product code
     * @param actor user id
     */
    @Transactional
    public void appointRepresentative(long contactId, String product, String actor) {
        ContactEntity contact = contacts.findById(contactId).orElseThrow();
        contact.representative = true;
        record Named(long id, String number, int version, String before) {}
        jdbc.sql("""
                select k.id, k.number, k.version, coalesce(p.name, p.email) as before
                from crm.contract k join crm.contact p on p.id = k.representative_id
                where k.customer_id = ? and k.product = ? and k.representative_id <> ?
                    and k.starts_on <= ? and (k.ends_on is null or k.ends_on >= ?) for update of k
                """)
                .params(contact.customer.id, product, contactId, today(), today())
                .query((rs, i) -> new Named(
                        rs.getLong("id"), rs.getString("number"), rs.getInt("version"), rs.getString("before")))
                .list()
                .forEach(k -> {
                    jdbc.sql("update crm.contract set representative_id = ?, version = version + 1 where id = ?")
                            .params(contactId, k.id)
                            .update();
                    events.changed(
                            new Subject(
                                    contact.customer.id,
                                    CustomerEvent.Kind.CONTRACT,
                                    k.id,
                                    k.number,
                                    product,
                                    k.version + 1,
                                    actor),
                            "representativeId",
                            k.before,
                            contact.view().displayName());
                });
    }

    /**
     * @param product lower-case product code
     * @return whether requests of this customer for this product are registered: a contract valid today, one that has
     *     expired (the account managers are told), or a product that needs none (C-23)
     */
    @Transactional(readOnly = true)
    public boolean isServed(long customerId, String product) {
        return !profiles.get(product).contractRequired()
                || contract(customerId, product, clock.instant()).isPresent();
    }

    /**
     * @param product lower-case product code
     * @param at decides the day, in the vendor's zone
     * @return the contract that was valid then, else the one that had expired last; empty where there was neither, or
     *     the product needs no contract and none was valid
     */
    @Transactional(readOnly = true)
    public Optional<ContractState> contract(long customerId, String product, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, zone);
        return jdbc.sql("""
                select number, ends_on, ends_on is not null and ends_on < ? as expired from crm.contract
                where customer_id = ? and product = ? and starts_on <= ?
                order by expired, case when ends_on < ? then ends_on else starts_on end desc, id desc limit 1
                """)
                .params(day, customerId, product, day, day)
                .query((rs, i) -> new ContractState(
                        rs.getString("number"), rs.getObject("ends_on", LocalDate.class), rs.getBoolean("expired")))
                .optional()
                .filter(contract -> !contract.expired() || profiles.get(product).contractRequired());
    }

    /** @return the priority that the customer's contract sets for its requests (P-10), if it sets one */
    @Transactional(readOnly = true)
    public Optional<ProductProfile.Level> contractPriority(long customerId, String product) {
        return jdbc.sql("""
                select priority from crm.contract where customer_id = ? and product = ? and priority is not null
                    and starts_on <= ? and (ends_on is null or ends_on >= ?) order by starts_on desc limit 1
                """)
                .param(customerId)
                .param(product)
                .param(Date.valueOf(today()))
                .param(Date.valueOf(today()))
                .query(String.class)
                .optional()
                .map(ProductProfile.Level::valueOf);
    }

    /**
     * Adds a person who wrote to us for the first time, under the customer of this name, who is created where there is
     * none yet; an existing contact with this address moves to that customer.
     *
     * @param domain whose whole domain shall be recognised from now on; null for this address only
     */
    @Transactional
    public Contact addContact(String customerName, String domain, String name, String address, Language language) {
        String email = DnsAddress.of(address);
        Customer customer = customers
                .findFirstByNameIgnoreCaseOrderById(customerName.strip())
                .orElseGet(() -> customers.saveAndFlush(new Customer(
                        customerName.strip(), Customer.PersonType.LEGAL, zone.getId(), language, clock.instant())));
        if (domain != null && !domain.isBlank()) {
            addDomain(customer.id, domain);
        }
        ContactEntity contact = contacts.findByEmail(email)
                .orElseGet(() -> new ContactEntity(customer, blankToNull(name), email, language, clock.instant()));
        contact.customer = customer;
        contact.proven = true;
        return contacts.save(contact).view();
    }

    /** Adds a person of a customer who has not written to us yet. */
    @Transactional
    public Contact addColleague(long customerId, String name, String email, Language language) {
        Customer customer = customers.findById(customerId).orElseThrow();
        // What refers to it is written by JDBC, which does not see what JPA has not flushed.
        return contacts.saveAndFlush(new ContactEntity(customer, blankToNull(name), email, language, clock.instant()))
                .view();
    }

    /** Marks what a contact may do for the customer. */
    @Transactional
    public void appoint(long contactId, boolean representative, boolean curator) {
        ContactEntity contact = contacts.findById(contactId).orElseThrow();
        contact.representative = representative;
        contact.curator = curator;
    }

    /** Records a contract that starts on the given day; a contract of that number for that product is left as it is. */
    @Transactional
    public void addContract(long customerId, String product, String number, LocalDate startsOn, LocalDate endsOn) {
        jdbc.sql("""
                insert into crm.contract (id, customer_id, product, number, starts_on, ends_on, version)
                select nextval('crm.contract_seq'), ?, ?, ?, ?, ?, 0
                where not exists (select 1 from crm.contract where customer_id = ? and product = ? and number = ?)
                """)
                .param(customerId)
                .param(profiles.get(product).code())
                .param(number)
                .param(Date.valueOf(startsOn))
                .param(endsOn == null ? null : Date.valueOf(endsOn))
                .param(customerId)
                .param(product)
                .param(number)
                .update();
    }

    /** @return where the customer's clocks stand */
    @Transactional(readOnly = true)
    public ZoneId zone(long customerId) {
        return ZoneId.of(jdbc.sql("select time_zone from crm.customer where id = ?")
                .param(customerId)
                .query(String.class)
                .single());
    }

    private void addDomain(long customerId, String domain) {
        jdbc.sql("insert into crm.customer_domain (domain, customer_id) values (?, ?) on conflict do nothing")
                .param(DnsAddress.domain(domain))
                .param(customerId)
                .update();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private static String blankToNull(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
