package io.reglament.mail.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.crm.Language;
import io.reglament.desk.Requester;
import io.reglament.mail.MailServers;
import io.reglament.mail.MailUser;
import io.reglament.mail.content.MailAttachment;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.outbox.Correspondence.Words;
import io.reglament.request.Attachments;
import io.reglament.request.Attachments.Attached;
import io.reglament.request.Conversation;
import io.reglament.request.RequestView;
import io.reglament.request.UploadedFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ReglamentTest
@DisplayName("A person's reply on the wire: one mail a reader, with its files or links to them")
class CorrespondenceTest {

    @LocalServerPort
    int port;

    @Autowired
    Requester requester;

    @Autowired
    Correspondence correspondence;

    @Autowired
    Attachments attachments;

    @Autowired
    UploadedFiles uploads;

    @Autowired
    Conversation conversation;

    @Autowired
    MailServers servers;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private final String mark = UUID.randomUUID().toString();
    private RequestView request;
    private Contact contact;

    @BeforeEach
    void a_request() {
        contact = requester.contact(Language.RU);
        request = requester.register("bonus", contact, "Вопрос " + mark, "text");
    }

    @AfterEach
    void the_time_is_now() {
        ClockUtil.reset();
    }

    @Test
    @DisplayName(
            "OUT-2, TH-2: each reader gets the same words and files, under a Message-ID of their own, and sees the others")
    void each_reader_gets_the_same() {
        MailUser colleague = user("c");
        byte[] picture = bytes(200_000);
        send("Ответ " + mark, List.of(colleague.address()), Map.of("Снимок экрана.png", picture));

        ParsedMail first = new MailUser(servers, contact.email()).receives(this::isMine);
        ParsedMail second = colleague.receives(this::isMine);

        assertThat(first.subject()).isEqualTo("[" + request.number() + "] Re: Вопрос " + mark);
        assertThat(first.text()).startsWith("Ответ " + mark).contains(request.number());
        assertThat(first.recipients()).contains(contact.email(), colleague.address());
        assertThat(second.recipients()).isEqualTo(first.recipients());
        assertThat(second.messageId()).isNotEqualTo(first.messageId());
        assertThat(first.headers().has("Auto-Submitted")).isFalse();
        for (ParsedMail mail : List.of(first, second)) {
            assertThat(mail.attachments()).singleElement().satisfies(file -> {
                assertThat(file.fileName()).isEqualTo("Снимок экрана.png");
                assertThat(file.content()).isEqualTo(picture);
            });
        }
        assertThat(conversation.messages(request.id()).get(1).text()).isEqualTo("Ответ " + mark);
        assertThat(stored()).allMatch(size -> size < 20_000);
    }

    @Test
    @DisplayName(
            "OUT: over the limit of a mail the largest files become signed links, which expire and show nothing else")
    void large_files_become_links() {
        byte[] large = bytes(900_000);
        byte[] small = bytes(20_000);
        send("Файлы " + mark, List.of(), Map.of("Большой отчёт.html", large, "малый.pdf", small));

        ParsedMail mail = new MailUser(servers, contact.email()).receives(this::isMine);

        assertThat(mail.attachments()).extracting(MailAttachment::fileName).containsExactly("малый.pdf");
        assertThat(mail.text()).contains("Большой отчёт.html");
        Matcher link = Pattern.compile("http\\S+/c/\\S+/file").matcher(mail.text());
        assertThat(link.find()).isTrue();
        assertThat(mail.html()).contains(link.group());
        String path = URI.create(link.group()).getPath();
        HttpVisitor anybody = HttpVisitor.anybody(port).from("198.51.100.7");
        HttpResponse<byte[]> file = anybody.download(path);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isEqualTo(large);
        assertThat(file.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("attachment;"));
        assertThat(file.headers().firstValue("X-Robots-Tag")).hasValue("noindex, nofollow");
        assertThat(file.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(anybody.get(path.replaceFirst("/c/..", "/c/xx")).statusCode())
                .isEqualTo(404);
        assertThat(anybody.get(path.replace("/file", "/confirm")).statusCode()).isEqualTo(404);

        ClockUtil.offset(Duration.ofDays(61).toMillis());
        assertThat(anybody.get(path).statusCode()).isEqualTo(410);
    }

    private boolean isMine(ParsedMail mail) {
        return mail.text().contains(mark);
    }

    private void send(String text, List<String> copies, Map<String, byte[]> files) {
        transaction.executeWithoutResult(status -> correspondence.send(
                request, new Words(text, copies, "somebody", "reply", mark), message -> enclosed(message, files)));
    }

    private List<Attached> enclosed(long message, Map<String, byte[]> files) {
        List<Attached> enclosed = new ArrayList<>();
        files.forEach((name, content) -> {
            try {
                UploadedFiles.Upload upload = uploads.store(new ByteArrayInputStream(content));
                enclosed.add(attachments.add(request.id(), message, name, "text/html", upload));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return enclosed;
    }

    /** @return sizes of what the outbox keeps of the mails themselves */
    private List<Integer> stored() {
        return jdbc.sql("select octet_length(raw) from crm.outbound_mail where request_id = ?")
                .param(request.id())
                .query(Integer.class)
                .list();
    }

    private MailUser user(String prefix) {
        return new MailUser(servers, prefix + mark.substring(0, 8) + "@client.example.org");
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
