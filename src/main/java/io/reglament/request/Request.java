package io.reglament.request;

import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.Confirmation;
import io.reglament.crm.ProductProfile.ConfirmationModel;
import io.reglament.crm.ProductProfile.Level;
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
class Request {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "request_seq")
    @SequenceGenerator(name = "request_seq", sequenceName = "request_seq")
    Long id;

    @Column(updatable = false)
    String number;

    @Column(updatable = false)
    String product;

    @Enumerated(EnumType.STRING)
    RequestState state;

    /** The product's own word for how it ended, e.g. «В консультации отказано»; not a state. */
    String mark;

    int reworkCount;

    String subject;

    String channel;

    String language;

    String category;

    String service;

    String topic;

    @Enumerated(EnumType.STRING)
    ServiceNature nature;

    @Enumerated(EnumType.STRING)
    WorkplaceResponsibility responsibility;

    /** As close-policy rules; null: as the profile says. */
    @Enumerated(EnumType.STRING)
    ConfirmationModel confirmationModel;

    /** Counts only beside a {@link #confirmationModel}; null: silence never closes. */
    Integer autoCloseDays;

    @Enumerated(EnumType.STRING)
    Level priority;

    @Enumerated(EnumType.STRING)
    Level criticality;

    @Enumerated(EnumType.STRING)
    Level complexity;

    String assignee;

    String assignedGroup;

    /** Whom the assignee stands in for; null where nobody is stood in for. */
    String delegatedBy;

    Instant dueAt;

    long customerId;

    long contactId;

    String processInstanceId;

    @Column(updatable = false)
    Instant registeredAt;

    Instant changedAt;

    Instant closedAt;

    @Version
    int version;

    protected Request() {}

    /** @return how this request closes (C-02, C-34) */
    Confirmation confirmation(ProductProfile profile) {
        return confirmationModel == null
                ? profile.confirmation()
                : new Confirmation(
                        confirmationModel, autoCloseDays, profile.confirmation().merge());
    }

    Request(String number, String product, NewRequest from, Language language, Instant now) {
        this.number = number;
        this.product = product;
        this.state = RequestState.REGISTERED;
        this.subject = from.subject();
        this.channel = from.channel().name();
        this.language = language.code();
        this.customerId = from.contact().customerId();
        this.contactId = from.contact().id();
        this.registeredAt = now;
        this.changedAt = now;
    }
}
