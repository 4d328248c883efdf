package io.reglament.request;

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
class Message {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "message_seq")
    @SequenceGenerator(name = "message_seq", sequenceName = "message_seq")
    Long id;

    long requestId;

    @Enumerated(EnumType.STRING)
    NewMessage.Direction direction;

    Instant at;

    String sender;

    String recipients;

    String subject;

    String text;

    String html;

    String messageId;

    Long inboundId;

    Long outboundId;

    protected Message() {}

    Message(long requestId, NewMessage from) {
        this.requestId = requestId;
        this.direction = from.direction();
        this.at = from.at();
        this.sender = from.sender();
        this.recipients = from.recipients();
        this.subject = from.subject();
        this.text = from.text();
        this.html = from.html();
        this.messageId = from.messageId();
        this.inboundId = from.inboundId();
        this.outboundId = from.outboundId();
    }
}
