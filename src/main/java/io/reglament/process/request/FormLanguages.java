package io.reglament.process.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.process.engine.FormTranslation;
import io.reglament.request.FormTexts;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Forms in two languages: the files are English, {@code forms/i18n/ru.properties} has the Russian. A text is exchanged
 * only where the deployed one is that of the files, so that nobody reads an old translation of a changed text.
 */
@Component
class FormLanguages implements FormTexts {

    private final CompletionMessages messages;
    private final ProductProfiles profiles;
    private final TaskService tasks;
    private final Properties russian = russian();
    /** English texts by key, by form id; empty for a form that is not among the files. */
    private final Map<String, Map<String, String>> english = new ConcurrentHashMap<>();

    FormLanguages(CompletionMessages messages, ProductProfiles profiles, TaskService tasks) {
        this.messages = messages;
        this.profiles = profiles;
        this.tasks = tasks;
    }

    @Override
    public String form(String form, Language reader) {
        if (reader == messages.language()) {
            return form;
        }
        byte[] said =
                FormTranslation.replace("the deployed form", form.getBytes(StandardCharsets.UTF_8), (key, text) -> {
                    String id = key.substring(0, key.indexOf('.'));
                    String original =
                            english.computeIfAbsent(id, FormLanguages::english).get(key);
                    String translated = russian.getProperty(key);
                    boolean toRussian = reader == Language.RU;
                    boolean unchanged = text.equals(toRussian ? original : translated);
                    String other = toRussian ? translated : original;
                    return unchanged && other != null ? other : text;
                });
        return new String(said, StandardCharsets.UTF_8);
    }

    @Override
    public void translateChoices(String taskId, ObjectNode data, Language reader) {
        JsonNode options = data.path(Variables.OPTIONS);
        if (reader == messages.language() || !options.isObject()) {
            return;
        }
        Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
        if (task == null) {
            return;
        }
        relabel(
                options.path("outcomes"),
                code -> Optional.of(messages.outcome(task.getTaskDefinitionKey(), code, reader)));
        if (tasks.getVariable(taskId, Variables.PRODUCT) instanceof String product) {
            ProductProfile profile = profiles.get(product);
            relabel(
                    options.path("categories"),
                    code -> profile.category(code).map(c -> c.label().in(reader)));
            relabel(
                    options.path("services"),
                    code -> profile.service(code).map(s -> s.label().in(reader)));
            if (profile.applicationSubjects() != null) {
                Map<String, String> subjects = new HashMap<>();
                profile.applicationSubjects()
                        .forEach(s -> subjects.put(s.code(), s.label().in(reader)));
                relabel(options.path("applicationSubjects"), code -> Optional.ofNullable(subjects.get(code)));
            }
        }
    }

    private interface Label {
        Optional<String> of(String code);
    }

    private static void relabel(JsonNode options, Label label) {
        for (JsonNode option : options) {
            label.of(option.path("value").asText()).ifPresent(text -> ((ObjectNode) option).put("label", text));
        }
    }

    private static Map<String, String> english(String formId) {
        ClassPathResource file = new ClassPathResource("forms/" + formId + ".form");
        Map<String, String> texts = new HashMap<>();
        if (file.exists()) {
            try {
                FormTranslation.replace(file.getPath(), file.getContentAsByteArray(), (key, text) -> {
                    texts.put(key, text);
                    return text;
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return texts;
    }

    private static Properties russian() {
        Properties texts = new Properties();
        try (InputStreamReader file = new InputStreamReader(
                new ClassPathResource("forms/i18n/ru.properties").getInputStream(), StandardCharsets.UTF_8)) {
            texts.load(file);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
