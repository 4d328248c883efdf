package io.reglament.mail.content;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells the Russian charsets apart, where the declaration is missing or wrong (mail rule PA-3). All of them decode any
 * bytes; only one gives words: small letters inside, the frequent ones often, no foreign letter in a Russian word.
 */
final class Cyrillic {

    private static final List<Charset> CHARSETS = List.of(
            Charset.forName("windows-1251"),
            Charset.forName("KOI8-R"),
            Charset.forName("IBM866"),
            Charset.forName("ISO-8859-5"));
    private static final List<Charset> MISREAD =
            List.of(Charset.forName("windows-1251"), Charset.forName("windows-1252"));

    private static final String FREQUENT = "оеаинтсрвлкмдпу";
    private static final String SIGNS = "«»„“”–—…№\u00a0©®°•§±·‘’€";
    /** Share of letters that must look right. */
    private static final double PLAUSIBLE = 0.75;

    private static final int ENOUGH_BYTES = 20_000;
    private static final int LONGEST_LINE = 100_000;

    private Cyrillic() {}

    /** @return the charset in which the bytes are Russian words; empty if in none */
    static Optional<Charset> charset(byte[] bytes) {
        byte[] sample = bytes.length <= ENOUGH_BYTES ? bytes : Arrays.copyOf(bytes, ENOUGH_BYTES);
        Charset best = null;
        double most = PLAUSIBLE;
        for (Charset charset : CHARSETS) {
            double score = score(new String(sample, charset));
            if (score > most) {
                most = score;
                best = charset;
            }
        }
        return Optional.ofNullable(best);
    }

    /** @return whether the text has non-ASCII letters that make Russian words */
    static boolean isPlausible(String text) {
        return score(text) > PLAUSIBLE;
    }

    /**
     * Undoes, line by line, what a program did that took UTF-8, or Russian bytes, for a Western or Russian charset.
     *
     * @return the text as it is where nothing shows that it went wrong
     */
    static String repaired(String text) {
        if (isAscii(text)) {
            return text;
        }
        StringBuilder repaired = new StringBuilder(text.length());
        int begin = 0;
        while (begin <= text.length()) {
            int end = text.indexOf('\n', begin);
            end = end < 0 ? text.length() : end;
            repaired.append(line(text.substring(begin, end)));
            repaired.append(end < text.length() ? "\n" : "");
            begin = end + 1;
        }
        return repaired.toString();
    }

    private static String line(String text) {
        if (isAscii(text) || text.length() > LONGEST_LINE) {
            return text;
        }
        for (Charset charset : MISREAD) {
            Optional<byte[]> bytes = encode(text, charset);
            Optional<String> decoded = bytes.flatMap(Cyrillic::utf8);
            if (decoded.isPresent()) {
                return decoded.get();
            }
            if (bytes.isPresent() && charset != MISREAD.get(0)) {
                Optional<Charset> real = charset(bytes.get());
                if (real.isPresent()) {
                    return new String(bytes.get(), real.get());
                }
            }
        }
        return text;
    }

    private static double score(String text) {
        int letters = 0;
        double good = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80 || SIGNS.indexOf(c) >= 0) {
                continue;
            }
            letters++;
            if (!isRussian(c)) {
                continue;
            }
            char before = i == 0 ? ' ' : text.charAt(i - 1);
            boolean inside = isRussian(before);
            boolean mixed = before < 0x80 && Character.isLetter(before)
                    || i + 1 < text.length() && text.charAt(i + 1) < 0x80 && Character.isLetter(text.charAt(i + 1));
            boolean odd = Character.isUpperCase(c) && inside && Character.isLowerCase(before);
            boolean alone = !inside && (i + 1 >= text.length() || !isRussian(text.charAt(i + 1)));
            if (alone && !mixed) {
                good += 0.5;
            } else if (!mixed && !odd) {
                char small = Character.toLowerCase(c);
                good += FREQUENT.indexOf(small) >= 0 ? 1.15 : small == 'ё' || small == 'ъ' ? 0.5 : 0.7;
                good -= Character.isUpperCase(c) && inside ? 0.25 : 0;
            }
        }
        return letters < 2 ? 0 : good / letters;
    }

    private static boolean isRussian(char c) {
        return c >= 'А' && c <= 'я' || c == 'ё' || c == 'Ё';
    }

    private static Optional<byte[]> encode(String text, Charset charset) {
        try {
            // What the charset leaves undefined was taken over as it was.
            byte[] bytes = charset.newEncoder()
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text.replaceAll("[\\x80-\\x9f]", "?")))
                    .array();
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) >= 0x80 && text.charAt(i) < 0xA0) {
                    bytes[i] = (byte) text.charAt(i);
                }
            }
            return Optional.of(Arrays.copyOf(bytes, text.length()));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return isPlausible(text) ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
