package io.reglament.crm;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

@Entity(name = "Contact")
@Table(name = "contact")
class ContactEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "contact_seq")
    @SequenceGenerator(name = "contact_seq", sequenceName = "contact_seq")
    Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    Customer customer;

    String name;

    String email;

    String language;

    boolean representative;

    boolean curator;

    /** Whether somebody vouches for the address; one that a mail alone named must prove itself (mail rule AU-8). */
    boolean proven = true;

    @Column(updatable = false)
    Instant createdAt;

    @Version
    int version;

    protected ContactEntity() {}

    ContactEntity(Customer customer, String name, String email, Language language, Instant createdAt) {
        this.customer = customer;
        this.name = name;
        this.email = email;
        this.language = language.code();
        this.createdAt = createdAt;
    }

    /** @return the same, known from a mail alone */
    ContactEntity unproven() {
        proven = false;
        return this;
    }

    Contact view() {
        return new Contact(id, customer.id, customer.name, name, email, Language.of(language), representative, curator);
    }
}
