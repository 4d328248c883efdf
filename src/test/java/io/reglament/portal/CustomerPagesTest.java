package io.reglament.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.crm.Language;
import io.reglament.desk.Requester;
import io.reglament.process.request.Lifecycle;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.Conversation;
import io.reglament.request.CustomerLinks;
import io.reglament.request.MessageView;
import io.reglament.request.NewMessage.Direction;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.signing.Signer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ReglamentTest
@DisplayName("The customer's signed links (design 6)")
class CustomerPagesTest {

    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    Lifecycle lifecycle;

    @Autowired
    Requester requester;

    @Autowired
    Conversation conversation;

    @Autowired
    CustomerLinks links;

    @Autowired
    Signer signer;

    @Autowired
    Clock clock;

    private HttpVisitor customer;

    @BeforeEach
    void a_customer() {
        lifecycle.people();
        // Each test has an address of its own, so that none spends another's budget.
        customer = HttpVisitor.anybody(port)
                .from("2001:db8::" + Integer.toHexString(UUID.randomUUID().hashCode() >>> 16));
    }

    @Test
    @DisplayName("A link opened by a mail scanner changes nothing")
    void a_link_that_is_only_opened_changes_nothing() {
        Contact contact = lifecycle.contact();
        RequestView request = answered("bonus", contact);
        int before = lifecycle.history(request).size();

        HttpResponse<String> page = customer.get(confirm(request, contact));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(request.number(), request.subject(), "Выполнено", "Yes, it is solved")
                .doesNotContain("<script", contact.customerName());
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.DONE);
        assertThat(lifecycle.history(request)).hasSize(before);
    }

    @Test
    void nothing_of_the_page_is_kept_or_found_or_told_to_others() {
        Contact contact = lifecycle.contact();
        HttpResponse<String> page = customer.get(confirm(answered("bonus", contact), contact));

        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.headers().firstValue("X-Robots-Tag"))
                .hasValueSatisfying(v -> assertThat(v).contains("noindex"));
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .satisfies(v -> assertThat(v).startsWith("default-src 'none'").doesNotContain("unsafe"));
        assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    @DisplayName("S-25, T-19, BONUS-10.4-03: a confirmation closes; the same link says afterwards what is the case")
    void a_confirmation_closes() {
        Contact contact = lifecycle.contact();
        RequestView request = answered("bonus", contact);
        String path = confirm(request, contact);
        String form = form(customer.get(path));

        HttpResponse<String> answer = customer.form(path, Map.of("form", form));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(customer.get(location(answer)).body()).contains("Thank you!");
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.CLOSED);
        assertThat(lifecycle.history(request)).anySatisfy(e -> {
            assertThat(e.kind()).isEqualTo(Kind.DECISION);
            assertThat(e.actor()).isEqualTo("customer:" + contact.email());
            assertThat(e.cause()).isEqualTo("portal:confirm");
        });
        HttpResponse<String> twice = customer.form(path, Map.of("form", form));
        assertThat(twice.statusCode()).isEqualTo(200);
        assertThat(twice.body()).contains("does not wait for your confirmation").doesNotContain("<button");
        assertThat(customer.get(path).body())
                .contains("This request is closed.")
                .doesNotContain("<button");
    }

    @Test
    @DisplayName("BONUS-10.4-04: remarks are filed with the request and judged by a person")
    void remarks_are_filed_and_judged() {
        Contact contact = lifecycle.contact();
        RequestView request = answered("bonus", contact);
        String path = remarks(request, contact);

        HttpResponse<String> answer =
                customer.form(path, Map.of("form", form(customer.get(path)), "text", "Строка 7\r\nвсё ещё пуста "));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(customer.get(location(answer)).body()).contains("Thank you!");
        lifecycle.task(request, "Task_ReviewRemarks");
        assertThat(lifecycle.texts(request, Kind.REMARKS)).containsExactly("Строка 7\nвсё ещё пуста");
        assertThat(received(request)).last().satisfies(m -> {
            assertThat(m.text()).isEqualTo("Строка 7\nвсё ещё пуста");
            assertThat(m.sender()).isEqualTo(contact.email());
        });
        assertThat(customer.get(confirm(request, contact)).body())
                .contains("we are looking at them")
                .doesNotContain("<button");
    }

    @Test
    void remarks_sent_twice_are_kept_once() {
        Contact contact = lifecycle.contact();
        RequestView request = answered("bonus", contact);
        String path = remarks(request, contact);
        Map<String, String> fields = Map.of("form", form(customer.get(path)), "text", "Still empty");

        customer.form(path, fields);
        assertThat(customer.form(path, fields).statusCode()).isEqualTo(302);

        assertThat(received(request).stream().filter(m -> m.text().equals("Still empty")))
                .hasSize(1);
    }

    @Test
    void words_that_nobody_waits_for_are_kept_while_the_request_runs() {
        Contact contact = lifecycle.contact();
        RequestView request = lifecycle.register("bonus", contact, "How do I export?");
        String path = remarks(request, contact);

        assertThat(customer.form(path, Map.of("form", form(customer.get(path)), "text", "One more thing"))
                        .statusCode())
                .isEqualTo(302);

        assertThat(received(request)).last().satisfies(m -> assertThat(m.text()).isEqualTo("One more thing"));
        lifecycle.task(request, "Task_ClassifyRequest");
    }

    @Test
    void refused_remarks_stay_in_the_field() {
        Contact contact = lifecycle.contact();
        RequestView request = answered("bonus", contact);
        String path = remarks(request, contact);
        String form = form(customer.get(path));
        String tooLong = "Длинно ".repeat(600);

        HttpResponse<String> empty = customer.form(path, Map.of("form", form, "text", "  "));
        HttpResponse<String> overlong = customer.form(path, Map.of("form", form, "text", tooLong));
        HttpResponse<String> forged = customer.form(path, Map.of("form", "x", "text", "Kept words"));

        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(empty.body()).contains("Please write what is wrong");
        assertThat(overlong.statusCode()).isEqualTo(400);
        assertThat(overlong.body()).contains(tooLong.strip());
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("Kept words");
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.DONE);
        assertThat(lifecycle.texts(request, Kind.REMARKS)).isEmpty();
    }

    @Test
    void remarks_on_a_closed_request_stay_in_the_field_and_change_nothing() {
        Contact contact = lifecycle.contact();
        RequestView request = answered("bonus", contact);
        String path = remarks(request, contact);
        String form = form(customer.get(path));
        String confirm = confirm(request, contact);
        customer.form(confirm, Map.of("form", form(customer.get(confirm))));
        int before = lifecycle.history(request).size();

        HttpResponse<String> answer = customer.form(path, Map.of("form", form, "text", "Too late?"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("takes no remarks here", "Too late?");
        assertThat(lifecycle.history(request)).hasSize(before);
    }

    @Test
    @DisplayName("S-36, ECRM-3.5-04: after the confirmation only the representative closes")
    void only_the_representative_closes() {
        Contact contact = lifecycle.contact();
        Contact representative = lifecycle.representative(contact);
        RequestView request = answered("ecrm", contact);
        String path = confirm(request, contact);
        customer.form(path, Map.of("form", form(customer.get(path))));
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.COMPLETED);

        assertThat(customer.get(path).body()).doesNotContain("<button").contains("nothing to confirm");
        assertThat(customer.form(path, Map.of("form", sign("confirm", path))).body())
                .contains("does not wait for your confirmation");
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.COMPLETED);
        String theirs = confirm(request, representative);
        HttpResponse<String> page = customer.get(theirs);
        assertThat(page.body()).contains("Yes, close the request");
        customer.form(theirs, Map.of("form", form(page)));
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.CLOSED);
    }

    @Test
    @DisplayName(
            "S-38, T-25, ECRM-3.5-05: the customer ends an open request by link; a link that is only opened ends none")
    void the_customer_withdraws_by_link() {
        Contact contact = lifecycle.contact();
        RequestView request = lifecycle.register("ecrm", contact, "How do I export?");
        String path = withdraw(request, contact);

        HttpResponse<String> page = customer.get(path);
        assertThat(page.body()).contains("no longer need", "<button").doesNotContain("<script");
        assertThat(page.headers().firstValue("X-Robots-Tag"))
                .hasValueSatisfying(v -> assertThat(v).contains("noindex"));
        assertThat(customer.form(path, Map.of("form", sign("confirm", path))).statusCode())
                .isEqualTo(403);
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.REGISTERED);

        HttpResponse<String> answer = customer.form(path, Map.of("form", form(page)));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(customer.get(location(answer)).body()).contains("The request is closed.");
        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.CLOSED);
        assertThat(lifecycle.history(request)).anySatisfy(e -> {
            assertThat(e.kind()).isEqualTo(Kind.REASON);
            assertThat(e.actor()).isEqualTo("customer:" + contact.email());
            assertThat(e.cause()).isEqualTo("portal:withdraw");
        });
        int before = lifecycle.history(request).size();
        HttpResponse<String> twice = customer.form(path, Map.of("form", form(page)));
        assertThat(twice.statusCode()).isEqualTo(200);
        assertThat(twice.body()).contains("This request is closed.").doesNotContain("<button");
        assertThat(lifecycle.history(request)).hasSize(before);
    }

    @Test
    @DisplayName(
            "ECRM-3.5-05: what is answered, or of a product whose regulation knows no withdrawal, is not withdrawn")
    void what_is_answered_or_of_another_product_is_not_withdrawn() {
        Contact contact = lifecycle.contact();
        RequestView answered = answered("ecrm", contact);
        RequestView bonus = lifecycle.register("bonus", contact, "How do I export?");
        for (RequestView request : List.of(answered, bonus)) {
            String path = withdraw(request, contact);
            RequestState before = lifecycle.now(request).state();
            assertThat(customer.get(path).body())
                    .contains("cannot be closed here")
                    .doesNotContain("<button");

            HttpResponse<String> forced = customer.form(path, Map.of("form", sign("withdraw", path)));

            assertThat(forced.body()).contains("cannot be closed here");
            assertThat(lifecycle.now(request).state()).isEqualTo(before);
        }
    }

    @Test
    void the_page_speaks_the_contacts_language() {
        Contact contact = requester.contact(Language.RU);
        RequestView request = requester.register("bonus", contact, "Не печатает", "t");

        String page = customer.speaking("en").get(confirm(request, contact)).body();

        assertThat(page).contains("lang=\"ru\"", "Мы зарегистрировали запрос", "Сейчас подтверждать нечего");
    }

    @Test
    void what_a_customer_wrote_is_text_on_the_page() {
        Contact contact = lifecycle.contact();
        RequestView request = requester.register("bonus", contact, "<script>alert(1)</script>", "t");
        String path = remarks(request, contact);

        HttpResponse<String> page =
                customer.form(path, Map.of("form", "x", "text", "</textarea><script>alert(2)</script>"));

        assertThat(page.body()).doesNotContain("<script>").contains("&lt;script&gt;");
    }

    @Test
    void a_forged_damaged_or_foreign_link_opens_nothing() {
        Contact contact = lifecycle.contact();
        RequestView request = answered("bonus", contact);
        String path = confirm(request, contact);
        Contact stranger = lifecycle.contact();

        for (String bad : List.of(
                "/c/none/confirm",
                "/c/a.b/remarks",
                path.replace("/c/", "/c/A"),
                path.replace("/confirm", "x/confirm"),
                confirm(request, stranger),
                path(links.confirm("BONUS-1999-000001", contact.id())))) {
            HttpResponse<String> answer = customer.get(bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(404);
            assertThat(answer.body()).contains("reply to the mail").doesNotContain(request.number());
        }
    }

    @Test
    void an_expired_link_says_so_in_the_contacts_language() {
        Contact contact = requester.contact(Language.RU);
        RequestView request = requester.register("bonus", contact, "Старое", "t");
        String claims = request.number() + "|" + contact.id() + "|"
                + clock.instant().minus(Duration.ofMinutes(1)).getEpochSecond();
        String payload =
                Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        String token = payload + "." + signer.sign("customer-link", payload);

        HttpResponse<String> answer = customer.get("/c/" + token + "/confirm");

        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.body()).contains("Срок действия ссылки истёк").doesNotContain(request.number());
    }

    @Test
    void an_address_that_asks_without_end_is_told_to_wait() {
        HttpVisitor impatient = HttpVisitor.anybody(port).from("192.0.2.77");

        assertThat(java.util.stream.IntStream.range(0, 3 * VisitorBudget.BURST)
                        .map(i -> impatient.get("/c/none/confirm").statusCode())
                        .filter(status -> status == 429)
                        .findFirst())
                .isPresent();
    }

    private RequestView answered(String product, Contact contact) {
        RequestView request = lifecycle.register(product, contact, "How do I export?");
        lifecycle.complete(
                request, "Task_ClassifyRequest", Map.of("outcome", "answer", "answerText", "By the button Export"));
        return request;
    }

    private List<MessageView> received(RequestView request) {
        return conversation.messages(request.id()).stream()
                .filter(m -> m.direction() == Direction.IN)
                .toList();
    }

    private String confirm(RequestView request, Contact contact) {
        return path(links.confirm(request.number(), contact.id()));
    }

    private String withdraw(RequestView request, Contact contact) {
        return path(links.withdraw(request.number(), contact.id()));
    }

    private String remarks(RequestView request, Contact contact) {
        return path(links.remarks(request.number(), contact.id()));
    }

    private String sign(String kind, String path) {
        return signer.sign("customer-form", kind + ":" + path.split("/")[2]);
    }

    private static String path(String url) {
        return URI.create(url).getPath();
    }

    private static String location(HttpResponse<String> answer) {
        URI uri = URI.create(answer.headers().firstValue("Location").orElseThrow());
        return uri.getPath() + "?" + uri.getQuery();
    }

    private static String form(HttpResponse<String> page) {
        Matcher matcher = FORM.matcher(page.body());
        assertThat(matcher.find()).as(page.body()).isTrue();
        return matcher.group(1);
    }
}
