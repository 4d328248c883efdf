package io.reglament.crm;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The append-only record of what people changed about customers. */
@Repository
class CustomerEvents {

    private static final int LONGEST_HISTORY = 500;
    private static final String COLUMNS = "select at, actor, kind, subject, field, old_value, new_value ";
    private static final RowMapper<CustomerEvent> ROW = (rs, i) -> new CustomerEvent(
            rs.getTimestamp("at").toInstant(),
            rs.getString("actor"),
            CustomerEvent.Kind.valueOf(rs.getString("kind")),
            rs.getString("subject"),
            rs.getString("field"),
            rs.getString("old_value"),
            rs.getString("new_value"));

    private final JdbcClient jdbc;
    private final Clock clock;

    CustomerEvents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What a change is about.
     *
     * @param name of the customer, address of the contact or number of the contract
     * @param product of a contract; else null
     * @param version that the change makes
     */
    record Subject(
            long customerId,
            CustomerEvent.Kind kind,
            long id,
            String name,
            String product,
            int version,
            String actor) {}

    void entered(Subject subject) {
        insert(subject, "entered", null, subject.name());
    }

    /** @return whether old and new differ; nothing is recorded where they do not */
    boolean changed(Subject subject, String field, Object before, Object after) {
        if (Objects.equals(before, after)) {
            return false;
        }
        insert(subject, field, before == null ? null : before.toString(), after == null ? null : after.toString());
        return true;
    }

    /** @return what was changed after this version, oldest first */
    List<CustomerEvent> since(CustomerEvent.Kind kind, long subjectId, int version) {
        return jdbc.sql(COLUMNS + """
                from crm.customer_event where kind = ? and subject_id = ? and version > ? order by id limit 20
                """)
                .params(kind.name(), subjectId, version)
                .query(ROW)
                .list();
    }

    /** @return the newest changes first; those of contracts only for these products */
    List<CustomerEvent> history(long customerId, Collection<String> products) {
        return jdbc.sql(COLUMNS + """
                from crm.customer_event where customer_id = :customer and (product is null or product in (:products))
                order by id desc limit :longest
                """)
                .param("customer", customerId)
                .param("products", CustomerDirectory.inList(products))
                .param("longest", LONGEST_HISTORY)
                .query(ROW)
                .list();
    }

    private void insert(Subject subject, String field, String before, String after) {
        jdbc.sql("""
                insert into crm.customer_event (customer_id, at, actor, kind, subject_id, subject, product, version,
                    field, old_value, new_value) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        subject.customerId(),
                        Timestamp.from(clock.instant()),
                        subject.actor(),
                        subject.kind().name(),
                        subject.id(),
                        subject.name(),
                        subject.product(),
                        subject.version(),
                        field,
                        before,
                        after)
                .update();
    }
}
