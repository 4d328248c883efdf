package io.reglament.mail.content;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Set;

/** SHA-256 of a mail, and of what stays the same when the same mail travels twice (mail rule IN-2). */
public final class Fingerprint {

    private static final Set<String> TRACE =
            Set.of("received", "delivered-to", "return-path", "authentication-results", "dkim-signature");

    private Fingerprint() {}

    public static byte[] sha256(byte[] raw) {
        return digest().digest(raw);
    }

    /** @return SHA-256 without the header fields that mail systems add on the way */
    public static byte[] of(byte[] raw) {
        MessageDigest digest = digest();
        int i = 0;
        boolean skip = false;
        while (i < raw.length) {
            int end = endOfLine(raw, i);
            String line = new String(raw, i, Math.min(end - i, 80), StandardCharsets.ISO_8859_1);
            if (line.isBlank()) {
                digest.update(raw, i, raw.length - i);
                break;
            }
            boolean continued = raw[i] == ' ' || raw[i] == '\t';
            skip = continued ? skip : isTrace(line);
            if (!skip) {
                digest.update(raw, i, end - i);
            }
            i = end;
        }
        return digest.digest();
    }

    private static boolean isTrace(String line) {
        int colon = line.indexOf(':');
        String name = line.substring(0, Math.max(colon, 0)).strip().toLowerCase(Locale.ROOT);
        return TRACE.contains(name) || name.startsWith("x-") || name.startsWith("arc-");
    }

    private static int endOfLine(byte[] raw, int from) {
        for (int i = from; i < raw.length; i++) {
            if (raw[i] == '\n') {
                return i + 1;
            }
        }
        return raw.length;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
