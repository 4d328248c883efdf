package io.reglament.mail.inbox;

import io.reglament.mail.content.Fingerprint;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The bytes of one mail on their way into the ledger: a small one in memory, a larger one in a temporary file, so that
 * no mail of whatever size fills the heap (mail rules IN-9, PA-15). Written once, then read as often as wanted.
 */
final class MailBytes extends OutputStream {

    /** Most mails are smaller, and many of them fit into memory beside each other. */
    static final int SMALL = 256 * 1024;

    private static final int LONGEST_HEADER = 1024 * 1024;

    private final MessageDigest digest = sha256Digest();
    private ByteArrayOutputStream memory = new ByteArrayOutputStream(4 * 1024);
    private Path file;
    private OutputStream out = memory;
    private long size;
    private byte[] sha256;

    static MailBytes of(byte[] content) {
        MailBytes bytes = new MailBytes();
        try {
            bytes.write(content, 0, content.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] block, int offset, int length) throws IOException {
        if (file == null && size + length > SMALL) {
            file = Files.createTempFile("mail", ".eml");
            out = Files.newOutputStream(file);
            memory.writeTo(out);
            memory = null;
        }
        out.write(block, offset, length);
        digest.update(block, offset, length);
        size += length;
    }

    long size() {
        return size;
    }

    /** Ends the writing. */
    byte[] sha256() {
        if (sha256 == null) {
            sha256 = digest.digest();
        }
        return sha256;
    }

    byte[] fingerprint() {
        try (InputStream in = open()) {
            return Fingerprint.of(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the mail from its beginning */
    InputStream open() {
        try {
            return file == null ? new ByteArrayInputStream(memory.toByteArray()) : Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the header block with the empty line that ends it; its first MiB, if it is longer */
    byte[] header() {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        try (InputStream in = new BufferedInputStream(open())) {
            boolean lineIsEmpty = true;
            for (int b = in.read(); b >= 0 && header.size() < LONGEST_HEADER; b = in.read()) {
                header.write(b);
                if (b == '\n' && lineIsEmpty) {
                    break;
                }
                lineIsEmpty = b == '\n' || b == '\r' && lineIsEmpty;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return header.toByteArray();
    }

    @Override
    public void close() throws IOException {
        out.close();
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
