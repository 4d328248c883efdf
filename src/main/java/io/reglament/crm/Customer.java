package io.reglament.crm;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.time.Instant;

@Entity
class Customer {

    enum PersonType {
        NATURAL,
        LEGAL
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "customer_seq")
    @SequenceGenerator(name = "customer_seq", sequenceName = "customer_seq")
    Long id;

    String name;

    @Enumerated(EnumType.STRING)
    PersonType personType;

    String timeZone;

    /** Lower-case ISO 639-1 code. */
    String language;

    @Column(updatable = false)
    Instant createdAt;

    @Version
    int version;

    protected Customer() {}

    Customer(String name, PersonType personType, String timeZone, Language language, Instant createdAt) {
        this.name = name;
        this.personType = personType;
        this.timeZone = timeZone;
        this.language = language.code();
        this.createdAt = createdAt;
    }
}
