package io.reglament.mail.inbox;

import io.reglament.mail.MailSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.support.SqlBinaryValue;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes mails into {@code crm.inbound_mail} without ever holding a large one in memory (mail rules IN-9, PA-15). */
@Repository
class InboundRows {

    private static final int SLICE = 1024 * 1024;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final long sizeLimit;

    InboundRows(JdbcClient jdbc, Clock clock, MailSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.sizeLimit = settings.sizeLimit().toBytes();
    }

    /** @return the new row's id; nothing if there is one with this UID */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Long> insert(FetchedMail mail) {
        MailBytes content = mail.content();
        boolean truncated = content.size() > sizeLimit;
        byte[] header = truncated ? content.header() : null;
        try (InputStream in = content.open()) {
            Optional<Long> id = jdbc.sql("""
                            insert into crm.inbound_mail (mailbox, product, uid_validity, uid, internal_date, fetched_at,
                                size, sha256, fingerprint, raw, truncated) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            on conflict (mailbox, uid_validity, uid) do nothing returning id
                            """)
                    .params(
                            mail.mailbox(),
                            mail.product(),
                            mail.uidValidity(),
                            mail.uid(),
                            Timestamp.from(mail.receivedAt()),
                            Timestamp.from(clock.instant()),
                            content.size(),
                            content.sha256(),
                            content.fingerprint(),
                            new SqlParameterValue(
                                    Types.BINARY,
                                    truncated ? new SqlBinaryValue(header) : new SqlBinaryValue(in, content.size())),
                            truncated)
                    .query(Long.class)
                    .optional();
            if (truncated) {
                id.ifPresent(mailId -> insertSlices(mailId, in));
            }
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void insertSlices(long mailId, InputStream in) {
        try {
            int no = 0;
            for (byte[] slice = in.readNBytes(SLICE); slice.length > 0; slice = in.readNBytes(SLICE)) {
                jdbc.sql("insert into crm.inbound_mail_part (mail_id, no, content) values (?, ?, ?)")
                        .params(mailId, no++, slice)
                        .update();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
