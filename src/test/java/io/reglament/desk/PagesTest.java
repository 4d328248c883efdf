package io.reglament.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.request.NewMessage.NewAttachment;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.RequestWork.Classification;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ReglamentTest
@DisplayName("Our own pages, and what we add to Tasklist")
class PagesTest {

    @LocalServerPort
    int port;

    @Autowired
    Requester requester;

    private final String mark = UUID.randomUUID().toString();
    private Contact contact;
    private String name;

    @BeforeEach
    void a_manager_of_bonus() {
        contact = requester.contact(Language.EN);
        name = requester.user(Set.of("account-manager"), "bonus");
    }

    @Test
    void the_pages_need_a_sign_in() {
        for (String path : new String[] {"/", "/requests", "/requests/BONUS-2026-000001"}) {
            assertThat(HttpVisitor.anybody(port).get(path).statusCode())
                    .as(path)
                    .isEqualTo(302);
        }
    }

    @Test
    void what_a_page_shows_is_text() {
        RequestView request = requester.register(
                "bonus",
                contact,
                "<b>" + mark + "</b>",
                "<img src=x onerror=alert(1)>",
                new NewAttachment("a<b>.png", "image/png", null, new byte[3]));

        RequestPageAnswer page = signedIn("/requests/" + request.number());

        assertThat(page.body())
                .contains("&lt;b&gt;" + mark, "&lt;img src=x", "a&lt;b&gt;.png", request.number())
                .doesNotContain("<b>" + mark, "<img src=x", "<script");
        assertThat(page.policy()).startsWith("default-src 'none'").doesNotContain("unsafe");
    }

    @Test
    void a_request_is_found_by_number_and_subject_and_shown_in_both_languages() {
        RequestView request = requester.register("bonus", contact, "Printer " + mark, "Silent");
        requester.change(work -> {
            work.classify(
                    request.id(),
                    new Classification(
                            "INCIDENT", "MONITORING", Level.HIGH, Level.HIGH, Level.LOW, null, name, "programmer"),
                    name,
                    "Task_ClassifyRequest");
            work.changeState(request.id(), RequestState.IN_WORK, name, "test");
        });

        assertThat(signedIn("/requests?q=" + mark).body()).contains(request.number(), "Found: 1");
        assertThat(signedIn("/requests?q=" + request.number()).body()).contains("Printer " + mark);
        assertThat(signedIn("/").body()).contains("Start page", "Newest requests", "/camunda/app/tasklist/");
        assertThat(signedIn("/requests/" + request.number() + "?lang=en").body())
                .contains("Incident", "From the customer", "Silent", "High", contact.customerName());
        assertThat(signedIn("/requests/" + request.number() + "?lang=ru").body())
                .contains("lang=\"ru\"", "Инцидент", "От заказчика", "Высокий");
    }

    @Test
    void an_unknown_filter_says_what_is_allowed_and_keeps_the_search() {
        RequestPageAnswer page = signedIn("/requests?status=NONE&q=" + mark);

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.body()).contains("Allowed: REGISTERED, QUEUED", "value=\"" + mark + "\"");
    }

    @Test
    @DisplayName("BONUS-6-04: the page of a request of another product is not found")
    void a_request_of_another_product_has_no_page() {
        RequestView other = requester.register("otk", contact, "Foreign " + mark, "t");

        RequestPageAnswer page = signedIn("/requests/" + other.number());

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.body()).contains("no such request").doesNotContain(mark);
        assertThat(signedIn("/requests?q=" + mark).body()).contains("Found: 0");
    }

    @Test
    @DisplayName("an address that leads nowhere shows a person a page and a program a problem detail")
    void an_address_that_leads_nowhere() {
        HttpVisitor person = HttpVisitor.signedIn(port, name, name);
        HttpVisitor browser = person.accepting("text/html,application/xhtml+xml,*/*;q=0.8");

        HttpResponse<String> page = browser.get("/nothing-here");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.body()).contains("<h1>Not found</h1>", "There is no such page.");
        assertThat(browser.form("/requests", Map.of()).statusCode()).isIn(403, 405);

        HttpResponse<String> api = browser.get("/api/nothing-here");
        assertThat(api.statusCode()).isEqualTo(404);
        assertThat(api.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        HttpResponse<String> program = HttpVisitor.signedIn(port, name, name)
                .accepting("application/json")
                .get("/nothing-here");
        assertThat(program.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    @Test
    void tasklist_gets_our_tab_our_labels_and_our_styles() {
        assertThat(signedIn("/camunda/app/tasklist/scripts/config.js").body())
                .contains("scripts/work-1/plugin.js", "Reglament");
        assertThat(signedIn("/camunda/app/tasklist/scripts/work-1/plugin.js").body())
                .contains("tasklist.task.detail", "tab('work', 1400");
        assertThat(signedIn("/camunda/app/tasklist/scripts/work-1/dom.js").body())
                .contains("node.append(")
                .doesNotContain(".innerHTML");
        assertThat(signedIn("/camunda/app/tasklist/locales/ru.json").body()).contains("Взять себе");
        for (String app : new String[] {"tasklist", "cockpit", "admin", "welcome"}) {
            assertThat(signedIn("/camunda/app/" + app + "/styles/user-styles.css")
                            .body())
                    .contains(".ce-eol-banner");
        }
    }

    private record RequestPageAnswer(int status, String body, String policy) {}

    private RequestPageAnswer signedIn(String path) {
        HttpResponse<String> answer = HttpVisitor.signedIn(port, name, name).get(path);
        return new RequestPageAnswer(
                answer.statusCode(),
                answer.body(),
                answer.headers().firstValue("Content-Security-Policy").orElse(""));
    }
}
