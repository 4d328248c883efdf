package io.reglament.mail.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The doors at which mail servers hand mail in. */
@ReglamentTest
class PushDoorTest {

    private static final String BONUS = "bonus@support.example.org";
    private static final String OTK = "otk@support.example.org";
    private static final String TOKEN = "a-token-of-the-whole-installation";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SmtpDoor smtp;

    private final String key = UUID.randomUUID().toString().substring(0, 8);

    @Test
    @DisplayName("IN-1, IN-2: a pushed mail is stored before the answer and decided; pushed again it is the same one")
    void pushed() {
        HttpResponse<String> first = push(TOKEN, BONUS, mail("first", "hello"));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.body()).contains("\"known\":false").contains(BONUS);
        assertThat(rows("first")).isEqualTo(1);
        await().until(() -> outcome("first").equals("TO_SORT"));
        HttpResponse<String> second =
                push(TOKEN, BONUS, "Received: by another way; Sat, 21 Nov 2026\r\n" + mail("first", "hello"));
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).contains("\"known\":true");
        assertThat(rows("first")).isEqualTo(1);
    }

    @Test
    @DisplayName("PA-15: a pushed mail over the limit is kept whole and sorted by a person; far over it, it is refused")
    void large() {
        String large = mail("large", "0123456789abcdef\r\n".repeat(100_000));

        assertThat(push(TOKEN, BONUS, large).statusCode()).isEqualTo(201);

        Map<String, Object> row = jdbc.sql("select truncated, size from crm.inbound_mail where position("
                        + "convert_to(?, 'UTF8') in raw) > 0")
                .param("large " + key)
                .query()
                .singleRow();
        assertThat(row).containsEntry("truncated", true).containsEntry("size", (long) large.length());
        HttpResponse<String> refused = push(TOKEN, BONUS, mail("huge", "0123456789abcdef\r\n".repeat(200_000)));
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("3145728");
        assertThat(rows("huge")).isZero();
    }

    @Test
    @DisplayName("IN-1: without the right token, mailbox or body nothing is stored, and the answer says what is wrong")
    void refused() {
        assertThat(push(null, BONUS, mail("no", "x")).statusCode()).isEqualTo(401);
        assertThat(push("another-token-of-some-length", BONUS, mail("no", "x")).statusCode())
                .isEqualTo(401);
        assertThat(push("a-token-of-one-product-only", BONUS, mail("no", "x")).statusCode())
                .isEqualTo(403);
        assertThat(push(TOKEN, "nobody@support.example.org", mail("no", "x")).body())
                .contains("nobody@support.example.org");
        assertThat(push(TOKEN, BONUS, "").statusCode()).isEqualTo(400);
        assertThat(push(TOKEN, null, mail("no", "x")).statusCode()).isEqualTo(404);
        HttpResponse<String> asForm =
                HttpVisitor.anybody(port).speaking("ru").form("/api/mail/inbound?mailbox=" + BONUS, Map.of("a", "b"));
        assertThat(asForm.statusCode()).isEqualTo(415);
        assertThat(rows("no")).isZero();

        assertThat(push("a-token-of-one-product-only", "OTK+anything@support.example.org", mail("yes", "x"))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    @DisplayName("IN-1: by SMTP 250 comes after commit, for all mailboxes or none; others 550, too large ones 552")
    void by_smtp() throws IOException {
        try (Talk talk = new Talk(smtp.port())) {
            talk.says("EHLO mta.example.org", "250");
            talk.says("MAIL FROM:<someone@client.example.org>", "250");
            talk.says("RCPT TO:<nobody@support.example.org>", "550");
            talk.says("RCPT TO:<" + BONUS + ">", "250");
            talk.says("RCPT TO:<" + OTK + ">", "250");
            talk.says("DATA", "354");
            talk.says(mail("smtp", "..dot\r\nend") + "\r\n.", "250");
            assertThat(rows("smtp")).isEqualTo(2);
            assertThat(jdbc.sql("select convert_from(raw, 'UTF8') from crm.inbound_mail where mailbox = ? and"
                                    + " position(convert_to(?, 'UTF8') in raw) > 0")
                            .params(BONUS, "smtp " + key)
                            .query(String.class)
                            .single())
                    .contains("\r\n.dot\r\nend");

            talk.says("MAIL FROM:<someone@client.example.org>", "250");
            talk.says("RCPT TO:<" + BONUS + ">", "250");
            talk.says("DATA", "354");
            talk.says(mail("toolarge", "0123456789abcdef\r\n".repeat(200_000)) + "\r\n.", "552");
            assertThat(rows("toolarge")).isZero();
            talk.says("QUIT", "221");
        }
    }

    private HttpResponse<String> push(String token, String mailbox, String mail) {
        HttpVisitor visitor = HttpVisitor.anybody(port);
        return (token == null ? visitor : visitor.bearing(token))
                .mail("/api/mail/inbound" + (mailbox == null ? "" : "?mailbox=" + mailbox.replace("+", "%2B")), mail);
    }

    private String mail(String subject, String body) {
        return "From: someone@nowhere.example.org\r\nSubject: " + subject + " " + key + "\r\nMessage-ID: <" + subject
                + key + "@nowhere.example.org>\r\n\r\n" + body;
    }

    private long rows(String subject) {
        return jdbc.sql("select count(*) from crm.inbound_mail where position(convert_to(?, 'UTF8') in raw) > 0")
                .param(subject + " " + key)
                .query(Long.class)
                .single();
    }

    private String outcome(String subject) {
        return jdbc.sql("select outcome from crm.inbound_mail where position(convert_to(?, 'UTF8') in raw) > 0")
                .param(subject + " " + key)
                .query(String.class)
                .single();
    }

    /** Another mail server, line by line. */
    static final class Talk implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader in;
        private final OutputStream out;

        Talk(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(30_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            out = socket.getOutputStream();
            assertThat(in.readLine()).startsWith("220");
        }

        void says(String line, String expected) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            String answer = in.readLine();
            while (answer.length() > 3 && answer.charAt(3) == '-') {
                answer = in.readLine();
            }
            assertThat(answer).as(line.lines().findFirst().orElse("")).startsWith(expected);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
