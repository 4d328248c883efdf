package io.reglament.mail.inbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether the mail that a request came from may be answered by a program (mail rules AU-1 … AU-3). */
@Component
public class Acknowledgeable {

    private final JdbcClient jdbc;

    Acknowledgeable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false if the request's first mail came from a program or a list; true for requests without mail */
    public boolean mayAcknowledge(long requestId) {
        return jdbc.sql("""
                select not i.unanswerable from crm.message m join crm.inbound_mail i on i.id = m.inbound_id
                where m.request_id = ? and m.direction = 'IN' order by m.id limit 1
                """).param(requestId).query(Boolean.class).optional().orElse(true);
    }
}
