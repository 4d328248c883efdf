package io.reglament.desk.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.desk.Requester;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ReglamentTest
@DisplayName("Customers, contacts and contracts are entered and changed by those who may")
class CustomerApiTest {

    @LocalServerPort
    int port;

    @Autowired
    Requester requester;

    @Autowired
    Customers customers;

    @Autowired
    JdbcClient jdbc;

    private final String mark =
            "c" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private HttpVisitor manager;
    private String name;

    @BeforeEach
    void an_account_manager_of_bonus() {
        name = requester.user(Set.of("account-manager"), "bonus");
        manager = HttpVisitor.user(port, name, name);
    }

    @Test
    @DisplayName("ECRM-3.1-01, OTK-1-02: an empty CRM gets a customer, its people and a contract, and mail is served")
    void a_customer_is_entered_with_everything() {
        JsonNode customer = created(manager.json("/api/customers", customer("ООО " + mark, mark + ".example.org")));
        long id = customer.path("id").asLong();
        assertThat(customer.path("country").asText()).isEqualTo("RU");
        assertThat(customer.path("timeZone").asText()).isEqualTo("Asia/Yekaterinburg");
        assertThat(customer.path("domains").path(0).asText()).isEqualTo(mark + ".example.org");

        customer = created(manager.json("/api/customers/" + id + "/contacts", """
                {"name":"Rita","email":"rita@%s.example.org","language":"en","representative":true}
                """.formatted(mark)));
        long rita = customer.path("contacts").path(0).path("id").asLong();
        assertThat(customers.isServed(id, "bonus")).isFalse();
        customer = created(manager.json("/api/customers/" + id + "/contracts", """
                {"product":"bonus","number":"N-%s","services":["SETUP","UPDATE"],"hours":"mon-fri 09:00-18:00","priority":"HIGH",
                 "startsOn":"2020-01-01","representativeId":%d}
                """.formatted(mark, rita)));

        JsonNode contract = customer.path("contracts").path(0);
        assertThat(contract.path("services").toString()).isEqualTo("[\"SETUP\",\"UPDATE\"]");
        assertThat(contract.path("priority").asText()).isEqualTo("HIGH");
        assertThat(contract.path("representative").asLong()).isEqualTo(rita);
        assertThat(customers.isServed(id, "bonus")).isTrue();
        assertThat(customers.recognise("new@" + mark + ".example.org", null))
                .hasValueSatisfying(c -> assertThat(c.customerId()).isEqualTo(id));
    }

    @Test
    @DisplayName("ECRM-3.5-04: whom the contract names is asked to confirm the closure, else everybody who is marked")
    void the_contracts_representative_comes_first() {
        long id = entered("Named " + mark, mark + ".example.org");
        long rita = representative(id, "rita");
        long rob = representative(id, "rob");
        assertThat(asked(id, "bonus")).containsExactlyInAnyOrder(rita, rob);
        created(manager.json("/api/customers/" + id + "/contracts", """
                {"product":"bonus","number":"N-%s","startsOn":"2020-01-01","representativeId":%d}
                """.formatted(mark, rita)));

        assertThat(asked(id, "bonus")).containsExactly(rita);
        assertThat(asked(id, "otk")).containsExactlyInAnyOrder(rita, rob);
        customers.appoint(rita, false, false);
        assertThat(asked(id, "bonus")).containsExactly(rob);
        customers.appoint(rita, true, false);

        customers.appointRepresentative(rob, "bonus", name);
        assertThat(asked(id, "bonus")).containsExactly(rob);
        JsonNode newest = json(manager.get("/api/customers/" + id + "/history")).path(0);
        assertThat(newest.path("field").asText() + " " + newest.path("oldValue").asText())
                .isEqualTo("representativeId rita");
        assertThat(newest.path("newValue").asText()).isEqualTo("rob");
    }

    private long representative(long customer, String person) {
        String email = person + "@" + mark + ".example.org";
        created(manager.json("/api/customers/" + customer + "/contacts", """
                {"name":"%s","email":"%s","language":"en","representative":true}
                """.formatted(person, email)));
        return customers.contact(email).orElseThrow().id();
    }

    private List<Long> asked(long customer, String product) {
        return customers.representatives(customer, product).stream()
                .map(Contact::id)
                .toList();
    }

    @Test
    void everything_wrong_is_said_at_once_and_nothing_is_entered() {
        HttpResponse<String> answer = manager.json("/api/customers", """
                {"name":" ","personType":"FIRM","domains":["no domain","support.example.org"],"timeZone":"Moscow",
                 "country":"XX","language":"de"}
                """);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("name", "personType", "domains", "timeZone", "country", "language");
        assertThat(answer.body())
                .contains("Please enter the name", "Europe/Moscow", "LEGAL, NATURAL", "our own domain");
    }

    @Test
    void a_domain_and_an_address_that_are_taken_name_their_owner() {
        long id = entered("Owner " + mark, mark + ".example.org");
        created(manager.json(
                "/api/customers/" + id + "/contacts",
                "{\"email\":\"a@%s.example.org\",\"language\":\"ru\"}".formatted(mark)));

        assertThat(manager.json("/api/customers", customer("Second " + mark, mark + ".EXAMPLE.org"))
                        .body())
                .contains("belongs to “Owner " + mark + "” already");
        assertThat(manager.json("/api/customers", customer("owner " + mark, "x" + mark + ".example.org"))
                        .body())
                .contains("There is a customer “Owner " + mark + "” already");
        long other = entered("Third " + mark, "y" + mark + ".example.org");
        assertThat(manager.json(
                                "/api/customers/" + other + "/contacts",
                                "{\"email\":\"A@%s.example.org\",\"language\":\"ru\"}".formatted(mark))
                        .body())
                .contains("is taken", "Owner " + mark);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"startsOn\":\"2026-05-01\",\"endsOn\":\"2026-04-30\" | endsOn | lies before the first day 2026-05-01",
                "\"startsOn\":\"1.5.2026\" | startsOn | not a day",
                "\"startsOn\":\"2026-05-01\",\"services\":[\"INSTALLATION\"] | services | not a service of БонусПлюс",
                "\"startsOn\":\"2026-05-01\",\"priority\":\"Высокий\" | priority | LOW, MEDIUM, HIGH",
                "\"startsOn\":\"2026-05-01\",\"hours\":\"9-18\" | hours | 24x7, or weekdays with times",
                "\"startsOn\":\"2026-05-01\",\"timeZone\":\"Moscow\" | timeZone | not a known time zone",
                "\"startsOn\":\"2026-05-01\",\"country\":\"XX\" | country | two-letter",
                "\"startsOn\":\"2026-05-01\",\"warnBefore\":\"soon\" | warnBefore | 30m, 8h, 1h 30m or PT8H",
                "\"startsOn\":\"2026-05-01\",\"hours\":\"24x7\",\"goals\":{\"TOP\":{\"solution\":\"8h\"}} | goals | LOW, MEDIUM, HIGH",
                "\"startsOn\":\"2026-05-01\",\"hours\":\"24x7\",\"goals\":{\"LOW\":{\"reaction\":\"9h\",\"solution\":\"8h\"}} | goals.LOW.reaction | no longer",
                "\"startsOn\":\"2026-05-01\",\"hours\":\"24x7\",\"goals\":{\"LOW\":{\"solution\":\"PT2001H\"}} | goals.LOW.solution | 2,000 hours",
                "\"startsOn\":\"2026-05-01\",\"goals\":{\"LOW\":{\"solution\":\"8h\"}} | hours | neither contract nor product",
                "\"startsOn\":\"2026-05-01\",\"representativeId\":1 | representativeId | marked as representative",
                "\"startsOn\":\"2026-05-01\",\"product\":\"otk\" | product | Allowed: bonus"
            })
    void a_contract_that_cannot_be_is_refused(String terms, String field, String sentence) {
        long id = entered("Contract " + mark, mark + ".example.org");
        String product = terms.contains("product") ? "" : "\"product\":\"bonus\",";

        HttpResponse<String> answer = manager.json(
                "/api/customers/" + id + "/contracts", "{" + product + "\"number\":\"" + mark + "\"," + terms + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("errors").findValuesAsText("field")).contains(field);
        assertThat(json(answer).path("detail").asText()).contains(sentence);
        assertThat(json(manager.get("/api/customers/" + id)).path("contracts")).isEmpty();
    }

    @Test
    void a_number_may_be_used_again_only_for_another_time() {
        long first = entered("First " + mark, "a" + mark + ".example.org");
        long second = entered("Second " + mark, "b" + mark + ".example.org");
        created(contract(first, "2025-01-01", "2025-12-31"));

        assertThat(contract(second, "2025-12-31", null).body()).contains("overlaps", "First " + mark, "2025-12-31");
        assertThat(contract(second, "2026-01-01", null).statusCode()).isEqualTo(201);
    }

    @Test
    void a_late_writer_is_told_who_changed_what() {
        long id = entered("Race " + mark, mark + ".example.org");
        String colleague = requester.user(Set.of("head"), "bonus");
        String changed = customer("Race 2 " + mark, mark + ".example.org");

        assertThat(HttpVisitor.user(port, colleague, colleague)
                        .put("/api/customers/" + id, changed)
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> late =
                manager.put("/api/customers/" + id, customer("Race 3 " + mark, mark + ".example.org"));

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(json(late).path("detail").asText())
                .contains(colleague + " changed Name from “Race " + mark + "” to “Race 2 " + mark);
        assertThat(json(late).path("version").asInt()).isEqualTo(1);
        assertThat(json(manager.get("/api/customers/" + id)).path("name").asText())
                .isEqualTo("Race 2 " + mark);
    }

    @Test
    void every_change_is_recorded_and_the_record_cannot_be_changed() {
        long id = entered("Old " + mark, mark + ".example.org");
        assertThat(manager.put("/api/customers/" + id, customer("New " + mark, mark + ".example.org"))
                        .statusCode())
                .isEqualTo(200);

        JsonNode newest = json(manager.get("/api/customers/" + id + "/history")).path(0);
        assertThat(newest.path("actor").asText()).isEqualTo(name);
        assertThat(newest.path("field").asText()).isEqualTo("name");
        assertThat(newest.path("oldValue").asText()).isEqualTo("Old " + mark);
        assertThat(newest.path("newValue").asText()).isEqualTo("New " + mark);
        for (String sql : new String[] {"delete from", "update"}) {
            assertThatThrownBy(() -> jdbc.sql(sql + " crm.customer_event "
                                    + (sql.equals("update") ? "set actor = 'x' " : "") + "where customer_id = ?")
                            .param(id)
                            .update())
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void pages_follow_each_other_without_gaps_and_words_are_found_anywhere() {
        for (String letter : new String[] {"b", "C", "a"}) {
            entered(mark + letter, letter.toLowerCase() + mark + ".example.org");
        }
        JsonNode first = json(manager.get("/api/customers?size=2&q=" + mark));
        assertThat(first.path("total").asInt()).isEqualTo(3);
        assertThat(first.path("items").findValuesAsText("name")).containsExactly(mark + "a", mark + "b");
        JsonNode second = json(manager.get("/api/customers?size=2&q=" + mark + "&after="
                + first.path("next").asText()));
        assertThat(second.path("items").findValuesAsText("name")).containsExactly(mark + "C");
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(json(manager.get("/api/customers?q=b" + mark + ".EXAMPLE"))
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(json(manager.get("/api/customers?q=%25" + mark))
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(manager.get("/api/customers?size=101").statusCode()).isEqualTo(400);
    }

    @Test
    @DisplayName("BONUS-6-04: a customer of another product only, and contracts of another product, are not seen")
    void one_sees_the_customers_of_the_own_products() {
        long id = entered("Shared " + mark, mark + ".example.org");
        created(contract(id, "2020-01-01", null));
        String otk = requester.user(Set.of("tech-support"), "otk");
        HttpVisitor foreign = HttpVisitor.user(port, otk, otk);

        assertThat(foreign.get("/api/customers/" + id).statusCode()).isEqualTo(404);
        assertThat(foreign.put("/api/customers/" + id, customer("Stolen", mark + ".example.org"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(json(foreign.get("/api/customers?q=" + mark)).path("total").asInt())
                .isZero();
        requester.register(
                "otk",
                customers.recognise("user@" + mark + ".example.org", null).orElseThrow(),
                "Subject",
                "Text");
        assertThat(json(foreign.get("/api/customers/" + id)).path("contracts")).isEmpty();
        assertThat(foreign.get("/api/customers/" + id + "/history").body()).doesNotContain("N-" + mark);
    }

    @Test
    @DisplayName("S-57: operators read, specialists do not, and neither changes; the refusal says who may")
    void only_account_managers_heads_and_administrators_change() {
        long id = entered("Rights " + mark, mark + ".example.org");
        String operator = requester.user(Set.of("operator"), "bonus");
        String specialist = requester.user(Set.of("programmer"), "bonus");

        HttpVisitor reader = HttpVisitor.user(port, operator, operator);
        assertThat(reader.get("/api/customers/" + id).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = reader.put("/api/customers/" + id, customer("Refused", mark + ".example.org"));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(json(refused).path("detail").asText()).contains("account managers", "heads");
        assertThat(HttpVisitor.user(port, specialist, specialist)
                        .get("/api/customers/" + id)
                        .statusCode())
                .isEqualTo(403);
        assertThat(HttpVisitor.user(port, specialist, specialist)
                        .speaking("ru")
                        .get("/api/customers")
                        .body())
                .contains("аккаунт-менеджеры");
    }

    @Test
    void a_broken_body_is_a_problem_and_no_error() {
        requester.contact(Language.EN);
        assertThat(manager.json("/api/customers", "{\"name\":").statusCode()).isEqualTo(400);
        assertThat(manager.get("/api/customers/none").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> contract(long customer, String from, String to) {
        return manager.json("/api/customers/" + customer + "/contracts", """
                {"product":"bonus","number":"N-%s","startsOn":"%s","endsOn":%s}
                """.formatted(
                        mark, from, to == null ? "null" : "\"" + to + "\""));
    }

    private long entered(String customer, String domain) {
        return created(manager.json("/api/customers", customer(customer, domain)))
                .path("id")
                .asLong();
    }

    private static String customer(String name, String domain) {
        return """
                {"name":"%s","personType":"LEGAL","domains":["%s"],"timeZone":"Asia/Yekaterinburg","language":"ru",
                 "version":0}
                """.formatted(name, domain);
    }

    private static JsonNode created(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
