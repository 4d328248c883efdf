package io.reglament.request;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds requests, newest first, a page at a time. */
@Service
public class RequestSearch {

    private static final Pattern NUMBER = Pattern.compile("\\p{Alpha}+-\\d{4}-\\d{6}");

    /** Each branch has an index of its own, which one condition with "or" would not use. */
    private static final String HITS = """
            select id from crm.request where number ilike :part
            union select id from crm.request where subject ilike :part
            union select request_id from crm.message
                where crm.message_words(subject, text, sender, recipients)
                    @@ websearch_to_tsquery('pg_catalog.russian', :words)
            union select request_id from crm.attachment where file_name ilike :part
            union select r.id from crm.customer c join crm.request r on r.customer_id = c.id where c.name ilike :part
            union select r.id from crm.contact c join crm.request r on r.contact_id = c.id
                where c.name ilike :part or c.email ilike :part
            """;

    /** The number of all and the ids of one page; a row without an id where the page is empty. */
    private static final String PAGE = """
             select t.total, p.id from (select count(*) as total from found) t
            left join (select id from found where id < :before order by id desc limit :most) p on true
            order by p.id desc
            """;

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
     * @param text what stands anywhere in the request: a part of its number, its subject, a file's name, the customer's or
     *     the contact's name or address, or words of its messages; a whole number finds that request alone; null for all
     * @param before return requests older than this id; null for the first page
     */
    public record Query(
            Collection<String> products, String product, RequestState state, String text, Long before, int size) {

        private boolean hasText() {
            return text != null && !text.isBlank();
        }
    }

    /** @param next pass as {@code before} for the next page; null on the last one */
    public record Page(List<RequestView> items, long total, Long next) {}

    private record Row(long total, Long id) {}

    @Transactional(readOnly = true)
    public Page find(Query query) {
        List<String> products = query.product() == null
                ? List.copyOf(query.products())
                : query.products().contains(query.product()) ? List.of(query.product()) : List.of();
        if (products.isEmpty()) {
            return new Page(List.of(), 0, null);
        }
        String text = query.hasText() ? query.text().strip() : "";
        List<Row> rows = jdbc.sql(sql(query, text))
                .param("products", products.toArray(String[]::new))
                .param("state", query.state() == null ? null : query.state().name())
                .param("number", text.toUpperCase(Locale.ROOT))
                .param("part", "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .param("words", text.replace('ё', 'е').replace('Ё', 'Е'))
                .param("before", query.before() == null ? Long.MAX_VALUE : query.before())
                .param("most", query.size() + 1)
                .query((rs, i) -> new Row(rs.getLong("total"), rs.getObject("id", Long.class)))
                .list();
        List<Long> ids = rows.stream().map(Row::id).filter(Objects::nonNull).toList();
        boolean more = ids.size() > query.size();
        List<Long> page = more ? ids.subList(0, query.size()) : ids;
        return new Page(requests.views(page), rows.get(0).total(), more ? page.get(page.size() - 1) : null);
    }

    private static String sql(Query query, String text) {
        String state = query.state() == null ? "" : " and state = :state";
        String words = "";
        if (NUMBER.matcher(text).matches()) {
            words = " and number = :number";
        } else if (query.hasText()) {
            words = " and id in (select id from hits)";
        }
        return (words.contains("hits") ? "with hits as materialized (" + HITS + "), " : "with ")
                + "found as (select id from crm.request where product = any(:products)" + state + words + ")"
                + PAGE;
    }
}
