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
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
            Map.entry("win1251", "windows-1251"),
            Map.entry("windows1251", "windows-1251"),
            Map.entry("x-cp1251", "windows-1251"),
            Map.entry("x-windows-1251", "windows-1251"),
            Map.entry("ansi-1251", "windows-1251"),
            Map.entry("koi8r", "KOI8-R"),
            Map.entry("koi8", "KOI8-R"),
            Map.entry("koi-8", "KOI8-R"),
            Map.entry("koi-8-r", "KOI8-R"),
            Map.entry("x-koi8-r", "KOI8-R"),
            Map.entry("cp-866", "IBM866"),
            Map.entry("dos-866", "IBM866"),
            Map.entry("x-mac-cyrillic", "x-MacCyrillic"),
            Map.entry("gbk", "GB18030"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("euc-kr", "MS949"),
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("8859-1", "windows-1252"),
            Map.entry("iso8859-1", "windows-1252"),
            Map.entry("iso_8859-1", "windows-1252"),
            Map.entry("utf8", "UTF-8"),
            Map.entry("x-utf-8", "UTF-8"),
            Map.entry("utf-8-mac", "UTF-8"),
            Map.entry("unicode-1-1-utf-8", "UTF-8"));

    /** Named by programs that know no better, or the Russian one that they did not use. */
    private static final Set<String> CONFUSED = Set.of(
            "windows-1252",
            "ISO-8859-1",
            "ISO-8859-15",
            "windows-1251",
            "KOI8-R",
            "KOI8-U",
            "IBM866",
            "ISO-8859-5",
            "x-MacCyrillic");

    private static final int ENOUGH = 20_000;

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
        if ("hz-gb-2312".equals(plain(declared))) {
            return Hz.decode(bytes);
        }
        return checked(bytes, find(declared))
                .or(() -> hasIso2022Escape(bytes) ? strict(bytes, find("ISO-2022-JP")) : Optional.empty())
                .or(() -> strict(bytes, Optional.of(StandardCharsets.UTF_8)))
                .or(() -> checked(bytes, find(likely)))
                .or(() -> strict(bytes, guess(bytes)))
                .or(() -> strict(bytes, Optional.of(WINDOWS_1252)))
                .orElseGet(() -> new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** A charset of single bytes decodes everything: its text is not believed where another one makes words. */
    private static Optional<String> checked(byte[] bytes, Optional<Charset> charset) {
        Optional<String> text = strict(bytes, charset);
        if (text.isEmpty() || !isSingleByte(charset.get())) {
            return text;
        }
        Optional<String> utf8 = strict(bytes, Optional.of(StandardCharsets.UTF_8));
        if (utf8.isPresent() && bytes.length - utf8.get().length() >= 2) {
            return utf8;
        }
        return !CONFUSED.contains(charset.get().name()) || Cyrillic.isPlausible(text.get())
                ? text
                : Cyrillic.charset(bytes)
                        .flatMap(c -> strict(bytes, Optional.of(c)))
                        .or(() -> text);
    }

    private static boolean isSingleByte(Charset charset) {
        return charset.canEncode() && charset.newEncoder().maxBytesPerChar() == 1;
    }

    /** @return the charset that these bytes are most probably in */
    static Optional<Charset> guess(byte[] bytes) {
        Optional<Charset> russian = Cyrillic.charset(bytes);
        if (russian.isPresent()) {
            return russian;
        }
        CharsetDetector detector = new CharsetDetector();
        detector.setText(bytes.length <= ENOUGH ? bytes : Arrays.copyOf(bytes, ENOUGH));
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
        String plain = plain(name);
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

    private static String plain(String name) {
        return name == null ? "" : name.replaceAll("[\"'\\s]", "").toLowerCase(Locale.ROOT);
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
