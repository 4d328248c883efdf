package io.reglament.mail.content;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** The words of an RTF body, as Outlook writes it into winmail.dat (mail rule PA-9); HTML within it is left out. */
final class RtfText {

    private static final Set<String> SILENT = Set.of(
            "fonttbl",
            "colortbl",
            "stylesheet",
            "info",
            "pict",
            "header",
            "footer",
            "themedata",
            "datastore",
            "object");

    private final String rtf;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Deque<Boolean> groups = new ArrayDeque<>();
    private String charset = "windows-1252";
    private boolean silent;
    private boolean markup;
    private int substitutes = 1;
    private int toSkip;
    private int at;

    private RtfText(String rtf) {
        this.rtf = rtf;
    }

    static String of(String rtf) {
        return new RtfText(rtf).read();
    }

    private String read() {
        while (at < rtf.length()) {
            char c = rtf.charAt(at++);
            if (c == '{') {
                groups.push(silent);
            } else if (c == '}') {
                silent = !groups.isEmpty() && groups.pop();
            } else if (c == '\\') {
                control();
            } else if (c != '\r' && c != '\n') {
                plain(c);
            }
        }
        flush();
        return text.toString().strip();
    }

    private void control() {
        if (at >= rtf.length()) {
            return;
        }
        char c = rtf.charAt(at);
        if (c == '\'') {
            int code = at + 2 < rtf.length() ? hex(rtf.charAt(at + 1)) * 16 + hex(rtf.charAt(at + 2)) : -1;
            at = Math.min(at + 3, rtf.length());
            if (code >= 0 && isHeard()) {
                bytes.write(code);
            }
        } else if (Character.isLetter(c)) {
            word();
        } else {
            at++;
            if (c == '*') {
                silent = true;
            } else if (c == '~') {
                plain('\u00a0');
            } else if (c == '{' || c == '}' || c == '\\') {
                plain(c);
            }
        }
    }

    private void word() {
        int start = at;
        while (at < rtf.length() && Character.isLetter(rtf.charAt(at))) {
            at++;
        }
        String word = rtf.substring(start, at);
        int digits = at;
        while (at < rtf.length()
                && at - digits < 9
                && (Character.isDigit(rtf.charAt(at)) || at == digits && rtf.charAt(at) == '-')) {
            at++;
        }
        String number = rtf.substring(digits, at);
        int value = number.isEmpty() || number.equals("-") ? 1 : Integer.parseInt(number);
        if (at < rtf.length() && rtf.charAt(at) == ' ') {
            at++;
        }
        obey(word, value);
    }

    private void obey(String word, int value) {
        switch (word) {
            case "ansicpg" -> charset = "windows-" + value;
            case "uc" -> substitutes = Math.max(0, value);
            case "htmlrtf" -> markup = value != 0;
            case "par", "line" -> plain('\n');
            case "tab" -> plain('\t');
            case "emdash" -> plain('—');
            case "endash" -> plain('–');
            case "lquote", "rquote" -> plain('’');
            case "ldblquote", "rdblquote" -> plain('"');
            case "u" -> {
                plain((char) value);
                toSkip = substitutes;
            }
            default -> silent = silent || SILENT.contains(word);
        }
    }

    private void plain(char c) {
        if (isHeard()) {
            flush();
            text.append(c);
        }
    }

    /** A character after {@code \\u} is there for programs that know no Unicode. */
    private boolean isHeard() {
        if (toSkip > 0) {
            toSkip--;
            return false;
        }
        return !silent && !markup;
    }

    private void flush() {
        if (bytes.size() > 0) {
            text.append(Charsets.decode(bytes.toByteArray(), charset));
            bytes.reset();
        }
    }

    private static int hex(char c) {
        return Math.max(0, Character.digit(c, 16));
    }
}
