package io.reglament.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.acceptance.Colleague.Answer;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The duty roster and the regulation's page, from outside. */
@ReglamentTest
class RosterAndRegulationStoryTest {

    @LocalServerPort
    int port;

    private Colleague head;
    private Colleague operator;

    @BeforeEach
    void people() {
        URI server = URI.create("http://localhost:" + port);
        head = new Colleague(server, "head");
        operator = new Colleague(server, "operator");
    }

    @Test
    @DisplayName(
            "S-07, BONUS-10.1-03, BONUS-10.5-01: at 02:30 on a holiday the roster names who is on duty; no gap in 24 h")
    void the_night_of_a_holiday() {
        ZoneId zone = ZoneId.of("Europe/Moscow");
        // The far future, so that no other test's shifts lie in it.
        Instant midnight = LocalDate.of(2190, 1, 7).atStartOfDay(zone).toInstant();
        Instant morning = midnight.plus(8, ChronoUnit.HOURS);
        Instant next = midnight.plus(24, ChronoUnit.HOURS);
        long night = shift(midnight, morning);
        long day = shift(morning, next);
        try {
            JsonNode shifts = roster(midnight, next).path("shifts");
            assertThat(shifts).hasSize(2);
            Instant call = midnight.plus(150, ChronoUnit.MINUTES);
            assertThat(shifts)
                    .filteredOn(s -> !Instant.parse(s.path("from").asText()).isAfter(call)
                            && Instant.parse(s.path("to").asText()).isAfter(call))
                    .singleElement()
                    .satisfies(s -> assertThat(s.path("userId").asText()).isEqualTo("manager"));
            assertThat(shifts.path(0).path("to").asText())
                    .isEqualTo(shifts.path(1).path("from").asText());
        } finally {
            head.send("DELETE", "/api/duty/bonus/" + night);
            head.send("DELETE", "/api/duty/bonus/" + day);
        }
        assertThat(roster(midnight, next).path("shifts")).isEmpty();
        assertThat(operator.post(
                                "/api/duty",
                                Map.of(
                                        "product",
                                        "bonus",
                                        "user",
                                        "manager",
                                        "from",
                                        midnight.toString(),
                                        "to",
                                        next.toString()))
                        .status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("S-58: name, scope, terms, parties, channels and legal data of each product; for BONUS the year")
    void the_regulation_page() {
        HttpVisitor reader = HttpVisitor.signedIn(port, "operator", "operator");
        for (String product : new String[] {"otk", "ecrm", "bonus", "meet", "cis"}) {
            String page = reader.get("/regulations/" + product + "?lang=ru").body();
            assertThat(page)
                    .as(product)
                    .contains("Область действия", "Термины", "Стороны", "Каналы связи", "Юридическая информация")
                    .contains("&lt;legal name&gt;", product + "@support.example.org");
        }
        assertThat(reader.get("/regulations/bonus?lang=ru").body())
                .contains("Год регламента: 2021", "Исполнитель", "БонусПлюс");
        assertThat(reader.get("/regulations/otk?lang=ru").body())
                .contains("Поддержание жизненного цикла Приложения", "информация о персонале")
                .contains("Правообладатель Программы", "Приложение ERP CRM OTK Group")
                .contains("Единый номер технической поддержки", "&lt;phone&gt;");
        assertThat(reader.get("/regulations/ecrm?lang=ru").body())
                .contains("Руководство описывает процессы", "Программное обеспечение «eCRM»")
                .contains("ИНН", "&lt;tax number&gt;", "&lt;registration number&gt;", "&lt;address&gt;");
        assertThat(reader.get("/regulations/meet?lang=ru").body())
                .contains("Система бронирования переговорных комнат MeetMeUp", "информация о персонале")
                .contains("ПО, Программное обеспечение, Система", "Правообладатель Системы", "кнопка «1»");
        assertThat(reader.get("/regulations/meet?lang=en").body())
                .contains("button «1»", "concluded a contract with the developer");
    }

    @Test
    @DisplayName(
            "S-57, BONUS-1-01…04, BONUS-3-01: the three groups stand on the page with functions and responsibility")
    void the_groups_that_take_part() {
        String page = HttpVisitor.signedIn(port, "operator", "operator")
                .get("/regulations/bonus?lang=ru")
                .body();
        assertThat(rowOf(page, "Специалисты Заказчика, использующие систему для выполнения своих"))
                .contains("обращаются при возникновении проблемы", "Описание проблемы и замечаний");
        assertThat(rowOf(page, "Специалисты Заказчика, ответственные за эксплуатацию системы"))
                .contains("обслуживают рабочие места", "Эксплуатация системы на стороне Заказчика");
        assertThat(rowOf(page, "Специалисты Исполнителя, ответственные за техническую поддержку"))
                .contains("выполняют назначенные запросы", "Выполнение запроса в срок", "vendor-support");

        assertThat(HttpVisitor.anybody(port).get("/api/requests").statusCode()).isEqualTo(401);
        assertThat(HttpVisitor.anybody(port).get("/engine-rest/task").statusCode())
                .isEqualTo(401);
    }

    /** @return the line of the page's table that begins with this role */
    private static String rowOf(String page, String role) {
        assertThat(page).contains(role);
        String rest = page.substring(page.indexOf(role));
        return rest.substring(0, rest.indexOf("</tr>"));
    }

    private long shift(Instant from, Instant to) {
        Answer added = head.post(
                "/api/duty",
                Map.of("product", "bonus", "user", "manager", "from", from.toString(), "to", to.toString()));
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        for (JsonNode shift : roster(from, to).path("shifts")) {
            if (shift.path("from").asText().equals(from.toString())) {
                return shift.path("id").asLong();
            }
        }
        throw new AssertionError("the shift is not on the roster");
    }

    private JsonNode roster(Instant from, Instant to) {
        Answer answer = head.get("/api/duty?product=bonus&from=" + from + "&to=" + to);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
