package io.reglament.process.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every form: Tasklist's form-js 1.8.7 can show it, every field is labelled and bounded. */
class FormsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FORMS = Path.of("forms");
    private static final Path TEMPLATES = Path.of("processes/.camunda/element-templates");

    /** No file picker: form-js 1.8.7 refuses the whole form. No text view: it renders Markdown that customers write. */
    private static final Set<String> COMPONENTS =
            Set.of("html", "radio", "select", "datetime", "textarea", "textfield", "checkbox");

    /** Starts a process: there is no task yet that could tell a form what to show, and nothing to decide. */
    private static final String START_FORM = "register-call.form";

    private static final Set<String> LISTS =
            Set.of("categories", "services", "specialists", "products", "groups", "outcomes", "applicationSubjects");

    static Stream<Path> forms() throws IOException {
        try (Stream<Path> files = Files.list(FORMS)) {
            return files.filter(f -> f.toString().endsWith(".form")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void a_form_fits_the_platform(Path file) throws IOException {
        JsonNode form = JSON.readTree(file.toFile());
        assertThat(file.getFileName()).hasToString(form.get("id").asText() + ".form");
        assertThat(form.get("schemaVersion").asInt()).isEqualTo(16);
        assertThat(form.get("executionPlatform").asText()).isEqualTo("Camunda Platform");
        assertThat(form.get("executionPlatformVersion").asText()).isEqualTo("7.24.0");
        Set<String> ids = new HashSet<>();
        for (JsonNode component : form.get("components")) {
            assertThat(COMPONENTS).contains(component.get("type").asText());
            assertThat(ids.add(component.get("id").asText()))
                    .as("%s once", component.get("id"))
                    .isTrue();
        }
        if (!file.endsWith(START_FORM)) {
            assertThat(form.at("/components/0/content").asText()).contains("{{formSubject}}", "{{formContext}}");
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    @DisplayName("S-14: every field is labelled, bounded, and asked for only with the decision that needs it")
    void a_field_is_labelled_and_bounded(Path file) throws IOException {
        for (JsonNode field : JSON.readTree(file.toFile()).get("components")) {
            String type = field.get("type").asText();
            if (type.equals("html")) {
                continue;
            }
            String name = file + " " + field.get("key").asText();
            assertThat(field.get("key")).as(name).isEqualTo(field.get("id"));
            assertThat(field.path(type.equals("datetime") ? "dateLabel" : "label")
                            .asText())
                    .as(name)
                    .isNotBlank();
            int longest = field.at("/validate/maxLength").asInt();
            if (type.equals("textarea")) {
                assertThat(longest).as(name).isEqualTo(4000);
                if (!file.endsWith(START_FORM)) {
                    assertThat(field.at("/conditional/hide").asText()).as(name).contains("outcome");
                }
                assertThat(field.path("description").asText()).as(name).isNotBlank();
            } else if (type.equals("textfield")) {
                assertThat(longest).as(name).isBetween(1, 4000);
            } else if (Set.of("select", "radio").contains(type)) {
                String expression = field.path("valuesExpression").asText();
                assertThat(field.has("values") || LISTS.contains(expression.replace("=options.", "")))
                        .as("%s %s", name, expression)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void the_decision_is_mandatory_and_its_choices_come_from_the_profile(Path file) throws IOException {
        if (file.endsWith(START_FORM)) {
            return;
        }
        List<JsonNode> decisions = new ArrayList<>();
        JSON.readTree(file.toFile()).get("components").forEach(component -> {
            if (component.path("key").asText().equals("outcome")) {
                decisions.add(component);
            }
        });
        assertThat(decisions).hasSize(1);
        assertThat(decisions.get(0).at("/validate/required").asBoolean()).isTrue();
        assertThat(decisions.get(0).get("valuesExpression").asText()).isEqualTo("=options.outcomes");
    }

    @Test
    @DisplayName("T-02: the form of a call offers every product that has a profile")
    void the_form_of_a_call_offers_every_product() throws IOException {
        List<String> offered = new ArrayList<>();
        JSON.readTree(FORMS.resolve(START_FORM).toFile()).get("components").forEach(component -> {
            if (component.path("key").asText().equals("product")) {
                offered.addAll(component.findValuesAsText("value"));
            }
        });
        try (Stream<Path> profiles = Files.list(Path.of("processes/profiles"))) {
            assertThat(offered)
                    .containsExactlyInAnyOrderElementsOf(
                            profiles.map(p -> p.getFileName().toString())
                                    .map(name -> name.replace(".yaml", ""))
                                    .toList());
        }
    }

    @Test
    @DisplayName("BONUS-10.1-16…22: the assignment's items are all in the form of classification")
    void classification_asks_for_every_item_of_an_assignment() throws IOException {
        List<String> keys = new ArrayList<>();
        JSON.readTree(FORMS.resolve("classify-request.form").toFile())
                .get("components")
                .forEach(component -> keys.add(component.path("key").asText()));
        assertThat(keys)
                .contains("service", "category", "criticality", "complexity", "priority", "dueAt", "assignee", "group");
    }

    @Test
    void the_templates_for_the_modeler_offer_every_form_and_existing_decisions() throws IOException {
        Set<String> offered = new HashSet<>();
        Set<String> decisions = new HashSet<>();
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            for (Path file : files.toList()) {
                JSON.readTree(file.toFile())
                        .findParents("binding")
                        .forEach(property -> collect(property, offered, decisions));
            }
        }
        assertThat(offered)
                .isEqualTo(new HashSet<>(forms().map(f -> f.getFileName().toString())
                        .filter(f -> !f.equals(START_FORM))
                        .map(f -> f.replace(".form", ""))
                        .toList()));
        assertThat(decisions).isNotEmpty().allMatch(id -> Files.exists(Tables.FOLDER.resolve(id + ".dmn")));
    }

    private static void collect(JsonNode property, Set<String> forms, Set<String> decisions) {
        String name = property.at("/binding/name").asText();
        if (name.equals("camunda:formRef")) {
            property.get("choices").forEach(c -> forms.add(c.get("value").asText()));
        } else if (name.equals("camunda:decisionRef")) {
            assertThat(property.get("value").asText()).matches(Pattern.compile("[a-z-]+"));
            decisions.add(property.get("value").asText());
            property.path("choices").forEach(c -> decisions.add(c.get("value").asText()));
        }
    }
}
