package io.reglament.request;

import io.reglament.crm.Contact;
import io.reglament.request.Attachments.Attached;
import io.reglament.request.MessageView.AttachmentView;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The conversation as one of the customer's people may read it: what people of the same customer wrote, and of our letters
 * those to the reader or, where the reader got no copy, to whoever asked. No internal note, nothing of another customer
 * whose request was merged into this one, no letter that was held back.
 */
@Service
@Transactional(readOnly = true)
public class CustomerConversation {

    private static final int MOST_ENTRIES = 200;

    private static final String VISIBLE = """
            from crm.message m
            left join crm.outbound_mail o on o.id = m.outbound_id
            left join crm.contact c on m.direction = 'IN' and lower(c.email) = lower(m.sender)
                and c.customer_id = :customer
            where m.request_id = :request and (
                m.direction = 'IN' and c.id is not null
                or m.direction = 'OUT' and coalesce(o.state, '') not in ('HELD', 'DROPPED') and (
                    :reader = any(string_to_array(replace(lower(m.recipients), ' ', ''), ','))
                    or (select lower(email) from crm.contact where id = :asker) = any(string_to_array(replace(lower(m.recipients), ' ', ''), ','))
                    and not exists (select 1 from crm.outbound_mail copy where copy.request_id = m.request_id
                        and copy.dedup_key = o.dedup_key || ':copy:' || :readerId)))
            """;

    private final Attachments files;
    private final JdbcClient jdbc;

    CustomerConversation(Attachments files, JdbcClient jdbc) {
        this.files = files;
        this.jdbc = jdbc;
    }

    /**
     * One message.
     *
     * @param writerId the customer's person who wrote it; null where we did
     * @param writer name, or the address where the name is unknown; null where we did
     * @param text plain text, with whatever it quotes
     */
    public record Entry(
            long id, Instant at, Long writerId, String writer, String text, List<AttachmentView> attachments) {}

    /** @return the newest 200 messages, oldest first */
    public List<Entry> of(RequestView request, Contact reader) {
        List<Entry> entries = visible(
                        "select m.id, m.at, m.text, c.id as writer_id, coalesce(nullif(c.name, ''), c.email) as writer ",
                        " order by m.id desc limit " + MOST_ENTRIES,
                        request,
                        reader)
                .query((rs, i) -> new Entry(
                        rs.getLong("id"),
                        rs.getTimestamp("at").toInstant(),
                        rs.getObject("writer_id", Long.class),
                        rs.getString("writer"),
                        rs.getString("text"),
                        List.of()))
                .list();
        Map<Long, List<AttachmentView>> attached =
                files.ofMessages(entries.stream().map(Entry::id).toList());
        List<Entry> oldestFirst = entries.stream()
                .map(e -> new Entry(
                        e.id, e.at, e.writerId, e.writer, e.text, attached.getOrDefault(e.id, Collections.emptyList())))
                .collect(Collectors.toList());
        Collections.reverse(oldestFirst);
        return oldestFirst;
    }

    /** @return the file, if it belongs to a message that this reader may read */
    public Optional<Attached> attachment(RequestView request, Contact reader, long attachmentId) {
        return visible(
                        "select a.id, a.file_name, a.content_type, a.size from crm.attachment a where a.id = :attachment"
                                + " and a.message_id in (select m.id ",
                        ")",
                        request,
                        reader)
                .param("attachment", attachmentId)
                .query((rs, i) -> new Attached(
                        rs.getLong("id"),
                        request.id(),
                        rs.getString("file_name"),
                        rs.getString("content_type"),
                        rs.getLong("size")))
                .optional();
    }

    private JdbcClient.StatementSpec visible(String select, String end, RequestView request, Contact reader) {
        return jdbc.sql(select + VISIBLE + end)
                .param("request", request.id())
                .param("customer", request.customerId())
                .param("asker", request.contactId())
                .param("reader", reader.email().toLowerCase(Locale.ROOT))
                .param("readerId", String.valueOf(reader.id()));
    }
}
