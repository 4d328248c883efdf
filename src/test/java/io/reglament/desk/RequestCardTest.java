package io.reglament.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.HttpVisitor;
import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.process.request.Lifecycle;
import io.reglament.request.NewMessage.NewAttachment;
import io.reglament.request.RequestView;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ReglamentTest
@DisplayName("What surrounds a request, whose time it was, and the mails behind its messages")
class RequestCardTest {

    @LocalServerPort
    int port;

    @Autowired
    Requester requester;

    @Autowired
    Lifecycle lifecycle;

    private HttpVisitor manager;
    private HttpVisitor ofAnotherProduct;

    @BeforeEach
    void people() {
        lifecycle.people();
        String name = requester.user(Set.of("account-manager"), "bonus");
        manager = HttpVisitor.user(port, name, name);
        String other = requester.user(Set.of("account-manager"), "otk");
        ofAnotherProduct = HttpVisitor.user(port, other, other);
    }

    @Test
    void other_open_requests_of_the_customer_are_told_but_only_of_served_products() {
        Contact contact = lifecycle.contact();
        RequestView request = requester.register("bonus", contact, "This one", "t");
        RequestView second = requester.register("bonus", contact, "Another one", "t");
        requester.register("otk", contact, "Of another product", "t");

        JsonNode around = json(manager.get("/api/requests/" + request.number() + "/surroundings"));

        assertThat(around.path("openRequests").findValuesAsText("number")).containsExactly(second.number());
        assertThat(ofAnotherProduct
                        .get("/api/requests/" + request.number() + "/surroundings")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("BONUS-10.1-20: deadlines with their reasons, and whose time it was, without gaps")
    void the_ledger_is_told() {
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "The report is empty");
        lifecycle.complete(request, "Task_ClassifyRequest", Map.of("outcome", "clarify", "question", "Which report?"));
        String path = "/api/requests/" + request.number() + "/deadlines";

        JsonNode time = json(manager.get(path));

        assertThat(time.path("intervals").findValuesAsText("owner")).contains("CUSTOMER");
        for (int i = 1; i < time.path("intervals").size(); i++) {
            assertThat(time.path("intervals").get(i).path("from"))
                    .isEqualTo(time.path("intervals").get(i - 1).path("until"));
        }
        assertThat(ofAnotherProduct.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void the_archives_codes_are_told_in_words() {
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "The report is empty");

        JsonNode words = json(manager.get("/api/requests/" + request.number() + "/words"));

        assertThat(words.path("elements").path("Task_ClassifyRequest").asText()).isEqualTo("Classify request");
        assertThat(words.path("values").path("CONSULTATION").asText())
                .isNotEmpty()
                .isNotEqualTo("CONSULTATION");
        assertThat(words.path("values").path("account-manager").asText()).isEqualTo("Account managers");
    }

    @Test
    void only_what_is_a_pdf_is_shown_and_only_to_those_who_may() {
        RequestView request = requester.register(
                "bonus",
                lifecycle.contact(),
                "Files",
                "t",
                new NewAttachment("a.pdf", "application/pdf", null, "%PDF-1.4 …".getBytes(StandardCharsets.UTF_8)),
                new NewAttachment("b.pdf", "application/pdf", null, "<script>".getBytes(StandardCharsets.UTF_8)));
        JsonNode files = json(manager.get("/api/requests/" + request.number() + "/messages"))
                .get(0)
                .path("attachments");

        HttpResponse<String> shown = manager.get(files.get(0).path("href").asText() + "/preview");

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(shown.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("inline"));
        assertThat(shown.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(manager.get(files.get(1).path("href").asText() + "/preview").statusCode())
                .isEqualTo(415);
        assertThat(ofAnotherProduct
                        .get(files.get(0).path("href").asText() + "/preview")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_mail_behind_a_message_is_there_as_it_left() {
        RequestView request = lifecycle.register("bonus", lifecycle.contact(), "The report is empty");
        String path = "/api/requests/" + request.number() + "/messages";
        JsonNode message = await().until(() -> ofUs(json(manager.get(path))), Objects::nonNull);

        HttpResponse<String> mail = manager.get(path + "/" + message.path("id").asText() + "/raw");

        assertThat(mail.statusCode()).isEqualTo(200);
        assertThat(mail.headers().firstValue("Content-Type")).hasValue("message/rfc822");
        assertThat(mail.body())
                .contains("Message-ID: " + message.path("messageId").asText());
        assertThat(ofAnotherProduct
                        .get(path + "/" + message.path("id").asText() + "/raw")
                        .statusCode())
                .isEqualTo(404);
        assertThat(manager.get(path + "/0/raw").statusCode()).isEqualTo(404);
    }

    private static JsonNode ofUs(JsonNode messages) {
        for (JsonNode message : messages) {
            if (message.path("direction").asText().equals("OUT")) {
                return message;
            }
        }
        return null;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
