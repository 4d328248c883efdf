package io.reglament.mail.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files that old programs wrote into the text ({@code begin 644 name … end}).
 *
 * @param text without the files
 */
record Uuencoded(String text, List<File> files) {

    private static final Pattern BEGIN = Pattern.compile("begin(?:-base64)? [0-7]{3,4} (\\S.{0,200})");

    record File(String name, byte[] content) {}

    /** @return the part's content, where its transfer encoding is this one, which the parser does not know */
    static byte[] decoded(MimePart part) {
        String encoding =
                part.headers().first("Content-Transfer-Encoding").orElse("").toLowerCase(Locale.ROOT);
        if (!encoding.matches("x-?uu.*|uuencode")) {
            return part.body();
        }
        Uuencoded parts = extract(new String(part.body(), StandardCharsets.ISO_8859_1).replace("\r\n", "\n"));
        return parts.files().isEmpty() ? part.body() : parts.files().get(0).content();
    }

    static Uuencoded extract(String text) {
        if (!text.contains("begin ")) {
            return new Uuencoded(text, List.of());
        }
        StringBuilder rest = new StringBuilder();
        List<File> files = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher begin = BEGIN.matcher(lines[i].strip());
            int end = begin.matches() ? endOf(lines, i + 1) : -1;
            if (end < 0) {
                rest.append(lines[i]).append(i + 1 < lines.length ? "\n" : "");
                continue;
            }
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            for (int line = i + 1; line < end; line++) {
                decode(lines[line], content);
            }
            files.add(new File(begin.group(1), content.toByteArray()));
            i = end;
        }
        return new Uuencoded(rest.toString(), files);
    }

    private static int endOf(String[] lines, int from) {
        for (int i = from; i < lines.length; i++) {
            if (lines[i].strip().equals("end")) {
                return i;
            }
            if (!lines[i].isEmpty() && (lines[i].charAt(0) < ' ' || lines[i].charAt(0) > '`')) {
                return -1;
            }
        }
        return -1;
    }

    private static void decode(String line, ByteArrayOutputStream content) {
        if (line.isEmpty()) {
            return;
        }
        int length = line.charAt(0) - ' ' & 63;
        for (int i = 1; length > 0; i += 4) {
            int bits =
                    sextet(line, i) << 18 | sextet(line, i + 1) << 12 | sextet(line, i + 2) << 6 | sextet(line, i + 3);
            for (int shift = 16; shift >= 0 && length > 0; shift -= 8, length--) {
                content.write(bits >> shift);
            }
        }
    }

    private static int sextet(String line, int at) {
        return at < line.length() ? line.charAt(at) - ' ' & 63 : 0;
    }
}
