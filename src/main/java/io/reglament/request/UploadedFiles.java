package io.reglament.request;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Files that people have handed in and no message has yet; never whole in memory. */
@Service
public class UploadedFiles {

    private final JdbcClient jdbc;

    UploadedFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param size in bytes */
    public record Upload(long id, long size, byte[] sha256) {}

    /**
     * Stores a file, slice by slice.
     *
     * @throws IOException if it cannot be read; the caller rolls back
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Upload store(InputStream content) throws IOException {
        long id = jdbc.sql("select nextval('crm.uploaded_file_seq')")
                .query(Long.class)
                .single();
        MessageDigest digest = sha256();
        long size = 0;
        int no = 0;
        for (byte[] slice = content.readNBytes(FileSlices.SIZE);
                slice.length > 0;
                slice = content.readNBytes(FileSlices.SIZE)) {
            jdbc.sql("insert into crm.uploaded_file_part (upload_id, no, content) values (?, ?, ?)")
                    .params(id, no++, slice)
                    .update();
            digest.update(slice);
            size += slice.length;
        }
        return new Upload(id, size, digest.digest());
    }

    /** @return the file, read slice by slice; empty if there is none */
    public InputStream open(long uploadId) {
        return FileSlices.open(
                no -> jdbc.sql("select content from crm.uploaded_file_part where upload_id = ? and no = ?")
                        .params(uploadId, no)
                        .query(byte[].class)
                        .optional()
                        .orElseGet(() -> new byte[0]));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void delete(long uploadId) {
        jdbc.sql("delete from crm.uploaded_file_part where upload_id = ?")
                .param(uploadId)
                .update();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
