package io.reglament.desk.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.desk.Requester;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ReglamentTest
@DisplayName("The pages on which customers are kept; no script is needed")
class CustomerEntryPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    Requester requester;

    private final String mark =
            "p" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private HttpVisitor manager;

    @BeforeEach
    void an_account_manager_of_bonus() {
        String name = requester.user(Set.of("account-manager"), "bonus");
        manager = HttpVisitor.signedIn(port, name, name);
    }

    @Test
    void a_customer_is_entered_found_and_changed() {
        String page = entered("<b>" + mark + "</b>");
        HttpResponse<String> shown = manager.get(page);
        assertThat(shown.body())
                .contains("&lt;b&gt;" + mark, mark + ".example.org", "Europe/Moscow", "New contract")
                .doesNotContain("<b>" + mark, "<script");
        assertThat(shown.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
        assertThat(manager.get("/customers?q=" + mark).body()).contains("Found: 1", page);
        assertThat(manager.get("/").body()).contains("/customers", "/duty", "/regulations");

        assertThat(manager.submit(page + "/edit", page, customer("Renamed " + mark, "0"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(manager.get(page + "?lang=ru").body())
                .contains("Renamed " + mark, "Изменения", "Наименование", "юридическое лицо");
    }

    @Test
    void a_refused_form_keeps_what_was_typed() {
        Map<String, String> fields = customer("Typed " + mark, "");
        HttpResponse<String> refused =
                manager.submit("/customers/new", "/customers", with(fields, "timeZone", "Nowhere/" + mark));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("“Nowhere/" + mark + "” is not a known time zone", "value=\"Typed " + mark + "\"")
                .contains("value=\"Nowhere/" + mark + "\"", mark + ".example.org", "aria-invalid=\"true\"");
    }

    @Test
    void a_form_without_its_token_changes_nothing() {
        assertThat(manager.form("/customers", customer("Forged " + mark, "")).statusCode())
                .isEqualTo(403);
        assertThat(manager.get("/customers?q=" + mark).body()).contains("Found: 0");
    }

    @Test
    void two_people_at_once_the_later_one_sees_what_happened_and_decides() {
        String page = entered("Both " + mark);
        assertThat(manager.submit(page + "/edit", page, customer("First " + mark, "0"))
                        .statusCode())
                .isEqualTo(302);

        HttpResponse<String> late = manager.submit(page + "/edit", page, customer("Second " + mark, "0"));

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("“First " + mark + "”", "value=\"Second " + mark + "\"", "value=\"1\"");
        assertThat(manager.submit(page + "/edit", page, customer("Second " + mark, "1"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(manager.get(page).body()).contains("Second " + mark);
    }

    @Test
    @DisplayName("ECRM-3.1-01, ECRM-3.5-04: people and contracts, with the services of the contract's product only")
    void people_and_contracts() {
        String page = entered("Firm " + mark);
        assertThat(manager.submit(
                                page + "/contacts/new",
                                page + "/contacts",
                                Map.of(
                                        "name",
                                        "Rita",
                                        "email",
                                        "rita@" + mark + ".example.org",
                                        "language",
                                        "ru",
                                        "representative",
                                        "true"))
                        .statusCode())
                .isEqualTo(302);
        String form = manager.get(page + "/contracts/new?product=bonus").body();
        assertThat(form).contains("Help with setting up the system", "Rita").doesNotContain("INSTALLATION");

        Map<String, String> contract = Map.ofEntries(
                Map.entry("product", "bonus"),
                Map.entry("number", "K-" + mark),
                Map.entry("startsOn", "2026-01-01"),
                Map.entry("endsOn", "2026-12-31"),
                Map.entry("priority", "LOW"),
                Map.entry("services", "SETUP"),
                Map.entry("hours", "MON-FRI 09:00-18:00"),
                Map.entry("timeZone", ""),
                Map.entry("goals[LOW].reaction", ""),
                Map.entry("goals[LOW].solution", "40h"),
                Map.entry("goals[HIGH].reaction", "1h 30m"),
                Map.entry("goals[HIGH].solution", "PT8H"),
                Map.entry("goals[MEDIUM].reaction", ""),
                Map.entry("goals[MEDIUM].solution", ""),
                Map.entry("warnBefore", "30m"));
        assertThat(manager.submit(
                                page + "/contracts/new?product=bonus",
                                page + "/contracts",
                                with(contract, "endsOn", "2025-12-31"))
                        .body())
                .contains("lies before the first day", "value=\"K-" + mark + "\"", "checked=\"checked\"")
                .contains("value=\"1h 30m\"");
        assertThat(manager.submit(page + "/contracts/new?product=bonus", page + "/contracts", contract)
                        .statusCode())
                .isEqualTo(302);
        String shown = manager.get(page).body();
        assertThat(shown)
                .contains("K-" + mark, "2026-12-31", "Low", "Representative", "Help with setting up")
                .contains("MON-FRI 09:00-18:00", "HIGH 1h30m/8h, LOW –/40h");
        Matcher link = Pattern.compile(page + "/contracts/\\d+").matcher(shown);
        assertThat(link.find()).isTrue();
        assertThat(manager.get(link.group()).body())
                .contains("value=\"K-" + mark + "\"", "value=\"2026-12-31\"")
                .contains("name=\"goals[HIGH].reaction\" value=\"1h30m\"", "value=\"40h\"", "value=\"30m\"");
        assertThat(manager.get(page + "/contracts/new?product=otk").statusCode())
                .isEqualTo(403);
    }

    @Test
    void others_are_told_who_may() {
        String page = entered("Closed " + mark);
        String programmer = requester.user(Set.of("programmer"), "bonus");
        HttpVisitor specialist = HttpVisitor.signedIn(port, programmer, programmer);

        HttpResponse<String> refused = specialist.get(page);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("account managers").doesNotContain(mark);
        assertThat(specialist.get("/").body()).doesNotContain("href=\"/customers\"");
        assertThat(manager.get("/customers/999999999").statusCode()).isEqualTo(404);
        assertThat(HttpVisitor.anybody(port).get("/customers").statusCode()).isEqualTo(302);
    }

    private String entered(String name) {
        HttpResponse<String> answer = manager.submit("/customers/new", "/customers", customer(name, ""));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return java.net
                .URI
                .create(answer.headers().firstValue("Location").orElseThrow())
                .getPath();
    }

    private Map<String, String> customer(String name, String version) {
        return Map.of(
                "name",
                name,
                "personType",
                "LEGAL",
                "domains",
                mark + ".example.org",
                "timeZone",
                "Europe/Moscow",
                "country",
                "RU",
                "language",
                "ru",
                "version",
                version);
    }

    private static Map<String, String> with(Map<String, String> fields, String key, String value) {
        Map<String, String> all = new java.util.HashMap<>(fields);
        all.put(key, value);
        return all;
    }
}
