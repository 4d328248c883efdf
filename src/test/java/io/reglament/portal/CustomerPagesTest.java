package io.reglament.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.crm.Language;
import io.reglament.desk.Requester;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ReglamentTest
@DisplayName("The customer's signed links (design 6)")
class CustomerPagesTest extends CustomerVisit {

    @Autowired
    Requester requester;

    @Autowired
    Clock clock;

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
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
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

        for (String page : List.of("", "/confirm", "/remarks", "/withdraw", "/rating?score=5", "/files/1")) {
            HttpResponse<String> answer = customer.get("/c/" + token + page);
            assertThat(answer.statusCode()).as(page).isEqualTo(410);
            assertThat(answer.body())
                    .contains("Срок действия ссылки истёк")
                    .doesNotContain(request.number(), request.subject());
        }
        assertThat(customer.multipart("/c/" + token + "/messages", Map.of("text", "Words"), List.of())
                        .statusCode())
                .isEqualTo(410);
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
}
