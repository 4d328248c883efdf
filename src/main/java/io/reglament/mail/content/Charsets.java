package io.reglament.mail.content;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns bytes into text by a ladder of charsets: no U+FFFD if any rung decodes cleanly (mail rule PA-3). */
final class Charsets {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** What mail programs write, and what they mean; supersets where the narrow name is regularly wrong. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("x-gbk", "GBK"),
            Map.entry("gb2312", "GB18030"),
            Map.entry("gb_2312-80", "GB18030"),
            Map.entry("ks_c_5601-1987", "MS949"),
            Map.entry("cp-1251", "windows-1251"),
            Map.entry("win-1251", "windows-1251"),
            Map.entry("koi8r", "KOI8-R"),
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("utf8", "UTF-8"),
            Map.entry("unicode-1-1-utf-8", "UTF-8"));

    private Charsets() {}

    /** @param declared as the mail says; null, empty or nonsense for unknown */
    static String decode(byte[] bytes, String declared) {
        return decode(bytes, declared, null);
    }

    /** @param likely charset to try after UTF-8 and before guessing; null for none */
    static String decode(byte[] bytes, String declared, String likely) {
        if (isPlainAscii(bytes) && !isStateful(bytes, declared)) {
            return new String(bytes, StandardCharsets.US_ASCII);
        }
        if (isUtf7(declared)) {
            return Utf7.decode(bytes);
        }
        return strict(bytes, find(declared))
                .or(() -> hasIso2022Escape(bytes) ? strict(bytes, find("ISO-2022-JP")) : Optional.empty())
                .or(() -> strict(bytes, Optional.of(StandardCharsets.UTF_8)))
                .or(() -> strict(bytes, find(likely)))
                .or(() -> strict(bytes, guess(bytes)))
                .or(() -> strict(bytes, Optional.of(WINDOWS_1252)))
                .orElseGet(() -> new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** @return the charset that these bytes are most probably in */
    static Optional<Charset> guess(byte[] bytes) {
        CharsetDetector detector = new CharsetDetector();
        detector.setText(bytes);
        for (CharsetMatch match : detector.detectAll()) {
            Optional<Charset> charset = find(match.getName());
            if (charset.isPresent() && strict(bytes, charset).isPresent()) {
                return charset;
            }
        }
        return Optional.empty();
    }

    private static Optional<Charset> find(String name) {
        if (name == null || name.isBlank()) {
            return Optional.empty();
        }
        String plain = name.strip().replace("\"", "").toLowerCase(Locale.ROOT);
        if (plain.equals("us-ascii") || plain.equals("ascii")) {
            // Bytes above 127 prove the declaration wrong.
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(ALIASES.getOrDefault(plain, plain)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> strict(byte[] bytes, Optional<Charset> charset) {
        if (charset.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(charset.get()
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isUtf7(String declared) {
        return declared != null && declared.strip().toLowerCase(Locale.ROOT).endsWith("utf-7");
    }

    private static boolean isStateful(byte[] bytes, String declared) {
        return isUtf7(declared)
                || hasIso2022Escape(bytes)
                || declared != null
                        && declared.toLowerCase(Locale.ROOT).matches("hz-gb-2312|iso-2022.*|utf-16.*|utf-32.*");
    }

    private static boolean isPlainAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasIso2022Escape(byte[] bytes) {
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] == 0x1B && (bytes[i + 1] == '$' || bytes[i + 1] == '(')) {
                return true;
            }
        }
        return false;
    }
}
