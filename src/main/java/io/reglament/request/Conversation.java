package io.reglament.request;

import io.reglament.request.MessageView.AttachmentView;
import io.reglament.request.MessageView.Delivery;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Everything that was written to, from and about a request, with its files. */
@Service
public class Conversation {

    private static final int MOST_MESSAGES = 500;

    private final MessageRepository messages;
    private final Archive archive;
    private final Attachments attachments;
    private final JdbcClient jdbc;

    Conversation(MessageRepository messages, Archive archive, Attachments attachments, JdbcClient jdbc) {
        this.messages = messages;
        this.archive = archive;
        this.attachments = attachments;
        this.jdbc = jdbc;
    }

    /**
     * Files a message with its attachments and archives it.
     *
     * @return the message's id
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long file(long requestId, NewMessage from, String actor, String cause) {
        Message message = messages.save(new Message(requestId, from));
        ArchiveEntry.Kind kind = switch (from.direction()) {
            case IN -> ArchiveEntry.Kind.MAIL_IN;
            case OUT -> ArchiveEntry.Kind.MAIL_OUT;
            case NOTE -> ArchiveEntry.Kind.NOTE;
        };
        archive.add(requestId, actor, kind, cause, from.subject());
        if (from.inboundId() != null) {
            // Our own letters thread under it, which JDBC looks up.
            messages.flush();
        }
        if (!from.attachments().isEmpty()) {
            // Attachments are written by JDBC, which does not see what JPA has not flushed.
            jdbcAttachments(requestId, message, from.attachments());
        }
        return message.id;
    }

    /** @return the conversation, oldest first, at most 500 messages */
    @Transactional(readOnly = true)
    public List<MessageView> messages(long requestId) {
        Map<Long, List<AttachmentView>> files = attachments.ofRequest(requestId);
        Map<Long, List<Delivery>> deliveries = deliveries(requestId);
        return jdbc.sql("""
                select m.id, m.direction, m.at, m.sender, m.recipients, m.subject, m.text, m.html, m.message_id,
                    m.outbound_id, coalesce(m.inbound_id, m.outbound_id) is not null as mail
                from crm.message m where m.request_id = ? order by m.id limit ?
                """)
                .params(requestId, MOST_MESSAGES)
                .query((rs, i) -> view(rs, deliveries.getOrDefault(rs.getLong("outbound_id"), List.of()), files))
                .list();
    }

    private static MessageView view(ResultSet rs, List<Delivery> deliveries, Map<Long, List<AttachmentView>> files)
            throws SQLException {
        Delivery first = deliveries.isEmpty() ? null : deliveries.get(0);
        return new MessageView(
                rs.getLong("id"),
                NewMessage.Direction.valueOf(rs.getString("direction")),
                rs.getTimestamp("at").toInstant(),
                rs.getString("sender"),
                rs.getString("recipients"),
                rs.getString("subject"),
                rs.getString("text"),
                rs.getString("html"),
                rs.getString("message_id"),
                first == null ? null : first.delivery(),
                first == null ? null : first.serverReply(),
                deliveries,
                rs.getBoolean("mail"),
                files.getOrDefault(rs.getLong("id"), List.of()));
    }

    /** @return by the mail to the first reader */
    private Map<Long, List<Delivery>> deliveries(long requestId) {
        return jdbc
                .sql("""
                select coalesce(copy_of, id) as first, recipient, last_reply, sent_at,
                    case state when 'NEW' then 'WAITING' when 'SENDING' then 'WAITING' when 'SENT' then 'DELIVERED'
                        else state end as delivery
                from crm.outbound_mail where request_id = ? order by id
                """)
                .param(requestId)
                .query((rs, i) -> Map.entry(
                        rs.getLong("first"),
                        new Delivery(
                                rs.getString("recipient"),
                                rs.getString("delivery"),
                                rs.getString("last_reply"),
                                rs.getTimestamp("sent_at") == null
                                        ? null
                                        : rs.getTimestamp("sent_at").toInstant())))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /**
     * Files copies of an earlier message's attachments with a message of another request.
     *
     * @param inboundId the mail that brought them; null for the customer's newest message that says the text
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void copyFiles(long fromRequest, Long inboundId, String text, long toRequest, long toMessage) {
        messages.flush();
        jdbc.sql("""
                select id from crm.message where direction = 'IN'
                    and (inbound_id = ? or cast(? as bigint) is null and request_id = ? and text = ?)
                order by id desc limit 1
                """)
                .params(Arrays.asList(inboundId, inboundId, fromRequest, text))
                .query(Long.class)
                .optional()
                .ifPresent(message -> copyFiles(message, toRequest, toMessage));
    }

    /**
     * Files copies of what the customer's newest message with attachments brought with a message of another request.
     *
     * @param customerId whose message; a request that others were merged into has those of other customers, too
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void copyNewestFiles(long fromRequest, long customerId, long toRequest, long toMessage) {
        messages.flush();
        jdbc.sql("""
                select max(m.id) from crm.message m
                    join crm.attachment a on a.message_id = m.id
                    join crm.contact c on lower(c.email) = lower(m.sender) and c.customer_id = ?
                    where m.request_id = ? and m.direction = 'IN' having count(*) > 0
                """)
                .params(customerId, fromRequest)
                .query(Long.class)
                .optional()
                .ifPresent(message -> copyFiles(message, toRequest, toMessage));
    }

    /** Files copies of a message's attachments with a message of another request; their bytes stay in the database. */
    @Transactional(propagation = Propagation.MANDATORY)
    void copyFiles(long fromMessage, long toRequest, long toMessage) {
        messages.flush();
        jdbc.sql("""
                insert into crm.attachment (id, request_id, message_id, file_name, content_type, content_id, size, sha256,
                    content)
                select nextval('crm.attachment_seq'), ?, ?, file_name, content_type, content_id, size, sha256, content
                from crm.attachment where message_id = ? order by id
                """).params(toRequest, toMessage, fromMessage).update();
    }

    private void jdbcAttachments(long requestId, Message message, List<NewMessage.NewAttachment> attachments) {
        messages.flush();
        for (NewMessage.NewAttachment file : attachments) {
            jdbc.sql("""
                    insert into crm.attachment (id, request_id, message_id, file_name, content_type, content_id, size,
                        sha256, content) values (nextval('crm.attachment_seq'), ?, ?, ?, ?, ?, ?, ?, ?)
                    """)
                    .params(
                            requestId,
                            message.id,
                            file.fileName(),
                            file.contentType(),
                            file.contentId(),
                            (long) file.content().length,
                            sha256(file.content()),
                            file.content())
                    .update();
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
