package io.reglament.mail.outbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A file as a mail carries it: Base64 in lines of 76 characters (RFC 2045 6.8), encoded while it is read. */
final class Base64Lines extends InputStream {

    private static final int BYTES_OF_A_LINE = 57;
    private static final int CHARACTERS_OF_A_LINE = 76 + 2;
    private static final int BLOCK = BYTES_OF_A_LINE * 1024;

    private static final byte[] END_OF_LINE = "\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Base64.Encoder ENCODER = Base64.getMimeEncoder(76, END_OF_LINE);

    private final InputStream source;
    private byte[] encoded = new byte[0];
    private int next;

    Base64Lines(InputStream source) {
        this.source = source;
    }

    /** @return how many bytes a file of this size is in a mail */
    static long length(long size) {
        return (size + BYTES_OF_A_LINE - 1) / BYTES_OF_A_LINE * CHARACTERS_OF_A_LINE;
    }

    @Override
    public int read() throws IOException {
        return fill() ? encoded[next++] : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, encoded.length - next);
        System.arraycopy(encoded, next, to, offset, count);
        next += count;
        return count;
    }

    /** @return false at the end */
    private boolean fill() throws IOException {
        if (next < encoded.length) {
            return true;
        }
        byte[] block = source.readNBytes(BLOCK);
        if (block.length == 0) {
            return false;
        }
        byte[] lines = ENCODER.encode(block);
        encoded = new byte[lines.length + END_OF_LINE.length];
        System.arraycopy(lines, 0, encoded, 0, lines.length);
        System.arraycopy(END_OF_LINE, 0, encoded, lines.length, END_OF_LINE.length);
        next = 0;
        return true;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
