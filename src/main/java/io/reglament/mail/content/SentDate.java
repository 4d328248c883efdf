package io.reglament.mail.content;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.dom.field.DateTimeField;
import org.apache.james.mime4j.field.DateTimeFieldLenientImpl;
import org.apache.james.mime4j.stream.RawField;

/** When the sender's program says that the mail was sent: only shown, never reckoned with (mail rule IN-8). */
final class SentDate {

    /** No mail is older. */
    private static final Instant FIRST = Instant.parse("1990-01-01T00:00:00Z");

    private static final Duration WRONG_CLOCK = Duration.ofDays(1);

    private SentDate() {}

    /** @return null if there is none, or none that can be true */
    static Instant of(HeaderFields headers, Instant receivedAt) {
        String written = CleanText.line(headers.first("Date").orElse(""), 100);
        DateTimeField field =
                DateTimeFieldLenientImpl.PARSER.parse(new RawField("Date", written), DecodeMonitor.SILENT);
        Date date = field.getDate();
        if (date == null) {
            return null;
        }
        Instant sent = date.toInstant();
        return sent.isBefore(FIRST) || sent.isAfter(receivedAt.plus(WRONG_CLOCK)) ? null : sent;
    }
}
