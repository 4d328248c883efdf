package io.reglament.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A person of the vendor working through the API and the engine's REST, signed in with HTTP Basic. */
public final class Colleague {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI server;
    private final String credentials;
    private final String id;

    /** @param id user id; in the local profile also the password */
    public Colleague(URI server, String id) {
        this.server = server;
        this.id = id;
        this.credentials =
                "Basic " + Base64.getEncoder().encodeToString((id + ":" + id).getBytes(StandardCharsets.UTF_8));
    }

    /** What the server answered. */
    public record Answer(int status, String body) {

        public boolean isSuccess() {
            return status / 100 == 2;
        }

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public String id() {
        return id;
    }

    /** @return the requests of the product whose number or subject contains the words, newest first */
    public List<JsonNode> requests(String product, String words) {
        JsonNode page = get("/api/requests?size=50&product=" + product + "&q=" + encode(words))
                .json();
        List<JsonNode> items = new ArrayList<>();
        page.path("items").forEach(items::add);
        return items;
    }

    public JsonNode request(String number) {
        return expectSuccess(get("/api/requests/" + number)).json();
    }

    public JsonNode messages(String number) {
        return expectSuccess(get("/api/requests/" + number + "/messages")).json();
    }

    public JsonNode history(String number) {
        return expectSuccess(get("/api/requests/" + number + "/history")).json();
    }

    /** @return the open task of this definition key for the request, if this person sees one */
    public Optional<JsonNode> task(String number, String taskDefinitionKey) {
        JsonNode tasks = expectSuccess(get("/engine-rest/task?processInstanceBusinessKey=" + number
                        + "&taskDefinitionKey=" + taskDefinitionKey))
                .json();
        if (tasks.size() > 1) {
            throw new IllegalStateException(tasks.size() + " tasks " + taskDefinitionKey + " for " + number);
        }
        return tasks.isEmpty() ? Optional.empty() : Optional.of(tasks.get(0));
    }

    /** @return all open tasks for the request that this person sees */
    public JsonNode tasks(String number) {
        return expectSuccess(get("/engine-rest/task?processInstanceBusinessKey=" + number))
                .json();
    }

    public Answer claim(JsonNode task) {
        return post(
                "/engine-rest/task/" + task.path("id").asText() + "/claim",
                JSON.createObjectNode().put("userId", id));
    }

    /** Gives the task to somebody; needs the rights of {@code admin}. Null for nobody. */
    public Answer hand(JsonNode task, String userId) {
        return post(
                "/engine-rest/task/" + task.path("id").asText() + "/assignee",
                JSON.createObjectNode().put("userId", userId));
    }

    /** @return ids of the product's open tasks of this kind as a list offers them: highest priority, then oldest */
    public List<String> offered(String product, String taskDefinitionKey) {
        ObjectNode query = JSON.createObjectNode().put("taskDefinitionKey", taskDefinitionKey);
        query.putArray("tenantIdIn").add(product);
        query.putArray("sorting")
                .add(JSON.createObjectNode().put("sortBy", "priority").put("sortOrder", "desc"))
                .add(JSON.createObjectNode().put("sortBy", "created").put("sortOrder", "asc"));
        return expectSuccess(post("/engine-rest/task?maxResults=1000", query))
                .json()
                .findValuesAsText("id");
    }

    /** @return ids of the people of that group who serve the product */
    public List<String> people(String group, String product) {
        return expectSuccess(
                        get("/engine-rest/user?maxResults=200&memberOfGroup=" + group + "&memberOfTenant=" + product))
                .json()
                .findValuesAsText("id");
    }

    /** Reports a release as deployed. */
    public Answer deployed(String product, String release) {
        return post("/api/releases/" + product + "/" + release + "/deployed", JSON.createObjectNode());
    }

    /** @param fields field key = value, as a form would send them */
    public Answer complete(JsonNode task, Map<String, Object> fields) {
        ObjectNode variables = JSON.createObjectNode();
        fields.forEach((name, value) -> variables.putObject(name).set("value", JSON.valueToTree(value)));
        ObjectNode body = JSON.createObjectNode();
        body.set("variables", variables);
        return post("/engine-rest/task/" + task.path("id").asText() + "/complete", body);
    }

    /**
     * Runs what the engine would run by itself now: the tests' shared context has no job executor. Needs the rights of
     * {@code admin}.
     */
    public void runJobs(String processInstanceId) {
        String due = "/engine-rest/job?executable=true&processInstanceId=" + processInstanceId;
        for (JsonNode jobs = expectSuccess(get(due)).json();
                !jobs.isEmpty();
                jobs = expectSuccess(get(due)).json()) {
            for (JsonNode job : jobs) {
                expectSuccess(
                        post("/engine-rest/job/" + job.path("id").asText() + "/execute", JSON.createObjectNode()));
            }
        }
    }

    /** Does something to a request in flight. */
    public Answer act(String number, String action, Map<String, Object> fields) {
        return post("/api/requests/" + number + "/actions/" + action, JSON.valueToTree(fields));
    }

    /** @return codes of what this person may do to the request now */
    public List<String> actions(String number) {
        return expectSuccess(get("/api/requests/" + number + "/actions")).json().findValuesAsText("action");
    }

    public Answer put(String path, Map<String, Object> body) {
        return exchange(HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(JSON.valueToTree(body).toString())));
    }

    public Answer delete(String path) {
        return exchange(HttpRequest.newBuilder(server.resolve(path)).DELETE());
    }

    /** @param headers name, value, name, value … */
    public Answer post(String path, Map<String, Object> body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.valueToTree(body).toString()));
        return exchange(headers.length == 0 ? request : request.headers(headers));
    }

    /** Starts a process by its form, as Tasklist does. */
    public Answer start(String process, Map<String, Object> fields) {
        ObjectNode variables = JSON.createObjectNode();
        fields.forEach((name, value) -> variables.putObject(name).set("value", JSON.valueToTree(value)));
        ObjectNode body = JSON.createObjectNode();
        body.set("variables", variables);
        return post("/engine-rest/process-definition/key/" + process + "/submit-form", body);
    }

    public Answer get(String path) {
        return exchange(HttpRequest.newBuilder(server.resolve(path)).GET());
    }

    /** @return the answer to a request without a body, e.g. {@code DELETE} */
    public Answer send(String verb, String path) {
        return exchange(HttpRequest.newBuilder(server.resolve(path)).method(verb, HttpRequest.BodyPublishers.noBody()));
    }

    public Answer post(String path, JsonNode body) {
        return exchange(HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private Answer exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(
                    request.header("Authorization", credentials)
                            .header("Accept", "application/json")
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer expectSuccess(Answer answer) {
        if (!answer.isSuccess()) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
        }
        return answer;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
