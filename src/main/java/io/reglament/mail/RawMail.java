package io.reglament.mail;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A fetched mail exactly as the server gave it. */
@Service
public class RawMail {

    private static final int SLICE_BYTES = 1024 * 1024;
    private static final String SLICE = "select substring(raw from ? for ?) from crm.inbound_mail where id = ?";
    private static final String SLICE_OF_LARGE =
            "select content from crm.inbound_mail_part where mail_id = ? and no = ?";

    private final JdbcClient jdbc;

    RawMail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return the product that a fetched mail came for */
    @Transactional(readOnly = true)
    public Optional<String> product(long inboundMailId) {
        return jdbc.sql("select product from crm.inbound_mail where id = ?")
                .param(inboundMailId)
                .query(String.class)
                .optional();
    }

    /** @return the whole mail, read from the database slice by slice, so that its size does not matter */
    public InputStream open(long inboundMailId) {
        boolean inSlices = jdbc.sql("select exists (select 1 from crm.inbound_mail_part where mail_id = ?)")
                .param(inboundMailId)
                .query(Boolean.class)
                .single();
        return new SequenceInputStream(new Enumeration<>() {
            private int no;
            private byte[] next = slice(inboundMailId, inSlices, no);

            @Override
            public boolean hasMoreElements() {
                return next.length > 0;
            }

            @Override
            public InputStream nextElement() {
                InputStream slice = new ByteArrayInputStream(next);
                next = slice(inboundMailId, inSlices, ++no);
                return slice;
            }
        });
    }

    private byte[] slice(long inboundMailId, boolean inSlices, int no) {
        Object[] which = inSlices
                ? new Object[] {inboundMailId, no}
                : new Object[] {1 + no * SLICE_BYTES, SLICE_BYTES, inboundMailId};
        return jdbc.sql(inSlices ? SLICE_OF_LARGE : SLICE)
                .params(which)
                .query(byte[].class)
                .optional()
                .orElseGet(() -> new byte[0]);
    }
}
