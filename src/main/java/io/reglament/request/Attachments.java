package io.reglament.request;

import io.reglament.request.MessageView.AttachmentView;
import io.reglament.request.UploadedFiles.Upload;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The files of conversations, each with its message; read slice by slice, so that their size does not matter. */
@Service
public class Attachments {

    private static final String COLUMNS = "id, request_id, file_name, content_type, size";

    private final JdbcClient jdbc;
    private final MessageRepository messages;

    Attachments(JdbcClient jdbc, MessageRepository messages) {
        this.jdbc = jdbc;
        this.messages = messages;
    }

    /**
     * A file without its content.
     *
     * @param contentType as its sender said, not to be trusted
     * @param size in bytes
     */
    public record Attached(long id, long requestId, String fileName, String contentType, long size) {}

    @Transactional(readOnly = true)
    public Optional<Attached> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from crm.attachment where id = ?")
                .param(id)
                .query(Attachments::row)
                .optional();
    }

    /** @return the files of a request's messages by the messages' ids, oldest first */
    Map<Long, List<AttachmentView>> ofRequest(long requestId) {
        return views("request_id = ?", requestId);
    }

    /** @return the files of these messages by the messages' ids, oldest first */
    Map<Long, List<AttachmentView>> ofMessages(Collection<Long> messageIds) {
        return messageIds.isEmpty() ? Map.of() : views("message_id = any(?)", messageIds.toArray(Long[]::new));
    }

    private Map<Long, List<AttachmentView>> views(String condition, Object of) {
        return jdbc
                .sql("select message_id, id, file_name, content_type, content_id, size from crm.attachment where "
                        + condition + " order by id")
                .param(of)
                .query((rs, i) -> Map.entry(
                        rs.getLong("message_id"),
                        new AttachmentView(
                                rs.getLong("id"),
                                rs.getString("file_name"),
                                rs.getString("content_type"),
                                rs.getString("content_id"),
                                rs.getLong("size"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** @return the file's bytes; empty if there is no such file */
    public InputStream open(long id) {
        return FileSlices.open(no -> jdbc.sql("select substring(content from ? for ?) from crm.attachment where id = ?")
                .params(1 + no * FileSlices.SIZE, FileSlices.SIZE, id)
                .query(byte[].class)
                .optional()
                .orElseGet(() -> new byte[0]));
    }

    /** Makes an uploaded file part of a message. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Attached add(long requestId, long messageId, String fileName, String contentType, Upload upload) {
        // JPA may not have written the message yet.
        messages.flush();
        return jdbc.sql("""
                insert into crm.attachment (id, request_id, message_id, file_name, content_type, size, sha256, content)
                values (nextval('crm.attachment_seq'), ?, ?, ?, ?, ?, ?, coalesce((select string_agg(content, ''::bytea
                    order by no) from crm.uploaded_file_part where upload_id = ?), ''::bytea))
                returning\s""" + COLUMNS)
                .params(requestId, messageId, fileName, contentType, upload.size(), upload.sha256(), upload.id())
                .query(Attachments::row)
                .single();
    }

    /** Makes a copy of a file of the same request part of another message. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Attached copy(long id, long messageId) {
        messages.flush();
        return jdbc.sql("""
                insert into crm.attachment (id, request_id, message_id, file_name, content_type, size, sha256, content)
                select nextval('crm.attachment_seq'), request_id, ?, file_name, content_type, size, sha256, content
                from crm.attachment where id = ?
                returning\s""" + COLUMNS)
                .params(messageId, id)
                .query(Attachments::row)
                .single();
    }

    private static Attached row(ResultSet rs, int i) throws SQLException {
        return new Attached(
                rs.getLong("id"),
                rs.getLong("request_id"),
                rs.getString("file_name"),
                rs.getString("content_type"),
                rs.getLong("size"));
    }
}
