package io.reglament.request;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The customer's people who take part in a request beside its contact: they get copies of mails and may reply. */
@Service
public class Participants {

    private final JdbcClient jdbc;
    private final Customers customers;
    private final Archive archive;
    private final Clock clock;

    Participants(JdbcClient jdbc, Customers customers, Archive archive, Clock clock) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.archive = archive;
        this.clock = clock;
    }

    /** @return in the order in which they were added */
    @Transactional(readOnly = true)
    public List<Contact> of(long requestId) {
        return jdbc
                .sql(
                        "select contact_id from crm.request_participant where request_id = ? order by added_at, contact_id")
                .param(requestId)
                .query(Long.class)
                .list()
                .stream()
                .map(customers::contact)
                .toList();
    }

    /** @return whether the contact takes part */
    @Transactional(readOnly = true)
    public boolean include(long requestId, long contactId) {
        return jdbc.sql("select exists (select 1 from crm.request_participant where request_id = ? and contact_id = ?)")
                .params(requestId, contactId)
                .query(Boolean.class)
                .single();
    }

    /** @return false if the contact takes part already */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean add(long requestId, Contact contact, Act act) {
        boolean isNew = jdbc.sql("""
                insert into crm.request_participant (request_id, contact_id, added_by, added_at) values (?, ?, ?, ?)
                on conflict do nothing
                """)
                        .params(requestId, contact.id(), act.actor(), Timestamp.from(clock.instant()))
                        .update()
                > 0;
        if (isNew) {
            archive(requestId, null, contact, act);
        }
        return isNew;
    }

    /** @return false if the contact took no part */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean remove(long requestId, Contact contact, Act act) {
        boolean was = jdbc.sql("delete from crm.request_participant where request_id = ? and contact_id = ?")
                        .params(requestId, contact.id())
                        .update()
                > 0;
        if (was) {
            archive(requestId, contact, null, act);
        }
        return was;
    }

    private void archive(long requestId, Contact before, Contact after, Act act) {
        archive.change(
                requestId,
                act.actor(),
                ArchiveEntry.Kind.FIELD,
                act.cause(),
                "participant",
                before == null ? null : before.email(),
                after == null ? null : after.email(),
                act.reason());
    }
}
