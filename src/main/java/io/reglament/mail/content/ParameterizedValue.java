package io.reglament.mail.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Content-Type or Content-Disposition with its parameters, read as leniently as the wild needs: unquoted spaces, empty
 * parameters, RFC 2231 continuations, RFC 2047 in quotes (mail rules PA-2, PA-6).
 *
 * @param value lower case, before the first semicolon
 */
record ParameterizedValue(String value, Map<String, String> parameters) {

    static ParameterizedValue parse(String header) {
        String value = "";
        Map<String, String> raw = new LinkedHashMap<>();
        int i = 0;
        boolean first = true;
        while (i <= header.length()) {
            int end = endOfPart(header, i);
            String part = header.substring(i, end).strip();
            int equals = part.indexOf('=');
            if (first) {
                value = part.toLowerCase(Locale.ROOT);
                first = false;
            } else if (equals > 0) {
                raw.putIfAbsent(
                        part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        unquote(part.substring(equals + 1).strip()));
            }
            i = end + 1;
        }
        return new ParameterizedValue(value, join(raw));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(v -> !v.isBlank());
    }

    private static int endOfPart(String header, int from) {
        boolean quoted = false;
        for (int i = from; i < header.length(); i++) {
            char c = header.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == ';' && !quoted) {
                return i;
            }
        }
        return header.length();
    }

    private static String unquote(String value) {
        if (!value.startsWith("\"")) {
            return value;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < value.length() && value.charAt(i) != '"'; i++) {
            if (value.charAt(i) == '\\' && i + 1 < value.length()) {
                i++;
            }
            text.append(value.charAt(i));
        }
        return text.toString();
    }

    /** RFC 2231: {@code name*0*=utf-8''a%20; name*1=b} become one parameter, which beats a plain one. */
    private static Map<String, String> join(Map<String, String> raw) {
        Map<String, String> joined = new LinkedHashMap<>();
        Map<String, TreeMap<Integer, String>> pieces = new LinkedHashMap<>();
        raw.forEach((key, value) -> {
            int star = key.indexOf('*');
            if (star < 0) {
                joined.put(key, EncodedWords.decode(value));
                return;
            }
            String index = key.substring(star + 1).replace("*", "");
            if (index.isEmpty() || index.matches("\\d{1,3}")) {
                // The marker tells below which pieces are percent-encoded.
                pieces.computeIfAbsent(key.substring(0, star), k -> new TreeMap<>())
                        .put(index.isEmpty() ? 0 : Integer.parseInt(index), (key.endsWith("*") ? "%" : "=") + value);
            }
        });
        pieces.forEach((key, parts) -> joined.put(key, extended(parts)));
        return joined;
    }

    private static String extended(TreeMap<Integer, String> parts) {
        String charset = null;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Map.Entry<Integer, String> part : parts.entrySet()) {
            String value = part.getValue().substring(1);
            boolean encoded = part.getValue().charAt(0) == '%';
            if (encoded && part.getKey().equals(parts.firstKey())) {
                int language = value.indexOf('\'');
                int text = value.indexOf('\'', language + 1);
                if (language >= 0 && text > 0) {
                    charset = value.substring(0, language);
                    value = value.substring(text + 1);
                }
            }
            bytes.writeBytes(encoded ? percentDecoded(value) : value.getBytes(StandardCharsets.UTF_8));
        }
        return Charsets.decode(bytes.toByteArray(), charset);
    }

    private static byte[] percentDecoded(String value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '%'
                    && i + 2 < value.length()
                    && Character.digit(value.charAt(i + 1), 16) >= 0
                    && Character.digit(value.charAt(i + 2), 16) >= 0) {
                bytes.write(Integer.parseInt(value.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
