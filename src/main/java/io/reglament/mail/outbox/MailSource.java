package io.reglament.mail.outbox;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A mail as it is stored: its bytes without the files that it refers to, and where these stand. The files never change,
 * so that every attempt sends the same bytes, and no attempt holds a file in memory.
 *
 * @param files in their order
 */
record MailSource(byte[] raw, List<Enclosure> files) {

    /** @param content opens a file by its id */
    InputStream open(LongFunction<InputStream> content) {
        List<InputStream> pieces = new ArrayList<>();
        int from = 0;
        for (Enclosure file : files) {
            pieces.add(new ByteArrayInputStream(raw, from, file.at() - from));
            pieces.add(new Base64Lines(content.apply(file.attachmentId())));
            from = file.at();
        }
        pieces.add(new ByteArrayInputStream(raw, from, raw.length - from));
        return pieces.size() == 1 ? pieces.get(0) : new SequenceInputStream(Collections.enumeration(pieces));
    }

    /** @return the same with a header before its own */
    MailSource headedBy(byte[] header) {
        byte[] headed = new byte[header.length + raw.length];
        System.arraycopy(header, 0, headed, 0, header.length);
        System.arraycopy(raw, 0, headed, header.length, raw.length);
        return new MailSource(
                headed,
                files.stream()
                        .map(file -> new Enclosure(file.at() + header.length, file.attachmentId()))
                        .toList());
    }
}
