package io.reglament.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.crm.Language;
import io.reglament.request.NewMessage.NewAttachment;
import io.reglament.request.RequestView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ReglamentTest
@DisplayName("BONUS-10.1-35: requests are found by anything that stands in them")
class RequestSearchTest {

    @LocalServerPort
    int port;

    @Autowired
    Requester requester;

    @Autowired
    ObjectMapper json;

    private final String mark = UUID.randomUUID().toString().replaceAll("[0-9-]", "") + "zq";
    private HttpVisitor manager;
    private Contact contact;
    private RequestView request;

    @BeforeEach
    void prepare() {
        String name = requester.user(Set.of("account-manager"), "bonus");
        manager = HttpVisitor.user(port, name, name);
        contact = requester.contact(Language.RU);
        request = requester.register(
                "bonus",
                contact,
                "Тема " + mark,
                "Всё сломалось: отчёты за октябрь не открываются, код q" + mark + ".",
                new NewAttachment("Снимок-" + mark + ".png", "image/png", null, new byte[] {1}));
        requester.register("otk", contact, "Чужое " + mark, "Чужой продукт q" + mark);
        requester.register("bonus", requester.contact(Language.EN), "Another", "Nothing of it.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    a part of the subject   | ема {mark}
                    a word of the text      | q{mark}
                    other forms, е for ё    | отчетом за октября q{mark}
                    a phrase                | "код q{mark}"
                    a part of a file's name | нимок-{mark}
                    the contact's address   | {email}
                    a part of the address   | {half}
                    the customer's name     | {customer}
                    """)
    void found(String what, String words) throws Exception {
        String q = words.replace("{mark}", mark)
                .replace("{email}", contact.email())
                .replace("{half}", contact.email().substring(0, 30))
                .replace("{customer}", contact.customerName());

        assertThat(numbers(q)).containsExactly(request.number());
    }

    @Test
    @DisplayName("A whole number finds that request alone, however it is written, not those that mention it")
    void by_number() throws Exception {
        requester.register("bonus", contact, "Follow-up", "See " + request.number());

        assertThat(numbers(request.number().toLowerCase())).containsExactly(request.number());
        assertThat(numbers("See " + request.number())).hasSize(1).doesNotContain(request.number());
    }

    @Test
    @DisplayName(
            "Whatever is typed is words: nothing is an operator that could fail, and nothing of other products is found")
    void hostile() throws Exception {
        for (String q : List.of("' or 1=1 --", "%", "a & | !", "((", "\\", "\"", "q" + mark + " -нет")) {
            assertThat(manager.get("/api/requests?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8))
                            .statusCode())
                    .as(q)
                    .isEqualTo(200);
        }
        assertThat(numbers("Чужое " + mark)).isEmpty();
        assertThat(numbers("q" + mark + " Чужой")).isEmpty();
    }

    @Test
    @DisplayName("Pages of what was found go on where the last one ended, and each tells how many there are")
    void pages() throws Exception {
        RequestView second = requester.register("bonus", contact, "Второй", "Ещё раз q" + mark);

        JsonNode first = page("q=q" + mark + "&size=1");
        JsonNode next =
                page("q=q" + mark + "&size=1&after=" + first.path("next").asText());

        assertThat(first.path("total").asLong()).isEqualTo(2);
        assertThat(first.path("items").path(0).path("number").asText()).isEqualTo(second.number());
        assertThat(next.path("total").asLong()).isEqualTo(2);
        assertThat(next.path("items").path(0).path("number").asText()).isEqualTo(request.number());
        assertThat(next.path("next").isNull()).isTrue();
    }

    private List<String> numbers(String q) throws Exception {
        JsonNode items =
                page("q=" + URLEncoder.encode(q, StandardCharsets.UTF_8)).path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path("number").asText())
                .toList();
    }

    private JsonNode page(String query) throws Exception {
        return json.readTree(manager.get("/api/requests?" + query).body());
    }
}
