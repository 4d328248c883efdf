package io.reglament.crm;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Customers as a person may see them: those that have a contract or a request in a product that the person serves, and
 * those that have neither yet.
 */
@Service
@Transactional(readOnly = true)
public class CustomerDirectory {

    private static final String VISIBLE = """
            (exists (select 1 from crm.contract k where k.customer_id = c.id and k.product in (:products))
             or exists (select 1 from crm.request r where r.customer_id = c.id and r.product in (:products))
             or not exists (select 1 from crm.contract k where k.customer_id = c.id)
                and not exists (select 1 from crm.request r where r.customer_id = c.id))
            """;
    private static final String FOUND = """
            (:like::text is null or c.name ilike :like
             or exists (select 1 from crm.customer_domain d where d.customer_id = c.id and d.domain ilike :like)
             or exists (select 1 from crm.contact p where p.customer_id = c.id and p.email ilike :like))
            """;
    private static final String DOMAINS =
            "array(select d.domain from crm.customer_domain d where d.customer_id = c.id order by d.domain) as domains";

    private final JdbcClient jdbc;
    private final CustomerEvents events;

    CustomerDirectory(JdbcClient jdbc, CustomerEvents events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * A page of the list, by name.
     *
     * @param next id after which the next page begins; null on the last one
     */
    public record Page(List<CustomerCard.Summary> items, long total, Long next) {}

    /**
     * @param products that the person serves
     * @param text part of name, domain or an address; null for all
     * @param after id that the last page ended with; null for the first page
     * @param size 1 to 100
     */
    public Page find(Set<String> products, String text, Long after, int size) {
        String like =
                text == null || text.isBlank() ? null : "%" + text.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
        List<CustomerCard.Summary> items = query(
                        "select c.id, c.name, c.time_zone, c.country, " + DOMAINS + " from crm.customer c where "
                                + VISIBLE
                                + " and " + FOUND + """
                                 and (:after::bigint is null or (lower(c.name), c.id) >
                                    (select lower(a.name), a.id from crm.customer a where a.id = :after))
                                 order by lower(c.name), c.id limit :size
                                """,
                        products,
                        like)
                .param("after", after)
                .param("size", size + 1)
                .query((rs, i) -> new CustomerCard.Summary(
                        rs.getLong("id"),
                        rs.getString("name"),
                        texts(rs, "domains"),
                        rs.getString("time_zone"),
                        rs.getString("country")))
                .list();
        long total = query("select count(*) from crm.customer c where " + VISIBLE + " and " + FOUND, products, like)
                .query(Long.class)
                .single();
        boolean more = items.size() > size;
        List<CustomerCard.Summary> page = more ? items.subList(0, size) : items;
        return new Page(page, total, more ? page.get(size - 1).id() : null);
    }

    /**
     * @param products that the person serves
     * @throws CustomerNotFound if there is none, or none that the person may see
     */
    public CustomerCard get(long id, Set<String> products) {
        return jdbc.sql("select c.id, c.name, c.person_type, c.time_zone, c.country, c.language, c.version, " + DOMAINS
                        + " from crm.customer c where c.id = :id and " + VISIBLE)
                .param("id", id)
                .param("products", inList(products))
                .query((rs, i) -> new CustomerCard(
                        rs.getLong("id"),
                        rs.getString("name"),
                        rs.getString("person_type"),
                        texts(rs, "domains"),
                        rs.getString("time_zone"),
                        rs.getString("country"),
                        rs.getString("language"),
                        rs.getInt("version"),
                        contacts(id),
                        contracts(id, products)))
                .optional()
                .orElseThrow(() -> new CustomerNotFound(id));
    }

    /** @return who changed what, newest first, at most 500 lines; of contracts only for these products */
    public List<CustomerEvent> history(long id, Set<String> products) {
        return events.history(id, products);
    }

    private List<CustomerCard.Person> contacts(long customerId) {
        return jdbc.sql("""
                select id, name, email, language, representative, curator, version from crm.contact
                where customer_id = ? order by lower(coalesce(name, email)), id
                """)
                .param(customerId)
                .query((rs, i) -> new CustomerCard.Person(
                        rs.getLong("id"),
                        rs.getString("name"),
                        rs.getString("email"),
                        rs.getString("language"),
                        rs.getBoolean("representative"),
                        rs.getBoolean("curator"),
                        rs.getInt("version")))
                .list();
    }

    private List<CustomerCard.Contract> contracts(long customerId, Set<String> products) {
        return jdbc.sql("""
                select k.*, array(select s.service from crm.contract_service s where s.contract_id = k.id
                    order by s.service) as services
                from crm.contract k where k.customer_id = :customer and k.product in (:products)
                order by k.product, k.starts_on desc, k.id desc
                """)
                .param("customer", customerId)
                .param("products", inList(products))
                .query((rs, i) -> new CustomerCard.Contract(
                        rs.getLong("id"),
                        rs.getString("product"),
                        rs.getString("number"),
                        texts(rs, "services"),
                        rs.getString("service_hours"),
                        rs.getString("time_zone"),
                        rs.getString("country"),
                        GoalsText.read(rs.getString("goals")),
                        rs.getString("warn_before"),
                        rs.getString("priority") == null
                                ? null
                                : ProductProfile.Level.valueOf(rs.getString("priority")),
                        rs.getObject("starts_on", LocalDate.class),
                        rs.getObject("ends_on", LocalDate.class),
                        rs.getObject("representative_id", Long.class),
                        rs.getObject("curator_id", Long.class),
                        rs.getInt("version")))
                .list();
    }

    private JdbcClient.StatementSpec query(String sql, Set<String> products, String like) {
        return jdbc.sql(sql).param("products", inList(products)).param("like", like);
    }

    /** @return the codes for an SQL list, which may not be empty */
    static Collection<String> inList(Collection<String> products) {
        return products.isEmpty() ? List.of("") : products;
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return List.of((String[]) array.getArray());
    }
}
