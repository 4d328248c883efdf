package io.reglament.mail;

import io.reglament.mail.outbox.OutboundMails;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The mails behind the messages of a conversation, as they travelled. */
@Service
public class MessageOriginals {

    private static final int LONGEST_HEADER = 256 * 1024;

    private final JdbcClient jdbc;
    private final RawMail received;
    private final OutboundMails sent;

    MessageOriginals(JdbcClient jdbc, RawMail received, OutboundMails sent) {
        this.jdbc = jdbc;
        this.received = received;
        this.sent = sent;
    }

    private record Origin(Long inboundId, Long outboundId) {}

    /** @return the whole mail, read while it is sent; empty if the request has no such message, or it was no mail */
    public Optional<InputStream> open(long requestId, long messageId) {
        return jdbc.sql("select inbound_id, outbound_id from crm.message where id = ? and request_id = ?")
                .params(messageId, requestId)
                .query((rs, i) ->
                        new Origin(rs.getObject("inbound_id", Long.class), rs.getObject("outbound_id", Long.class)))
                .optional()
                .flatMap(this::open);
    }

    private Optional<InputStream> open(Origin origin) {
        if (origin.inboundId() != null) {
            return Optional.of(received.open(origin.inboundId()));
        }
        return Optional.ofNullable(origin.outboundId()).flatMap(sent::find).map(sent::open);
    }

    /**
     * @return the mail's header block as it travelled, at most its first 256 KiB; empty as for {@link #open}
     * @throws IOException if the mail cannot be read
     */
    public Optional<String> headers(long requestId, long messageId) throws IOException {
        Optional<InputStream> mail = open(requestId, messageId);
        if (mail.isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        try (InputStream in = new BufferedInputStream(mail.get())) {
            boolean lineIsEmpty = true;
            for (int b = in.read(); b >= 0 && header.size() < LONGEST_HEADER; b = in.read()) {
                if (b == '\n' && lineIsEmpty) {
                    break;
                }
                header.write(b);
                lineIsEmpty = b == '\n' || b == '\r' && lineIsEmpty;
            }
        }
        return Optional.of(header.toString(StandardCharsets.UTF_8).strip());
    }
}
