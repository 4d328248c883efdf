package io.reglament.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.HttpVisitor.FormFile;
import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.MessageView;
import io.reglament.request.NewMessage.Direction;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ReglamentTest
@DisplayName("A message on the page of the request (design 6)")
class MessagePagesTest extends CustomerVisit {

    private static final Pattern FIELDS = Pattern.compile(
            "/messages#write\".*?name=\"form\" value=\"([^\"]+)\".*?name=\"once\" value=\"([^\"]+)\"", Pattern.DOTALL);

    @Autowired
    JdbcClient jdbc;

    @Test
    @DisplayName("T-10: it answers our question as a reply by mail would, with its files, and is no mail of the ledger")
    void it_answers_our_question() {
        Contact contact = lifecycle.contact();
        RequestView request = asked(contact);
        String page = page(request, contact);
        byte[] picture = new byte[300_000];
        new Random(7).nextBytes(picture);
        FormFile mail = new FormFile(
                "files",
                "old mail.eml",
                "message/rfc822",
                "Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ninner\r\n--b--\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        int fetched = fetched();

        HttpResponse<String> answer = send(
                page,
                fields(page, "Строка 7\r\nпуста "),
                new FormFile("files", "../экран \"1\".png".replace("\"", "%22"), "image/png", picture),
                mail);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(customer.get(location(answer)).body()).contains("Your message is with the request", "Строка 7");
        MessageView message = last(request);
        assertThat(message.text()).isEqualTo("Строка 7\nпуста");
        assertThat(message.sender()).isEqualTo(contact.email());
        assertThat(message.attachments())
                .extracting(a -> a.fileName() + " " + a.size())
                .containsExactly("экран 1.png 300000", "old mail.eml " + mail.content().length);
        assertThat(customer.download(
                                page + "/files/" + message.attachments().get(0).id())
                        .body())
                .isEqualTo(picture);
        assertThat(lifecycle.now(request).state()).isNotEqualTo(RequestState.WAITING_CUSTOMER);
        lifecycle.task(request, "Task_ClassifyRequest");
        assertThat(lifecycle.history(request)).anySatisfy(e -> {
            assertThat(e.kind()).isEqualTo(Kind.MAIL_IN);
            assertThat(e.actor()).isEqualTo("customer:" + contact.email());
            assertThat(e.cause()).isEqualTo("portal:message");
        });
        assertThat(fetched()).isEqualTo(fetched);
    }

    @Test
    void a_form_that_is_sent_twice_is_taken_once() {
        Contact contact = lifecycle.contact();
        RequestView request = lifecycle.register("bonus", contact, "It does not work");
        String page = page(request, contact);
        Map<String, String> fields = fields(page, "One more thing");

        assertThat(send(page, fields).statusCode()).isEqualTo(302);
        assertThat(send(page, fields).statusCode()).isEqualTo(302);
        assertThat(received(request, "One more thing")).isEqualTo(1);

        assertThat(send(page, fields(page, "One more thing")).statusCode()).isEqualTo(302);
        assertThat(received(request, "One more thing")).as("a new form").isEqualTo(2);
    }

    @Test
    @DisplayName("T-25, ECRM-3.5-05: words that withdraw the request end it, as by mail")
    void words_that_withdraw() {
        Contact contact = lifecycle.contact();
        RequestView request = lifecycle.register("ecrm", contact, "It does not work");
        String page = page(request, contact);

        send(page, fields(page, "The answer is no longer needed."));

        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.CLOSED);
        assertThat(customer.get(page).body()).contains("takes no more messages here");
    }

    @Test
    @DisplayName("Whatever is refused names the limit, keeps the typed words and changes nothing")
    void what_is_refused_stays_in_the_field() {
        Contact contact = lifecycle.contact();
        RequestView request = lifecycle.register("bonus", contact, "It does not work");
        String page = page(request, contact);
        Map<String, String> fields = fields(page, "Typed <b>for</b> ten minutes");
        int before = lifecycle.history(request).size();
        FormFile large = new FormFile("files", "large.bin", "application/octet-stream", new byte[40 * 1024 * 1024]);
        FormFile[] many = IntStream.range(0, 11)
                .mapToObj(i -> new FormFile("files", "a.txt", "text/plain", new byte[] {65}))
                .toArray(FormFile[]::new);
        Map<String, String> forged = new LinkedHashMap<>(fields);
        forged.put("form", "x");

        refused(send(page, fields, large), 413, "20 MB");
        refused(send(page, fields, many), 413, "10 files");
        refused(send(page, forged), 403, "out of date");
        assertThat(send(page, fields(page, "  ")).body()).contains("Please write something");
        String tooLong = "Длинно ".repeat(1500);
        HttpResponse<String> overlong = send(page, fields(page, tooLong));
        assertThat(overlong.statusCode()).isEqualTo(400);
        assertThat(overlong.body()).contains("10,000 characters", tooLong.strip());
        assertThat(lifecycle.history(request)).hasSize(before);

        assertThat(send(page, fields).statusCode()).as("the same form again").isEqualTo(302);
    }

    @Test
    void a_closed_request_takes_no_message_and_the_words_stay() {
        Contact contact = lifecycle.contact();
        RequestView request = answered("bonus", contact);
        String page = page(request, contact);
        Map<String, String> fields = fields(page, "Typed for ten minutes");
        String confirm = confirm(request, contact);
        customer.form(confirm, Map.of("form", form(customer.get(confirm))));
        int before = lifecycle.history(request).size();

        HttpResponse<String> answer = send(page, fields);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("closed meanwhile", "Typed for ten minutes");
        assertThat(lifecycle.history(request)).hasSize(before);
    }

    @Test
    void the_page_confirms_in_place() {
        Contact contact = lifecycle.contact();
        RequestView request = answered("bonus", contact);
        HttpResponse<String> page = customer.get(page(request, contact));
        assertThat(page.body()).contains("Yes, it is solved", "No, I have remarks");

        customer.form(page(request, contact) + "/confirm", Map.of("form", form(page)));

        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.CLOSED);
        assertThat(customer.get(page(request, contact)).body())
                .contains("The request is closed.", "How satisfied are you")
                .doesNotContain("Yes, it is solved");
    }

    @Test
    @DisplayName(
            "Words that come through a link which opens nothing any more, or too often, are given back to be copied")
    void words_behind_a_shut_door_are_given_back() {
        Contact contact = lifecycle.contact();
        RequestView request = lifecycle.register("bonus", contact, "It does not work");
        String page = page(request, contact);
        Map<String, String> fields = Map.of("form", "x", "text", "Typed <b>for</b> ten minutes");
        int before = lifecycle.history(request).size();
        FormFile file = new FormFile("files", "a.bin", "application/octet-stream", new byte[30_000]);

        HttpResponse<String> answer = Stream.generate(() -> send(page, fields, file))
                .limit(4L * VisitorBudget.BURST)
                .filter(each -> each.statusCode() == 429)
                .findFirst()
                .orElseThrow();

        refused(answer, 429, "Please try again in a minute");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("60");
        assertThat(answer.body()).doesNotContain(request.number(), request.subject());
        assertThat(lifecycle.history(request)).hasSize(before);
    }

    private RequestView asked(Contact contact) {
        RequestView request = lifecycle.register("bonus", contact, "It does not work");
        lifecycle.complete(request, "Task_ClassifyRequest", Map.of("outcome", "clarify", "question", "What exactly?"));
        return request;
    }

    private void refused(HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(words, "Typed &lt;b&gt;for&lt;/b&gt; ten minutes");
    }

    private Map<String, String> fields(String page, String text) {
        Matcher matcher = FIELDS.matcher(customer.get(page).body());
        assertThat(matcher.find()).isTrue();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("form", matcher.group(1));
        fields.put("once", matcher.group(2));
        assertThat(UUID.fromString(matcher.group(2))).isNotNull();
        fields.put("text", text);
        return fields;
    }

    private HttpResponse<String> send(String page, Map<String, String> fields, FormFile... files) {
        return customer.multipart(page + "/messages", fields, List.of(files));
    }

    private MessageView last(RequestView request) {
        List<MessageView> received = conversation.messages(request.id()).stream()
                .filter(m -> m.direction() == Direction.IN)
                .toList();
        return received.get(received.size() - 1);
    }

    private long received(RequestView request, String text) {
        return conversation.messages(request.id()).stream()
                .filter(m -> m.text().equals(text))
                .count();
    }

    private int fetched() {
        return jdbc.sql("select count(*) from crm.inbound_mail")
                .query(Integer.class)
                .single();
    }
}
