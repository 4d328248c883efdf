package io.reglament.mail.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;

/** RFC 1843: Chinese in seven bits; the JDK has none. */
final class Hz {

    private static final Charset GB = Charset.forName("GB18030");

    private Hz() {}

    static String decode(byte[] bytes) {
        ByteArrayOutputStream eight = new ByteArrayOutputStream(bytes.length);
        boolean chinese = false;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '~' && i + 1 < bytes.length) {
                byte next = bytes[++i];
                if (next == '{' || next == '}') {
                    chinese = next == '{';
                } else if (next == '~') {
                    eight.write('~');
                } else if (next != '\n') {
                    eight.write(b);
                    eight.write(next);
                }
            } else {
                chinese = chinese && b != '\n';
                eight.write(chinese && b > ' ' ? b | 0x80 : b);
            }
        }
        return eight.toString(GB);
    }
}
