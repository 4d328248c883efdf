package io.reglament.request;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds requests, newest first, a page at a time. */
@Service
public class RequestSearch {

    private final Requests requests;
    private final JdbcClient jdbc;

    RequestSearch(Requests requests, JdbcClient jdbc) {
        this.requests = requests;
        this.jdbc = jdbc;
    }

    /**
     * @param products which products the asking person serves; nothing else is found
     * @param product one of them, or null for all
     * @param state or null for all
     * @param text part of number or subject; null for all
     * @param before return requests older than this id; null for the first page
     */
    public record Query(
            Collection<String> products, String product, RequestState state, String text, Long before, int size) {}

    /** @param next pass as {@code before} for the next page; null on the last one */
    public record Page(List<RequestView> items, long total, Long next) {}

    @Transactional(readOnly = true)
    public Page find(Query query) {
        List<String> products = query.product() == null
                ? List.copyOf(query.products())
                : query.products().contains(query.product()) ? List.of(query.product()) : List.of();
        if (products.isEmpty()) {
            return new Page(List.of(), 0, null);
        }
        StringBuilder where = new StringBuilder(" from crm.request where product = any(?)");
        List<Object> params = new ArrayList<>();
        params.add(products.toArray(String[]::new));
        if (query.state() != null) {
            where.append(" and state = ?");
            params.add(query.state().name());
        }
        if (query.text() != null && !query.text().isBlank()) {
            where.append(" and (number ilike ? or subject ilike ?)");
            String pattern = "%" + query.text().strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
            params.add(pattern);
            params.add(pattern);
        }
        long total = jdbc.sql("select count(*)" + where)
                .params(params)
                .query(Long.class)
                .single();
        if (query.before() != null) {
            where.append(" and id < ?");
            params.add(query.before());
        }
        params.add(query.size() + 1);
        List<Long> ids = jdbc.sql("select id" + where + " order by id desc limit ?")
                .params(params)
                .query(Long.class)
                .list();
        boolean more = ids.size() > query.size();
        List<Long> page = more ? ids.subList(0, query.size()) : ids;
        return new Page(requests.views(page), total, more ? page.get(page.size() - 1) : null);
    }
}
