package io.reglament.acceptance;

import static io.reglament.acceptance.OutsideWorld.mailbox;
import static io.reglament.acceptance.OutsideWorld.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.reglament.ReglamentTest;
import io.reglament.acceptance.Colleague.Answer;
import io.reglament.acceptance.CustomerMail.Draft;
import io.reglament.acceptance.CustomerMail.Letter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a customer's contract decides, from outside: entered by the API, met by mail. */
@ReglamentTest
class ContractStoryTest extends OutsideStory {

    private static final LocalDate TODAY = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);

    @Autowired
    JdbcClient jdbc;

    @Test
    @DisplayName("S-18, ECRM-3.1-01, ECRM-3.4-02: requests of two customers get each contract's own priority and terms")
    void each_contract_has_its_own_priority() {
        Firm urgent = firm(Map.of("product", "ecrm", "priority", "HIGH", "hours", "24x7"), "2020-01-01", null);
        Firm calm =
                firm(Map.of("product", "ecrm", "priority", "LOW", "hours", "MON-FRI 09:00-18:00"), "2020-01-01", null);

        String high = world.register("ecrm", urgent.user, unique());
        String low = world.register("ecrm", calm.user, unique());

        assertThat(world.manager.request(high).path("priority").asText()).isEqualTo("HIGH");
        assertThat(world.manager.request(low).path("priority").asText()).isEqualTo("LOW");
        assertThat(world.manager.request(high).path("contract").path("number").asText())
                .isEqualTo(urgent.contract);
        assertThat(world.manager.request(low).path("contract").path("number").asText())
                .isEqualTo(calm.contract);
        int urgentRank = rank(high);
        assertThat(urgentRank).isGreaterThan(rank(low));
    }

    @Test
    @DisplayName("S-05, ECRM-3.2-01, ECRM-3.2-02: a mail is registered at once, also outside the contract's hours")
    void a_mail_outside_the_hours() {
        // The hour in which we serve this customer is never the one in which this test runs.
        boolean morning = ZonedDateTime.now(ZoneId.of("Europe/Moscow")).getHour() < 12;
        String hours = morning ? "MON-SUN 20:00-21:00" : "MON-SUN 02:00-03:00";
        Firm firm = firm(Map.of("product", "ecrm", "hours", hours), "2020-01-01", null);
        String words = unique();
        world.mail.send(new Draft(firm.user, mailbox("ecrm"), "Сбой " + words, "Чат не открывается."));

        JsonNode request = world.requestAbout("ecrm", words);

        assertThat(request.path("state").asText()).isEqualTo("REGISTERED");
        String number = request.path("number").asText();
        assertThat(world.manager.request(number).path("contract").path("number").asText())
                .isEqualTo(firm.contract);
        assertThat(world.letter(firm.user, number).subject()).contains(number);
    }

    @Test
    @DisplayName("ECRM-3.1-01: a request of an expired contract is registered, marked, and the account manager is told")
    void an_expired_contract() {
        Firm firm = firm(
                Map.of("product", "bonus"), "2020-01-01", TODAY.minusDays(10).toString());

        String number = world.register("bonus", firm.user, unique());

        JsonNode contract = world.manager.request(number).path("contract");
        assertThat(contract.path("number").asText()).isEqualTo(firm.contract);
        assertThat(contract.path("until").asText())
                .isEqualTo(TODAY.minusDays(10).toString());
        assertThat(contract.path("expired").asBoolean()).isTrue();
        assertThat(world.manager.history(number).findValuesAsText("field")).contains("contractExpired");
        JsonNode task = world.task(world.manager, number, "Task_ClassifyRequest");
        assertThat(world.manager
                        .get("/engine-rest/task/" + task.path("id").asText() + "/variables/formContext")
                        .json()
                        .path("value")
                        .asText())
                .contains("Contract " + firm.contract + " expired on");

        Letter told = world.letter("manager@vendor.example.org", number, firm.contract);
        assertThat(told.text()).contains(firm.name, "/customers/" + firm.id);
        assertThat(world.letter(firm.user, number).text()).doesNotContain(firm.contract);
    }

    @Test
    @DisplayName("S-03, C-41: a customer with no contract at all, or one that only begins later, still ends in triage")
    void no_contract_at_all() {
        Firm none = firm(Map.of("product", "otk"), "2020-01-01", null);
        Firm later = firm(Map.of("product", "meet"), TODAY.plusDays(5).toString(), null);
        for (Firm firm : List.of(none, later)) {
            String words = unique();
            int before = toSort();
            world.mail.send(new Draft(firm.user, mailbox("meet"), "Сбой " + words, "Не бронируется. " + words));
            await().atMost(Duration.ofSeconds(30)).until(() -> toSort() > before);
            assertThat(world.manager.requests("meet", words)).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "S-29, BONUS-10.1-35, BONUS-6-04: the archive is in order of time, and nobody can change or foreigners see it")
    void the_archive() {
        Firm firm = firm(Map.of("product", "bonus"), "2020-01-01", null);
        String number = world.register("bonus", firm.user, unique());
        String secret = unique();
        assertThat(world.complete(
                                world.manager,
                                number,
                                "Task_ClassifyRequest",
                                Map.of("outcome", "answer", "answerText", "Ответ " + secret))
                        .isSuccess())
                .isTrue();
        Letter answer = world.letter(firm.user, secret);
        world.mail.send(new Draft(firm.user, mailbox("bonus"), "Re: " + answer.subject(), "Спасибо, всё работает!")
                .answering(answer.messageId()));
        world.awaitState(number, "CLOSED");

        assertThat(seconds(world.manager.history(number))).hasSizeGreaterThan(5).isSorted();
        assertThat(seconds(world.manager.messages(number)))
                .hasSizeGreaterThan(2)
                .isSorted();
        assertThat(world.manager.history(number).findValuesAsText("kind"))
                .contains("REGISTERED", "MAIL_IN", "MAIL_OUT", "ANSWER", "STATE");

        for (String table : List.of("request_event", "message", "attachment")) {
            for (String change : List.of("update crm.%s set request_id = request_id", "delete from crm.%s")) {
                refusesToChange(change.formatted(table), table, number);
            }
        }
        for (String path : List.of("/history", "/messages", "")) {
            for (String verb : List.of("PUT", "DELETE", "PATCH")) {
                assertThat(world.admin
                                .send(verb, "/api/requests/" + number + path)
                                .status())
                        .as(verb + path)
                        .isEqualTo(405);
            }
        }
        theOtherCustomerSeesNothing(answer, number, secret);
    }

    /** Another company's mail with the number, and its own signed link: neither leads to this request. */
    private void theOtherCustomerSeesNothing(Letter answer, String number, String secret) {
        Firm other = firm(Map.of("product", "bonus"), "2020-01-01", null);
        String words = unique();
        world.mail.send(new Draft(
                other.user, mailbox("bonus"), "Re: " + answer.subject(), "Что у вас с " + number + "? " + words));
        String foreign = world.register("bonus", other.user, unique());
        assertThat(world.complete(
                                world.manager,
                                foreign,
                                "Task_ClassifyRequest",
                                Map.of("outcome", "answer", "answerText", "Готово " + words))
                        .isSuccess())
                .isTrue();
        Letter own = world.letter(other.user, foreign, "/confirm");
        String link = own.text().replaceAll("(?s).*?(/c/\\S+/confirm).*", "$1");
        String page = world.manager.get(link).body();
        assertThat(page).contains(foreign).doesNotContain(number, secret);
        String forged = link.replaceFirst("/c/.", "/c/" + (link.charAt(3) == 'A' ? 'B' : 'A'));
        assertThat(world.manager.get(forged).body()).doesNotContain(number, secret, foreign);
        assertThat(world.mail.lettersTo(other.user, secret)).isEmpty();
        assertThat(world.manager.messages(number).toString()).doesNotContain(words);
    }

    private void refusesToChange(String statement, String table, String number) {
        String sql = statement + " where request_id = (select id from crm.request where number = ?)";
        long rows = jdbc.sql("select count(*) from crm." + table
                        + " where request_id = (select id from crm.request where number = ?)")
                .param(number)
                .query(Long.class)
                .single();
        if (rows > 0) {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> jdbc.sql(sql).param(number).update())
                    .hasMessageContaining("append-only");
        }
    }

    /** Whole seconds: a mail server knows no smaller part of the time at which it took a mail. */
    private static List<Instant> seconds(JsonNode lines) {
        return lines.findValuesAsText("at").stream()
                .map(at -> Instant.parse(at).truncatedTo(ChronoUnit.SECONDS))
                .toList();
    }

    private record Firm(long id, String name, String user, String contract) {}

    private Firm firm(Map<String, Object> terms, String from, String to) {
        String key = unique();
        Answer customer = world.manager.post(
                "/api/customers",
                Map.of(
                        "name", "Firm " + key,
                        "personType", "LEGAL",
                        "domains", List.of(key + ".example.org"),
                        "timeZone", "Europe/Moscow",
                        "language", "ru"));
        assertThat(customer.status()).as(customer.body()).isEqualTo(201);
        long id = customer.json().path("id").asLong();
        Map<String, Object> contract = new HashMap<>(terms);
        contract.put("number", "N-" + key);
        contract.put("startsOn", from);
        contract.put("endsOn", to);
        Answer entered = world.manager.post("/api/customers/" + id + "/contracts", contract);
        assertThat(entered.status()).as(entered.body()).isEqualTo(201);
        return new Firm(id, "Firm " + key, "user@" + key + ".example.org", "N-" + key);
    }

    private int rank(String number) {
        return world.task(world.manager, number, "Task_ClassifyRequest")
                .path("priority")
                .asInt();
    }

    private int toSort() {
        return world.manager.get("/api/mail/ledger").json().path("toSort").asInt();
    }
}
