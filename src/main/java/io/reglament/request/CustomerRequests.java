package io.reglament.request;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What else one customer waits for. */
@Service
public class CustomerRequests {

    private final Requests requests;
    private final JdbcClient jdbc;

    CustomerRequests(Requests requests, JdbcClient jdbc) {
        this.requests = requests;
        this.jdbc = jdbc;
    }

    /**
     * @param products which products the asking person serves; nothing else is found
     * @param except id of the request that is looked at
     * @return the customer's open requests, newest first
     */
    @Transactional(readOnly = true)
    public List<RequestView> open(long customerId, Collection<String> products, long except, int most) {
        List<Long> ids = jdbc.sql("""
                select id from crm.request
                where customer_id = ? and product = any(?) and state <> 'CLOSED' and id <> ?
                order by id desc limit ?
                """)
                .params(customerId, products.toArray(String[]::new), except, most)
                .query(Long.class)
                .list();
        return ids.isEmpty() ? List.of() : requests.views(ids);
    }
}
