package io.reglament.mail;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The mail behind a message of a conversation, as it came or as it left. */
@Service
public class MessageOriginals {

    private final RawMail inbound;
    private final JdbcClient jdbc;

    MessageOriginals(RawMail inbound, JdbcClient jdbc) {
        this.inbound = inbound;
        this.jdbc = jdbc;
    }

    private record Ids(Long inboundId, Long outboundId) {}

    /** @return the whole mail; empty for a note, and for a message of another request */
    @Transactional(readOnly = true)
    public Optional<InputStream> open(long requestId, long messageId) {
        return jdbc.sql("select inbound_id, outbound_id from crm.message where id = ? and request_id = ?")
                .params(messageId, requestId)
                .query((rs, i) ->
                        new Ids(rs.getObject("inbound_id", Long.class), rs.getObject("outbound_id", Long.class)))
                .optional()
                .flatMap(ids -> {
                    if (ids.inboundId() != null) {
                        return Optional.of(inbound.open(ids.inboundId()));
                    }
                    return ids.outboundId() == null ? Optional.empty() : outbound(ids.outboundId());
                });
    }

    private Optional<InputStream> outbound(long id) {
        return jdbc.sql("select raw from crm.outbound_mail where id = ?")
                .param(id)
                .query((rs, i) -> rs.getBytes("raw"))
                .optional()
                .map(ByteArrayInputStream::new);
    }
}
