package io.reglament.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
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

@ReglamentTest
@DisplayName("The API of requests (design 7)")
class RequestApiTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

    @LocalServerPort
    int port;

    @Autowired
    Requester requester;

    private final String mark = UUID.randomUUID().toString();
    private Contact contact;
    private String name;
    private HttpVisitor manager;

    @BeforeEach
    void a_manager_of_bonus() {
        contact = requester.contact(Language.RU);
        name = requester.user(Set.of("account-manager"), "bonus");
        manager = HttpVisitor.user(port, name, name);
    }

    @Test
    void a_request_tells_everything_that_is_known_about_it() {
        RequestView request = requester.register("bonus", contact, "Не печатает " + mark, "Принтер молчит");
        requester.change(work -> work.classify(
                request.id(),
                new Classification(
                        "INCIDENT",
                        "MONITORING",
                        Level.HIGH,
                        Level.HIGH,
                        Level.LOW,
                        Instant.parse("2031-03-04T12:00:00Z"),
                        name,
                        "programmer"),
                "test",
                "Task_ClassifyRequest"));

        JsonNode json = json(manager.get("/api/requests/" + request.number()));

        assertThat(json.path("number").asText()).isEqualTo(request.number());
        assertThat(json.path("product").asText()).isEqualTo("bonus");
        assertThat(json.path("state").asText()).isEqualTo("REGISTERED");
        assertThat(json.path("label").asText()).isEqualTo("зарегистрированный запрос");
        assertThat(json.has("mark")).isTrue();
        assertThat(json.path("mark").isNull()).isTrue();
        assertThat(json.path("subject").asText()).isEqualTo("Не печатает " + mark);
        assertThat(json.path("category").asText()).isEqualTo("INCIDENT");
        assertThat(json.path("service").asText()).isEqualTo("MONITORING");
        assertThat(json.path("priority").asText()).isEqualTo("HIGH");
        assertThat(json.path("criticality").asText()).isEqualTo("HIGH");
        assertThat(json.path("complexity").asText()).isEqualTo("LOW");
        assertThat(json.path("assignee").asText()).isEqualTo(name);
        assertThat(json.path("dueAt").asText()).isEqualTo("2031-03-04T12:00:00Z");
        assertThat(json.path("deadlines").get(0).path("kind").asText()).isEqualTo("DUE_DATE");
        assertThat(json.path("deadlines").get(0).path("at").asText()).isEqualTo("2031-03-04T12:00:00Z");
        assertThat(json.path("deadlines").get(0).path("explanation").asText())
                .startsWith("Due 4 March 2031, 15:00 (Europe/Moscow)");
        assertThat(json.has("processInstanceId")).isTrue();
        assertThat(json.path("links").isArray()).isTrue();
        assertThat(json.path("customer").asText()).isEqualTo(contact.customerName());
        assertThat(json.path("contactEmail").asText()).isEqualTo(contact.email());
        assertThat(Instant.parse(json.path("registeredAt").asText())).isNotNull();
    }

    @Test
    void a_deadline_is_explained_in_the_persons_language() {
        RequestView request = requester.register("bonus", contact, "Срок " + mark, "text");
        requester.change(work -> work.classify(
                request.id(),
                new Classification(
                        "INCIDENT",
                        "MONITORING",
                        Level.LOW,
                        Level.LOW,
                        null,
                        Instant.parse("2031-03-04T12:00:00Z"),
                        null,
                        "programmer"),
                "test",
                "Task_ClassifyRequest"));

        JsonNode json =
                json(HttpVisitor.user(port, name, name).speaking("ru").get("/api/requests/" + request.number()));

        assertThat(json.path("deadlines").get(0).path("explanation").asText())
                .startsWith("Срок 4 марта 2031, 15:00 (Europe/Moscow)");
    }

    @Test
    @DisplayName("BONUS-10.1-35: conversation and archive tell the story, oldest first")
    void conversation_and_archive_tell_the_story() {
        RequestView request = requester.register("bonus", contact, "Story " + mark, "First words");
        json(manager.json("/api/requests/" + request.number() + "/actions/note", "{\"text\":\"Called him back\"}"));

        JsonNode messages = json(manager.get("/api/requests/" + request.number() + "/messages"));
        JsonNode history = json(manager.get("/api/requests/" + request.number() + "/history"));

        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).path("direction").asText()).isEqualTo("IN");
        assertThat(messages.get(0).path("text").asText()).isEqualTo("First words");
        assertThat(messages.get(0).path("html").asText())
                .contains("First words")
                .doesNotContain("script", "onclick");
        assertThat(messages.get(1).path("direction").asText()).isEqualTo("NOTE");
        assertThat(messages.get(1).path("sender").asText()).isEqualTo(name);
        assertThat(history.get(0).path("kind").asText()).isEqualTo("REGISTERED");
        assertThat(history.get(0).path("actor").asText()).isEqualTo("customer:" + contact.email());
        assertThat(history.get(history.size() - 1).path("kind").asText()).isEqualTo("NOTE");
        assertThat(history.get(history.size() - 1).path("cause").asText()).isEqualTo("action:note");
    }

    @Test
    void pages_follow_each_other_without_gaps_or_repetitions() {
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            newestFirst.add(
                    0,
                    requester
                            .register("bonus", contact, "Page " + mark + " " + i, "t")
                            .number());
        }

        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = json(manager.get("/api/requests?size=3&q=" + mark + "&after=" + after));
            assertThat(page.path("total").asInt()).isEqualTo(7);
            assertThat(page.path("items").size()).isLessThanOrEqualTo(3);
            page.path("items").forEach(item -> seen.add(item.path("number").asText()));
            after = page.path("next").isNull() ? null : page.path("next").asText();
            if (seen.size() == 3) {
                requester.register("bonus", contact, "Came between " + UUID.randomUUID(), "t");
            }
        } while (after != null);

        assertThat(seen).containsExactlyElementsOf(newestFirst);
    }

    @Test
    void filters_take_codes_and_parts_of_number_and_subject() {
        RequestView one = requester.register("bonus", contact, "Один " + mark, "t");
        RequestView two = requester.register("bonus", contact, "Два " + mark, "t");
        requester.change(work -> work.changeState(two.id(), RequestState.IN_WORK, "test", "test"));

        assertThat(numbers("/api/requests?status=IN_WORK&q=" + mark)).containsExactly(two.number());
        assertThat(numbers("/api/requests?product=bonus&q=" + mark)).containsExactly(two.number(), one.number());
        assertThat(numbers("/api/requests?q=" + one.number().toLowerCase())).containsExactly(one.number());
        String half = mark.substring(0, 4);
        assertThat(numbers("/api/requests?q=" + half + "%25" + mark.substring(5)))
                .isEmpty();
        assertThat(numbers("/api/requests?q=" + half + "_" + mark.substring(5))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "product=none, product, bonus",
        "status=Закрыт, status, CLOSED",
        "size=0, size, 1–100",
        "after=12, after, next"
    })
    @DisplayName("RFC 9457: a bad parameter is a problem that says what is allowed")
    void a_bad_parameter_is_a_problem_that_says_what_is_allowed(String query, String parameter, String allowed) {
        HttpResponse<String> answer = manager.get("/api/requests?" + query.replace("Закрыт", "%D0%97"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = tree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(400);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("parameter").asText()).isEqualTo(parameter);
        assertThat(problem.path("detail").asText()).contains(allowed);
    }

    @Test
    @DisplayName("BONUS-6-04: a request of another product is not found, in every place")
    void a_request_of_another_product_is_not_found() {
        RequestView other = requester.register(
                "otk", contact, "Foreign " + mark, "secret words", new NewAttachment("a.png", "image/png", null, PNG));
        String admin = requester.user(Set.of("admin"));
        JsonNode seen = json(HttpVisitor.user(port, admin, admin).get("/api/requests/" + other.number() + "/messages"));
        String file = seen.get(0).path("attachments").get(0).path("href").asText();

        for (String path : List.of("", "/messages", "/history")) {
            problem(manager.get("/api/requests/" + other.number() + path), 404);
        }
        problem(manager.get(file), 404);
        problem(manager.json("/api/requests/" + other.number() + "/actions/start", ""), 404);
        problem(manager.json("/api/requests/" + other.number() + "/actions/note", "{\"text\":\"x\"}"), 404);
        assertThat(numbers("/api/requests?q=" + mark)).isEmpty();
        assertThat(manager.get("/api/requests/" + other.number()).body())
                .isEqualTo(
                        manager.get("/api/requests/OTK-1999-999999").body().replace("OTK-1999-999999", other.number()));
    }

    @Test
    void an_attachment_is_a_download_that_no_browser_runs() {
        RequestView request = requester.register(
                "bonus",
                contact,
                "Files " + mark,
                "t",
                new NewAttachment("снимок экрана.png", "image/png", "shot", PNG),
                new NewAttachment("page.html", "text/html", null, "<script>".getBytes(StandardCharsets.UTF_8)));
        RequestView another = requester.register("bonus", contact, "No files " + mark, "t");
        JsonNode files = json(manager.get("/api/requests/" + request.number() + "/messages"))
                .get(0)
                .path("attachments");

        HttpResponse<byte[]> image = manager.download(files.get(0).path("href").asText());
        HttpResponse<byte[]> page = manager.download(files.get(1).path("href").asText());

        assertThat(files.get(0).path("image").asBoolean()).isTrue();
        assertThat(files.get(0).path("size").asInt()).isEqualTo(PNG.length);
        assertThat(image.body()).isEqualTo(PNG);
        assertThat(image.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(image.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(v -> assertThat(v).startsWith("attachment;"));
        assertThat(page.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        long id = files.get(0).path("id").asLong();
        problem(manager.get("/api/requests/" + another.number() + "/attachments/" + id), 404);
        problem(manager.get("/api/requests/" + request.number() + "/attachments/none"), 404);
    }

    @Test
    @DisplayName("T-09: the specialist begins the work; nobody else, and nothing else begins")
    void the_specialist_begins_the_work() {
        RequestView request = requester.register("bonus", contact, "Start " + mark, "t");
        String path = "/api/requests/" + request.number() + "/actions/";
        problem(manager.json(path + "start", ""), 409);
        requester.change(work -> {
            work.takeOver(request.id(), name, "test", "test");
            work.assign(request.id(), "programmer", "test", "test");
        });
        String colleague = requester.user(Set.of("account-manager"), "bonus");
        problem(HttpVisitor.user(port, colleague, colleague).json(path + "start", ""), 403);

        assertThat(json(manager.json(path + "start", "")).path("state").asText())
                .isEqualTo("IN_WORK");
        problem(manager.json(path + "start", ""), 409);
    }

    @Test
    @DisplayName("T-09: the assignee's first note begins the work, a colleague's does not")
    void the_first_note_begins_the_work() {
        RequestView request = requester.register("bonus", contact, "Note " + mark, "t");
        String path = "/api/requests/" + request.number() + "/actions/note";
        requester.change(work -> {
            work.takeOver(request.id(), name, "test", "test");
            work.assign(request.id(), "programmer", "test", "test");
        });
        String colleague = requester.user(Set.of("account-manager"), "bonus");

        assertThat(json(HttpVisitor.user(port, colleague, colleague).json(path, "{\"text\":\"seen\"}"))
                        .path("state")
                        .asText())
                .isEqualTo("ASSIGNED");
        assertThat(json(manager.json(path, "{\"text\":\"begun\"}"))
                        .path("state")
                        .asText())
                .isEqualTo("IN_WORK");
        problem(manager.json(path, "{\"text\":\" \"}"), 400);
        problem(manager.json(path, "{\"text\":\"" + "x".repeat(4001) + "\"}"), 400);
        problem(manager.json(path, "not json"), 400);
    }

    @Test
    void the_description_lists_what_there_is_and_is_not_public() {
        assertThat(HttpVisitor.anybody(port).get("/v3/api-docs").statusCode()).isEqualTo(401);

        JsonNode api = json(manager.get("/v3/api-docs"));

        assertThat(api.path("info").path("title").asText()).isEqualTo("Reglament");
        List<String> paths = new ArrayList<>();
        api.path("paths").fieldNames().forEachRemaining(paths::add);
        assertThat(paths)
                .contains(
                        "/api/requests",
                        "/api/requests/{number}",
                        "/api/requests/{number}/messages",
                        "/api/requests/{number}/history",
                        "/api/requests/{number}/attachments/{id}",
                        "/api/requests/{number}/actions",
                        "/api/requests/{number}/actions/{action}",
                        "/api/mail/ledger",
                        "/api/mail/inbound/{id}",
                        "/api/mail/inbound/{id}/raw",
                        "/api/tasks/{taskId}/request")
                .allMatch(path -> path.startsWith("/api/"));
        assertThat(api.path("paths")
                        .path("/api/requests")
                        .path("get")
                        .path("summary")
                        .asText())
                .isNotBlank();
    }

    private List<String> numbers(String path) {
        List<String> numbers = new ArrayList<>();
        json(manager.get(path))
                .path("items")
                .forEach(item -> numbers.add(item.path("number").asText()));
        return numbers;
    }

    private static void problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = tree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return tree(answer.body());
    }

    private static JsonNode tree(String body) {
        try {
            return new ObjectMapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }
}
