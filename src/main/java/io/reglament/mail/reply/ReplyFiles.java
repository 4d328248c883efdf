package io.reglament.mail.reply;

import io.reglament.mail.content.FileNames;
import io.reglament.request.Attachments;
import io.reglament.request.Attachments.Attached;
import io.reglament.request.UploadedFiles;
import io.reglament.request.UploadedFiles.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The files of drafts and of waiting replies: uploaded by the person, or such as the request has already. */
@Service
public class ReplyFiles {

    private static final int LONGEST_TYPE = 200;

    private final JdbcClient jdbc;
    private final UploadedFiles uploads;
    private final Attachments attachments;

    ReplyFiles(JdbcClient jdbc, UploadedFiles uploads, Attachments attachments) {
        this.jdbc = jdbc;
        this.uploads = uploads;
        this.attachments = attachments;
    }

    private record Row(ReplyFile file, Long replyId, byte[] sha256, Long uploadId, Long attachmentId) {}

    /** @return the files of the person's draft, in the order in which they were added */
    @Transactional(readOnly = true)
    public List<ReplyFile> ofDraft(long requestId, String person) {
        return rows("request_id = ? and person = ? and reply_id is null", requestId, person).stream()
                .map(Row::file)
                .toList();
    }

    /**
     * Adds an uploaded file to the person's draft.
     *
     * @param name as the browser said
     * @param contentType as the browser said; may be null
     */
    @Transactional(propagation = Propagation.REQUIRED, rollbackFor = IOException.class)
    public ReplyFile upload(long requestId, String person, String name, String contentType, InputStream content)
            throws IOException {
        Upload upload = uploads.store(content);
        return insert(requestId, person, name, contentType, upload.size(), upload, null);
    }

    /** Adds a file that the request has already to the person's draft; the caller knows that it is this request's. */
    @Transactional(propagation = Propagation.REQUIRED)
    public ReplyFile add(String person, Attached file) {
        return insert(file.requestId(), person, file.fileName(), file.contentType(), file.size(), null, file.id());
    }

    private ReplyFile insert(
            long requestId,
            String person,
            String name,
            String contentType,
            long size,
            Upload upload,
            Long attachmentId) {
        Set<String> taken = ofDraft(requestId, person).stream()
                .map(file -> file.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(HashSet::new));
        String type = contentType == null ? "" : contentType.replace("\0", "");
        ReplyFile file = new ReplyFile(
                jdbc.sql("select nextval('crm.reply_file_seq')")
                        .query(Long.class)
                        .single(),
                FileNames.safe(name, "file", taken),
                type.length() > LONGEST_TYPE ? "" : type,
                size);
        jdbc.sql("""
                insert into crm.reply_file (id, request_id, person, name, content_type, size, sha256, upload_id, attachment_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .param(file.id())
                .param(requestId)
                .param(person)
                .param(file.name())
                .param(file.contentType())
                .param(size)
                .param(upload == null ? null : upload.sha256())
                .param(upload == null ? null : upload.id())
                .param(attachmentId)
                .update();
        return file;
    }

    /** @return the bytes of a file of the person's draft; empty if there is none */
    @Transactional(readOnly = true)
    public Optional<InputStream> open(long requestId, String person, long id) {
        return rows("request_id = ? and person = ? and reply_id is null and id = ?", requestId, person, id).stream()
                .findFirst()
                .map(row ->
                        row.uploadId() == null ? attachments.open(row.attachmentId()) : uploads.open(row.uploadId()));
    }

    /** @return false if the person's draft has no such file */
    @Transactional(propagation = Propagation.REQUIRED)
    public boolean delete(long requestId, String person, long id) {
        return delete("request_id = ? and person = ? and reply_id is null and id = ?", requestId, person, id) > 0;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void deleteOfDraft(long requestId, String person) {
        delete("request_id = ? and person = ? and reply_id is null", requestId, person);
    }

    private int delete(String condition, Object... arguments) {
        List<Row> rows = rows(condition, arguments);
        for (Row row : rows) {
            jdbc.sql("delete from crm.reply_file where id = ?")
                    .param(row.file().id())
                    .update();
            if (row.uploadId() != null) {
                uploads.delete(row.uploadId());
            }
        }
        return rows.size();
    }

    /** Gives the files of the person's draft to a reply. */
    @Transactional(propagation = Propagation.MANDATORY)
    void take(long requestId, String person, long replyId) {
        jdbc.sql("update crm.reply_file set reply_id = ? where request_id = ? and person = ? and reply_id is null")
                .params(replyId, requestId, person)
                .update();
    }

    /** Gives the files of a reply back to its author's draft. */
    @Transactional(propagation = Propagation.MANDATORY)
    void giveBack(long replyId) {
        jdbc.sql("update crm.reply_file set reply_id = null where reply_id = ?")
                .param(replyId)
                .update();
    }

    /** @return the files of the request's replies that have not left, by reply */
    @Transactional(readOnly = true)
    Map<Long, List<ReplyFile>> ofWaiting(long requestId) {
        Map<Long, List<ReplyFile>> files = new HashMap<>();
        for (Row row : rows(
                "reply_id in (select r.id from crm.reply r where r.request_id = ? and r.state = 'WAITING')",
                requestId)) {
            files.computeIfAbsent(row.replyId(), id -> new ArrayList<>()).add(row.file());
        }
        return files;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    List<ReplyFile> ofReply(long replyId) {
        return rows("reply_id = ?", replyId).stream().map(Row::file).toList();
    }

    /** Makes the reply's files part of the message that it became. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Attached> enclose(long requestId, long replyId, long messageId) {
        return enclose(requestId, messageId, rows("reply_id = ?", replyId));
    }

    /** Makes the files of the person's draft part of a message. */
    @Transactional(propagation = Propagation.MANDATORY)
    void encloseDraft(long requestId, String person, long messageId) {
        String ofDraft = "request_id = ? and person = ? and reply_id is null";
        enclose(requestId, messageId, rows(ofDraft, requestId, person));
        jdbc.sql("delete from crm.reply_file where " + ofDraft)
                .params(requestId, person)
                .update();
    }

    private List<Attached> enclose(long requestId, long messageId, List<Row> rows) {
        return rows.stream().map(row -> enclose(requestId, messageId, row)).toList();
    }

    private Attached enclose(long requestId, long messageId, Row row) {
        if (row.uploadId() == null) {
            return attachments.copy(row.attachmentId(), messageId);
        }
        ReplyFile file = row.file();
        Upload upload = new Upload(row.uploadId(), file.size(), row.sha256());
        Attached attached = attachments.add(requestId, messageId, file.name(), file.contentType(), upload);
        jdbc.sql("update crm.reply_file set upload_id = null, attachment_id = ? where id = ?")
                .params(attached.id(), file.id())
                .update();
        uploads.delete(upload.id());
        return attached;
    }

    private List<Row> rows(String condition, Object... arguments) {
        return jdbc.sql(
                        "select id, reply_id, name, content_type, size, sha256, upload_id, attachment_id from crm.reply_file where "
                                + condition + " order by id")
                .params(arguments)
                .query(ReplyFiles::row)
                .list();
    }

    private static Row row(ResultSet rs, int i) throws SQLException {
        return new Row(
                new ReplyFile(rs.getLong("id"), rs.getString("name"), rs.getString("content_type"), rs.getLong("size")),
                rs.getObject("reply_id", Long.class),
                rs.getBytes("sha256"),
                rs.getObject("upload_id", Long.class),
                rs.getObject("attachment_id", Long.class));
    }
}
