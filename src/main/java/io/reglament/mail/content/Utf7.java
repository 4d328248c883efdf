package io.reglament.mail.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** RFC 2152; the JDK has none. */
final class Utf7 {

    private Utf7() {}

    static String decode(byte[] bytes) {
        String source = new String(bytes, StandardCharsets.ISO_8859_1);
        StringBuilder text = new StringBuilder(source.length());
        int i = 0;
        while (i < source.length()) {
            char c = source.charAt(i++);
            if (c != '+') {
                text.append(c);
                continue;
            }
            int start = i;
            while (i < source.length() && isBase64(source.charAt(i))) {
                i++;
            }
            text.append(i == start ? "+" : utf16(source.substring(start, i)));
            if (i < source.length() && source.charAt(i) == '-') {
                i++;
            }
        }
        return text.toString();
    }

    private static String utf16(String base64) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        // The last group may be one character too long for a byte: RFC 2152 pads with zero bits.
        String usable = base64.length() % 4 == 1 ? base64.substring(0, base64.length() - 1) : base64;
        byte[] decoded = Base64.getDecoder().decode(usable);
        whole.write(decoded, 0, decoded.length / 2 * 2);
        return whole.toString(StandardCharsets.UTF_16BE);
    }

    private static boolean isBase64(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/';
    }
}
