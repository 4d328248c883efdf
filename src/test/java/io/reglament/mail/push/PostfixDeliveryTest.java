package io.reglament.mail.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reglament.ReglamentTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Postfix's own client at our SMTP door: skipped where it is not installed, except where {@code CI} is set. */
@ReglamentTest
class PostfixDeliveryTest {

    private static final Path CLIENT = Path.of("/usr/sbin/smtp-source");
    private static final int MAILS = 40;

    @Autowired
    SmtpDoor door;

    @Autowired
    JdbcClient jdbc;

    @Test
    @DisplayName(
            "IN-1: of mails over several connections at once each that Postfix's client was told 250 for is stored once")
    void several_connections() throws Exception {
        assumeTrue(
                Files.isExecutable(CLIENT) || System.getenv("CI") != null,
                "Postfix is not installed (apt-get install postfix): its client is not tried");
        String subject = "postfix-" + UUID.randomUUID();

        Process client = new ProcessBuilder(
                        CLIENT.toString(),
                        "-s",
                        "4",
                        "-m",
                        Integer.toString(MAILS),
                        "-l",
                        "3000",
                        "-S",
                        subject,
                        "-f",
                        "someone@nowhere.example.org",
                        "-t",
                        "bonus@support.example.org",
                        "127.0.0.1:" + door.port())
                .redirectErrorStream(true)
                .start();
        String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(client.waitFor()).as(said).isZero();
        assertThat(jdbc.sql("select count(*) from crm.inbound_mail where position(convert_to(?, 'UTF8') in raw) > 0"
                                + " and uid_validity = 0")
                        .param(subject)
                        .query(Long.class)
                        .single())
                .isEqualTo(MAILS);
    }
}
