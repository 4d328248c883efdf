package io.reglament.mail.content;

import io.reglament.mail.content.UnreadableMail.Limit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
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

    private MimeTree() {}

    static MimePart parse(byte[] raw, ContentSettings limits) throws UnreadableMail {
        MimeStreamParser parser = new MimeStreamParser(MimeConfig.copy(MimeConfig.PERMISSIVE)
                .setMaxHeaderLen((int) limits.headerFieldSize().toBytes())
                .setMaxContentLen(-1)
                .build());
        Builder builder = new Builder(limits);
        parser.setContentHandler(builder);
        parser.setContentDecoding(true);
        // An attached mail stays one attachment: its headers must never be taken for those of the mail (PA-9).
        parser.setNoRecurse();
        try {
            parser.parse(new ByteArrayInputStream(withLineFeeds(raw)));
        } catch (LimitPassed e) {
            throw new UnreadableMail(e.limit, e.getMessage());
        } catch (MaxHeaderLengthLimitException e) {
            throw new UnreadableMail(
                    Limit.HEADER_FIELD_SIZE, "a header field of more than " + limits.headerFieldSize(), e);
        } catch (MimeException | IOException | RuntimeException | StackOverflowError e) {
            throw new UnreadableMail(Limit.BROKEN, "cannot be parsed: " + e, e);
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

        private final Limit limit;

        LimitPassed(Limit limit, String message) {
            super(message);
            this.limit = limit;
        }
    }

    /** A part that is still open. */
    private static final class Open {
        final List<HeaderFields.RawField> fields = new ArrayList<>();
        final List<MimePart> children = new ArrayList<>();
        byte[] body = {};
        byte[] preamble = {};
        long headerBytes;

        MimePart close() {
            boolean nothingElse = children.isEmpty() && body.length == 0;
            return new MimePart(new HeaderFields(fields, null), nothingElse ? preamble : body, List.copyOf(children));
        }
    }

    private static final class Builder extends AbstractContentHandler {

        private final ContentSettings limits;
        private final Deque<Open> open = new ArrayDeque<>();
        private int parts;
        private int hops;
        private long decoded;
        private MimePart root;

        Builder(ContentSettings limits) {
            this.limits = limits;
        }

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
            Open part = open.peek();
            part.headerBytes += bytes.length;
            if (part.headerBytes > limits.headerSize().toBytes()) {
                throw new LimitPassed(Limit.HEADER_SIZE, "a header of more than " + limits.headerSize());
            }
            if (part.fields.size() >= limits.headerFields()) {
                throw new LimitPassed(Limit.HEADER_FIELDS, "more than " + limits.headerFields() + " header fields");
            }
            String name = field.getName().strip();
            if (open.size() == 1 && name.equalsIgnoreCase("Received") && ++hops > limits.hops()) {
                throw new LimitPassed(Limit.HOPS, "travelled over more than " + limits.hops() + " servers: a loop");
            }
            int colon = 0;
            while (colon < bytes.length && bytes[colon] != ':') {
                colon++;
            }
            byte[] value = colon < bytes.length ? Arrays.copyOfRange(bytes, colon + 1, bytes.length) : new byte[0];
            part.fields.add(new HeaderFields.RawField(name, value));
        }

        @Override
        public void body(BodyDescriptor descriptor, InputStream content) throws IOException, MimeException {
            open.peek().body = bytes(content);
        }

        private byte[] bytes(InputStream content) throws IOException, MimeException {
            long left = limits.decodedSize().toBytes() - decoded;
            byte[] body = content.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 8));
            if (body.length > left) {
                throw new LimitPassed(Limit.DECODED_SIZE, "decoded more than " + limits.decodedSize());
            }
            decoded += body.length;
            return body;
        }

        /** All that there is of a multipart whose boundary never comes. */
        @Override
        public void preamble(InputStream content) throws IOException, MimeException {
            open.peek().preamble = bytes(content);
        }

        private void start() throws MimeException {
            if (Thread.currentThread().isInterrupted()) {
                throw new LimitPassed(Limit.TIME, "stopped after " + limits.parseTime());
            }
            if (++parts > limits.parts()) {
                throw new LimitPassed(Limit.PARTS, "more than " + limits.parts() + " parts");
            }
            if (open.size() >= limits.depth()) {
                throw new LimitPassed(Limit.DEPTH, "parts in more than " + limits.depth() + " levels");
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
