package io.reglament.mail;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A fetched mail exactly as the server gave it. */
@Service
public class RawMail {

    private final JdbcClient jdbc;

    RawMail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param content the whole mail, RFC 5322 */
    public record Original(long id, String product, byte[] content) {}

    /** @return the product that a fetched mail came for */
    @Transactional(readOnly = true)
    public Optional<String> product(long inboundMailId) {
        return jdbc.sql("select product from crm.inbound_mail where id = ?")
                .param(inboundMailId)
                .query(String.class)
                .optional();
    }

    @Transactional(readOnly = true)
    public Optional<Original> find(long inboundMailId) {
        return jdbc.sql("select id, product, raw from crm.inbound_mail where id = ?")
                .param(inboundMailId)
                .query((rs, i) -> new Original(rs.getLong("id"), rs.getString("product"), rs.getBytes("raw")))
                .optional();
    }
}
