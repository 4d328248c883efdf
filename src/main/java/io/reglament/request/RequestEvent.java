package io.reglament.request;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

@Entity
@Immutable
class RequestEvent {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "request_event_seq")
    @SequenceGenerator(name = "request_event_seq", sequenceName = "request_event_seq")
    Long id;

    long requestId;

    Instant at;

    String actor;

    @Enumerated(EnumType.STRING)
    ArchiveEntry.Kind kind;

    String cause;

    String field;

    @Column(name = "old_value")
    String oldValue;

    @Column(name = "new_value")
    String newValue;

    String text;

    protected RequestEvent() {}

    RequestEvent(long requestId, ArchiveEntry entry) {
        this.requestId = requestId;
        this.at = entry.at();
        this.actor = entry.actor();
        this.kind = entry.kind();
        this.cause = entry.cause();
        this.field = entry.field();
        this.oldValue = entry.oldValue();
        this.newValue = entry.newValue();
        this.text = entry.text();
    }

    ArchiveEntry view() {
        return new ArchiveEntry(at, actor, kind, cause, field, oldValue, newValue, text);
    }
}
