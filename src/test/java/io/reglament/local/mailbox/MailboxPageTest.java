package io.reglament.local.mailbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.ReglamentTest;
import io.reglament.local.mailserver.LocalMailServer;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ReglamentTest
@DisplayName("Customer's mailbox page")
class MailboxPageTest {

    private static final String PAGE = "/local/mailbox?address=";

    @LocalServerPort
    int port;

    @Autowired
    LocalMailServer mailServer;

    private final String writer = "writer-" + UUID.randomUUID() + "@elsewhere.example.org";
    private final String reader = "reader-" + UUID.randomUUID() + "@elsewhere.example.org";
    private Browser browser;

    @BeforeEach
    void open_a_browser() {
        browser = new Browser(port);
    }

    @Test
    @DisplayName("writes a mail with a file, reads it on the other side, replies; the reply threads")
    void plays_both_sides() throws Exception {
        byte[] screenshot = {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2};
        Document write = browser.open("/local/mailbox/write?address=" + writer);
        assertThat(write.select("select[name=to] option").eachAttr("value")).contains("bonus@support.example.org");
        Document sent = browser.submit(
                write.selectFirst("form[method=post]"),
                Map.of("to", reader, "subject", "Ошибка входа", "text", "Не могу войти.\n.\nЖду ответа"),
                "снимок экрана.png",
                screenshot);
        assertThat(sent.selectFirst(".notice.good").text()).contains(reader);

        Document list = browser.open(PAGE + reader);
        Element entry = list.selectFirst(".mails a:contains(Ошибка входа)");
        assertThat(entry.text()).contains(writer);
        Document mail = browser.open(entry.attr("href"));
        assertThat(mail.selectFirst(".text").wholeText()).contains("Не могу войти.\n.\nЖду ответа");
        Element file = mail.selectFirst(".files a");
        assertThat(file.text()).startsWith("снимок экрана.png");
        assertThat(browser.get(file.attr("href"), "en").body()).isEqualTo(screenshot);

        Element reply = mail.selectFirst("form[method=post]");
        browser.submit(reply, Map.of("text", "Помогло, спасибо"), null, null);

        Message question = onlyMail(reader);
        Message answer = onlyMail(writer);
        assertThat(answer.getSubject()).isEqualTo("Re: Ошибка входа");
        assertThat(answer.getHeader("In-Reply-To")).containsExactly(question.getHeader("Message-ID")[0]);
        assertThat(answer.getHeader("References")).containsExactly(question.getHeader("Message-ID")[0]);
        assertThat(answer.getHeader("Message-ID")[0]).endsWith("@elsewhere.example.org>");
    }

    @Test
    @DisplayName("shows HTML in a sandbox, without script, with its embedded image, and makes web addresses links")
    void shows_html_safely() throws Exception {
        deliver("""
                From: support@vendor.example.org
                To: reader
                Subject: Answer
                MIME-Version: 1.0
                Content-Type: multipart/related; boundary=r

                --r
                Content-Type: multipart/alternative; boundary=a

                --a
                Content-Type: text/plain; charset=UTF-8

                Confirm: http://localhost:8080/c/abc-1.2/confirm. Thanks
                --a
                Content-Type: text/html; charset=UTF-8

                <p onclick="x()">Confirm <a href="http://localhost:8080/c/abc">here</a><script>alert(1)</script>
                <img src="cid:logo"><img src="http://tracker.example.org/x.png"></p>
                --a--
                --r
                Content-Type: image/png; name=logo.png
                Content-ID: <logo>
                Content-Transfer-Encoding: base64

                iVBORw0KGgo=
                --r--
                """);
        Document mail = browser.open(browser.open(PAGE + reader)
                .selectFirst(".mails a:contains(Answer)")
                .attr("href"));
        assertThat(mail.selectFirst(".text a").attr("href")).isEqualTo("http://localhost:8080/c/abc-1.2/confirm");
        Element frame = mail.selectFirst("iframe");
        assertThat(frame.attr("sandbox")).doesNotContain("allow-scripts").doesNotContain("allow-same-origin");

        HttpResponse<byte[]> html = browser.get(frame.attr("src"), "en");
        assertThat(html.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(
                        policy -> assertThat(policy).startsWith("sandbox ").contains("default-src 'none'"));
        Document content = org.jsoup.Jsoup.parse(new String(html.body(), UTF_8));
        assertThat(content.select("script, [onclick], img[src*=tracker]")).isEmpty();
        assertThat(content.selectFirst("a").attr("target")).isEqualTo("_blank");
        byte[] logo =
                browser.get(content.selectFirst("img[src]").attr("src"), "en").body();
        assertThat(logo).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    @DisplayName("keeps what was typed when the mail server refuses, and says why")
    void keeps_what_was_typed() throws Exception {
        Document write = browser.open("/local/mailbox/write?address=" + writer);
        Document refused = browser.submit(
                write.selectFirst("form[method=post]"),
                Map.of("to", "я".repeat(60) + "@elsewhere.example.org", "subject", "S", "text", "My long story"),
                null,
                null);
        assertThat(refused.selectFirst(".notice.bad").text()).contains("553");
        assertThat(refused.selectFirst("textarea").wholeText()).isEqualTo("My long story");

        Document wrong = browser.submit(
                write.selectFirst("form[method=post]"), Map.of("to", "nobody", "text", "My long story"), null, null);
        assertThat(wrong.selectFirst(".notice.bad").text()).contains("not a mail address");
        assertThat(wrong.selectFirst("textarea").wholeText()).isEqualTo("My long story");
    }

    @Test
    @DisplayName("refuses to send without the page's own token")
    void is_protected_against_forged_forms() throws Exception {
        Document write = browser.open("/local/mailbox/write?address=" + writer);
        Element form = write.selectFirst("form[method=post]");
        form.selectFirst("[name=_csrf]").remove();
        assertThat(browser.submit(form, Map.of("to", reader, "text", "x"), null, null)
                        .attr("status"))
                .isEqualTo("403");
        assertThat(browser.open(PAGE + reader).select(".mails li")).isEmpty();
    }

    @Test
    @DisplayName("is open without sign-in, in the reader's language, with nothing inline")
    void speaks_the_readers_language() throws Exception {
        HttpResponse<byte[]> russian = browser.get("/local/mailbox?lang=ru", "en");
        assertThat(russian.statusCode()).isEqualTo(200);
        assertThat(new String(russian.body(), UTF_8))
                .contains("Чей ящик открыть?", "user@client.example.org", "curator@other.example.org")
                .doesNotContain("??", "style=", "<style", "onclick");
        assertThat(russian.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'self'"));
        assertThat(new String(new Browser(port).get("/local/mailbox", "ru").body(), UTF_8))
                .contains("Чей ящик открыть?");
        assertThat(new String(new Browser(port).get("/local/mailbox", "en").body(), UTF_8))
                .contains("Whose mailbox?");
        assertThat(browser.get("/local/mailbox.css", "en").statusCode()).isEqualTo(200);
        assertThat(browser.get("/local/mailbox.js", "en").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("shows long lists page by page and knows no mail by a made-up name")
    void pages_and_guards() throws Exception {
        for (int i = 0; i < 31; i++) {
            deliver("From: a@elsewhere.example.org\nSubject: number " + i + "\n\n");
        }
        Document first = browser.open(PAGE + reader);
        assertThat(first.select(".mails li")).hasSize(30);
        assertThat(first.selectFirst(".mails strong").text()).isEqualTo("number 30");
        Document second = browser.open(first.selectFirst("a[href*=before]").attr("href"));
        assertThat(second.select(".mails strong").eachText()).containsExactly("number 0");

        for (String id : new String[] {"0000000000000-000000", "..%2Fx", ""}) {
            assertThat(browser.get("/local/mailbox/mail?address=" + reader + "&id=" + id, "en")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    private void deliver(String mail) throws Exception {
        MimeMessage message = new MimeMessage(
                session(), new ByteArrayInputStream(mail.replace("\n", "\r\n").getBytes(UTF_8)));
        Transport.send(message, InternetAddress.parse(reader));
    }

    private Message onlyMail(String mailbox) throws Exception {
        try (Store store = session().getStore("imap")) {
            store.connect("127.0.0.1", mailServer.ports().imap(), mailbox, mailbox);
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                assertThat(inbox.getMessageCount()).isEqualTo(1);
                return new MimeMessage((MimeMessage) inbox.getMessage(1));
            }
        }
    }

    private Session session() {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(mailServer.ports().smtp()));
        return Session.getInstance(properties);
    }
}
