package io.reglament.mail.content;

/** Every string of a mail passes here before it reaches the database or a header (mail rules PA-5, PA-7, PA-8). */
public final class CleanText {

    private static final int REPLACEMENT = 0xFFFD;

    private CleanText() {}

    /** @return without NUL, C0, lone surrogates; line ends are LF; never null */
    public static String lines(String text) {
        return text == null ? "" : filter(text.replace("\r\n", "\n").replace('\r', '\n'), true);
    }

    /** @return one line with single spaces, at most {@code most} code points; never null */
    public static String line(String text, int most) {
        if (text == null) {
            return "";
        }
        String oneLine = filter(text, false).replaceAll("[\\s\\u00a0]+", " ").strip();
        return oneLine.codePointCount(0, oneLine.length()) <= most
                ? oneLine
                : oneLine.substring(0, oneLine.offsetByCodePoints(0, most));
    }

    private static String filter(String text, boolean keepLines) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c >= 0xD800 && c <= 0xDFFF) {
                clean.appendCodePoint(REPLACEMENT);
            } else if (c >= 0x20 && c != 0x7F || c == '\t' || keepLines && c == '\n') {
                clean.appendCodePoint(c);
            } else if (!keepLines && (c == '\n' || c == '\r')) {
                clean.append(' ');
            }
        });
        return clean.toString();
    }
}
