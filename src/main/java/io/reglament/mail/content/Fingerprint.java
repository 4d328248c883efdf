package io.reglament.mail.content;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Set;

/** SHA-256 of a mail, and of what stays the same when the same mail travels twice (mail rule IN-2). */
public final class Fingerprint {

    private static final Set<String> TRACE =
            Set.of("received", "delivered-to", "return-path", "authentication-results", "dkim-signature");

    /** What of a line tells its name, and whether it is empty. */
    private static final int LINE_START = 80;

    private Fingerprint() {}

    public static byte[] sha256(byte[] raw) {
        return digest().digest(raw);
    }

    /** @return SHA-256 without the header fields that mail systems add on the way */
    public static byte[] of(byte[] raw) {
        try {
            return of(new ByteArrayInputStream(raw));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The same of a mail that is not in memory.
     *
     * @param raw is read to its end, not closed
     */
    public static byte[] of(InputStream raw) throws IOException {
        MessageDigest digest = digest();
        InputStream in = new BufferedInputStream(raw, 64 * 1024);
        byte[] start = new byte[LINE_START];
        boolean skip = false;
        for (int length = startOfLine(in, start); length > 0; length = startOfLine(in, start)) {
            String line = new String(start, 0, length, StandardCharsets.ISO_8859_1);
            if (line.isBlank()) {
                digest.update(start, 0, length);
                in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
                break;
            }
            boolean continued = start[0] == ' ' || start[0] == '\t';
            skip = continued ? skip : isTrace(line);
            if (!skip) {
                digest.update(start, 0, length);
            }
            boolean ended = start[length - 1] == '\n';
            for (int b = ended ? -1 : in.read(); b >= 0; b = b == '\n' ? -1 : in.read()) {
                if (!skip) {
                    digest.update((byte) b);
                }
            }
        }
        return digest.digest();
    }

    /** @return how many bytes were read: up to the line's end, no more than fit */
    private static int startOfLine(InputStream in, byte[] start) throws IOException {
        int length = 0;
        while (length < start.length) {
            int b = in.read();
            if (b < 0) {
                break;
            }
            start[length++] = (byte) b;
            if (b == '\n') {
                break;
            }
        }
        return length;
    }

    private static boolean isTrace(String line) {
        int colon = line.indexOf(':');
        String name = line.substring(0, Math.max(colon, 0)).strip().toLowerCase(Locale.ROOT);
        return TRACE.contains(name) || name.startsWith("x-") || name.startsWith("arc-");
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
