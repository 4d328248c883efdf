package io.reglament.mail.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RFC 2047, as mail programs really write it: inside quotes, mid-word, a character split over two words (PA-4). */
final class EncodedWords {

    private static final Pattern WORD =
            Pattern.compile("=\\?([^?\\s*]{1,64})(?:\\*[^?\\s]{0,32})?\\?([bBqQ])\\?([^?]*)\\?=");

    private EncodedWords() {}

    static String decode(String value) {
        if (!value.contains("=?")) {
            return value;
        }
        StringBuilder decoded = new StringBuilder(value.length());
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        String pendingCharset = null;
        int end = 0;
        Matcher word = WORD.matcher(value);
        while (word.find()) {
            String between = value.substring(end, word.start());
            boolean adjacent = pendingCharset != null && between.isBlank();
            // One character may be split over two words: join the bytes of one charset before decoding them.
            if (!adjacent || !pendingCharset.equalsIgnoreCase(word.group(1))) {
                flush(decoded, pending, pendingCharset);
            }
            if (!adjacent) {
                decoded.append(between);
            }
            pendingCharset = word.group(1);
            pending.writeBytes(
                    word.group(2).equalsIgnoreCase("b") ? base64(word.group(3)) : quotedPrintable(word.group(3)));
            end = word.end();
        }
        flush(decoded, pending, pendingCharset);
        return decoded.append(value, end, value.length()).toString();
    }

    /** @return the same words in base64, whose characters mean nothing in an address */
    static String inBase64(String value) {
        return value.contains("=?")
                ? WORD.matcher(value)
                        .replaceAll(word -> Matcher.quoteReplacement("=?" + word.group(1) + "?B?"
                                + Base64.getEncoder()
                                        .encodeToString(
                                                word.group(2).equalsIgnoreCase("b")
                                                        ? base64(word.group(3))
                                                        : quotedPrintable(word.group(3)))
                                + "?="))
                : value;
    }

    private static void flush(StringBuilder decoded, ByteArrayOutputStream pending, String charset) {
        if (pending.size() > 0) {
            decoded.append(Charsets.decode(pending.toByteArray(), charset));
            pending.reset();
        }
    }

    static byte[] base64(String text) {
        // Padding may stand in the middle where a program glued two words together.
        String usable = text.replaceAll("[^A-Za-z0-9+/]", "");
        if (usable.length() % 4 == 1) {
            usable = usable.substring(0, usable.length() - 1);
        }
        return Base64.getDecoder().decode(usable);
    }

    private static byte[] quotedPrintable(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=' && isHex(text, i + 1)) {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else if (c == '_') {
                bytes.write(' ');
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isHex(String text, int at) {
        return at + 1 < text.length()
                && Character.digit(text.charAt(at), 16) >= 0
                && Character.digit(text.charAt(at + 1), 16) >= 0;
    }
}
