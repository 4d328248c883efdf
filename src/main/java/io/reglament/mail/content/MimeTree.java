package io.reglament.mail.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.parser.AbstractContentHandler;
import org.apache.james.mime4j.parser.MimeStreamParser;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.util.ByteSequence;

/**
 * Builds the tree of a mail in one pass and stops at once where a limit is passed (mail rule PA-15): mime4j 0.8.14 has
 * none for depth and number of parts.
 */
final class MimeTree {

    private static final int MOST_PARTS = 1_000;
    private static final int DEEPEST = 50;
    private static final int MOST_FIELDS = 1_000;
    private static final int LONGEST_HEADER = 1024 * 1024;

    private MimeTree() {}

    static MimePart parse(byte[] raw) throws UnreadableMail {
        MimeStreamParser parser = new MimeStreamParser(MimeConfig.PERMISSIVE);
        Builder builder = new Builder();
        parser.setContentHandler(builder);
        parser.setContentDecoding(true);
        // An attached mail stays one attachment: its headers must never be taken for those of the mail (PA-9).
        parser.setNoRecurse();
        try {
            parser.parse(new ByteArrayInputStream(withLineFeeds(raw)));
        } catch (LimitPassed e) {
            throw new UnreadableMail(e.getMessage());
        } catch (MimeException | IOException | RuntimeException | StackOverflowError e) {
            throw new UnreadableMail("cannot be parsed: " + e, e);
        }
        return builder.root();
    }

    /** Old Macintosh line ends: mime4j would take the whole mail for one header line. */
    private static byte[] withLineFeeds(byte[] raw) {
        for (int i = 0; i + 1 < raw.length; i++) {
            if (raw[i] == '\n') {
                return raw;
            }
            if (raw[i] == '\r' && raw[i + 1] == '\r') {
                break;
            }
        }
        byte[] converted = raw.clone();
        for (int i = 0; i < converted.length; i++) {
            if (converted[i] == '\r' && (i + 1 == converted.length || converted[i + 1] != '\n')) {
                converted[i] = '\n';
            }
        }
        return converted;
    }

    private static final class LimitPassed extends MimeException {
        private static final long serialVersionUID = 1L;

        LimitPassed(String message) {
            super(message);
        }
    }

    /** A part that is still open. */
    private static final class Open {
        final List<HeaderFields.RawField> fields = new ArrayList<>();
        final List<MimePart> children = new ArrayList<>();
        byte[] body = {};

        MimePart close() {
            return new MimePart(new HeaderFields(fields, null), body, List.copyOf(children));
        }
    }

    private static final class Builder extends AbstractContentHandler {

        private final Deque<Open> open = new ArrayDeque<>();
        private int parts;
        private int fields;
        private int headerBytes;
        private MimePart root;

        MimePart root() {
            return root == null ? new Open().close() : root;
        }

        @Override
        public void startMessage() throws MimeException {
            start();
        }

        @Override
        public void startBodyPart() throws MimeException {
            start();
        }

        @Override
        public void endBodyPart() {
            end();
        }

        @Override
        public void endMessage() {
            end();
        }

        @Override
        public void field(Field field) throws MimeException {
            ByteSequence raw = field.getRaw();
            byte[] bytes = raw == null ? new byte[0] : raw.toByteArray();
            headerBytes += bytes.length;
            if (++fields > MOST_FIELDS || headerBytes > LONGEST_HEADER) {
                throw new LimitPassed("more than " + MOST_FIELDS + " header fields or 1 MiB of them");
            }
            int colon = 0;
            while (colon < bytes.length && bytes[colon] != ':') {
                colon++;
            }
            byte[] value = colon < bytes.length ? Arrays.copyOfRange(bytes, colon + 1, bytes.length) : new byte[0];
            open.peek().fields.add(new HeaderFields.RawField(field.getName().strip(), value));
        }

        @Override
        public void body(BodyDescriptor descriptor, InputStream content) throws IOException {
            open.peek().body = content.readAllBytes();
        }

        private void start() throws MimeException {
            if (++parts > MOST_PARTS || open.size() >= DEEPEST) {
                throw new LimitPassed("more than " + MOST_PARTS + " parts or " + DEEPEST + " levels");
            }
            open.push(new Open());
        }

        private void end() {
            MimePart closed = open.pop().close();
            if (open.isEmpty()) {
                root = closed;
            } else {
                open.peek().children.add(closed);
            }
        }
    }
}
