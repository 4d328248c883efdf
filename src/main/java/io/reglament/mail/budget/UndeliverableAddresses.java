package io.reglament.mail.budget;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Addresses that a mail server reported as dead, per request: automatic mail to them is held back (mail rule AU-9). */
@Component
public class UndeliverableAddresses {

    private final JdbcClient jdbc;
    private final Clock clock;

    UndeliverableAddresses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Marks whom this mail of ours went to.
     *
     * @param status as the report has it, e.g. {@code 5.1.1}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void mark(long outboundMailId, String status) {
        jdbc.sql("""
                insert into crm.undeliverable_address (request_id, address, status, outbound_id, reported_at)
                select request_id, lower(recipient), ?, id, ? from crm.outbound_mail where id = ? and request_id is not null
                on conflict (request_id, address) do update
                    set status = excluded.status, outbound_id = excluded.outbound_id, reported_at = excluded.reported_at
                """)
                .params(status, Timestamp.from(clock.instant()), outboundMailId)
                .update();
    }

    /** A person sends this mail again, because the cause is gone: its recipient counts as alive. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(long outboundMailId) {
        jdbc.sql("""
                delete from crm.undeliverable_address u using crm.outbound_mail o
                where o.id = ? and u.request_id = o.request_id and u.address = lower(o.recipient)
                """).param(outboundMailId).update();
    }

    /** Somebody who writes from an address has it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(long requestId, String address) {
        jdbc.sql("delete from crm.undeliverable_address where request_id = ? and address = lower(?)")
                .params(requestId, address)
                .update();
    }

    /** @return addresses of the request that were reported dead, in alphabetical order */
    @Transactional(readOnly = true)
    public List<String> of(long requestId) {
        return jdbc.sql("select address from crm.undeliverable_address where request_id = ? order by address")
                .param(requestId)
                .query(String.class)
                .list();
    }
}
