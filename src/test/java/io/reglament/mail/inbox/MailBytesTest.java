package io.reglament.mail.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.mail.content.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The way of a mail's bytes past the heap. */
class MailBytesTest {

    private static final byte[] MEBIBYTE = new byte[1024 * 1024];

    static {
        Arrays.fill(MEBIBYTE, (byte) 'x');
    }

    @Test
    @DisplayName("IN-9, PA-15: a mail of 200 MB passes through a file and takes no heap")
    void larger_than_memory() throws IOException {
        byte[] header = "Subject: Huge\r\nX-Way: any\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        int mebibytes = 200;
        long before = used();
        try (MailBytes content = new MailBytes()) {
            content.write(header, 0, header.length);
            for (int i = 0; i < mebibytes; i++) {
                content.write(MEBIBYTE, 0, MEBIBYTE.length);
            }
            assertThat(content.size()).isEqualTo(header.length + (long) mebibytes * MEBIBYTE.length);
            assertThat(content.header()).isEqualTo(header);
            assertThat(content.sha256()).hasSize(32);
            assertThat(content.fingerprint()).hasSize(32);
            assertThat(used() - before).isLessThan(100L * MEBIBYTE.length);
            try (InputStream in = content.open()) {
                assertThat(in.readNBytes(header.length)).isEqualTo(header);
            }
        }
    }

    @Test
    @DisplayName("IN-2: a mail has the same fingerprint from a file and from memory, and without what servers add")
    void same_fingerprint() throws IOException {
        String mail = "Subject: One\r\nFrom: a@client.example.org\r\n\r\n" + "text\r\n".repeat(100_000);
        byte[] onItsWay = ("Received: from a by b;\r\n\tSat, 21 Nov 2026\r\nX-Way: any\r\n" + mail)
                .getBytes(StandardCharsets.US_ASCII);
        try (MailBytes content = MailBytes.of(onItsWay)) {
            assertThat(content.fingerprint())
                    .isEqualTo(Fingerprint.of(mail.getBytes(StandardCharsets.US_ASCII)))
                    .isEqualTo(Fingerprint.of(onItsWay));
            assertThat(content.sha256()).isEqualTo(Fingerprint.sha256(onItsWay));
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
