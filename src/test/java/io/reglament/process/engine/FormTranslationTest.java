package io.reglament.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Forms are written once, in English; the file of Russian texts is complete and holds nothing else. */
class FormTranslationTest {

    private static final Path FORMS = Path.of("forms");
    private static final Pattern CYRILLIC = Pattern.compile("\\p{IsCyrillic}");
    private static final String FORM = """
            {"id": "sample", "type": "default", "components": [
              {"type": "group", "id": "head", "label": "Head", "components": [
                {"type": "html", "id": "title", "content": "<b>Request {{formSubject}}</b>"},
                {"type": "html", "id": "context", "content": "<p>{{formContext}}</p>"}]},
              {"type": "select", "key": "level", "id": "level", "label": "Level", "description": "How high",
               "values": [{"value": "LOW", "label": "Low"}]},
              {"type": "select", "key": "service", "id": "service", "label": "=serviceLabel",
               "valuesExpression": "=options.services"},
              {"type": "number", "key": "days", "id": "days", "label": "",
               "appearance": {"suffixAdorner": "days"}},
              {"type": "datetime", "key": "dueAt", "id": "dueAt", "dateLabel": "Date", "timeLabel": "Time"}]}
            """;

    @Test
    void every_text_of_a_form_gets_a_key() {
        assertThat(FormTranslation.keys("forms/sample.form", bytes(FORM)))
                .containsExactly(
                        "sample.head.label",
                        "sample.title.content",
                        "sample.level.label",
                        "sample.level.description",
                        "sample.level.value.LOW",
                        "sample.days.suffixAdorner",
                        "sample.dueAt.dateLabel",
                        "sample.dueAt.timeLabel");
    }

    @Test
    void each_text_is_replaced_and_nothing_else() throws IOException {
        Properties texts = new Properties();
        FormTranslation.keys("forms/sample.form", bytes(FORM)).forEach(key -> texts.put(key, "Текст " + key));

        JsonNode form = new ObjectMapper().readTree(FormTranslation.translate("forms/sample.form", bytes(FORM), texts));

        JsonNode components = form.get("components");
        assertThat(components.at("/0/components/0/content").asText()).isEqualTo("Текст sample.title.content");
        assertThat(components.at("/1/label").asText()).isEqualTo("Текст sample.level.label");
        assertThat(components.at("/1/values/0/label").asText()).isEqualTo("Текст sample.level.value.LOW");
        assertThat(components.at("/1/values/0/value").asText()).isEqualTo("LOW");
        assertThat(components.at("/1/key").asText()).isEqualTo("level");
        assertThat(components.at("/2/label").asText()).isEqualTo("=serviceLabel");
        assertThat(components.at("/2/valuesExpression").asText()).isEqualTo("=options.services");
        assertThat(components.at("/3/label").asText()).isEmpty();
        assertThat(components.at("/3/appearance/suffixAdorner").asText()).isEqualTo("Текст sample.days.suffixAdorner");
        assertThat(components.at("/4/timeLabel").asText()).isEqualTo("Текст sample.dueAt.timeLabel");
    }

    @Test
    void a_missing_text_is_refused_with_file_and_key() {
        Properties texts = new Properties();
        FormTranslation.keys("forms/sample.form", bytes(FORM)).forEach(key -> texts.put(key, "Текст"));
        texts.put("sample.level.value.LOW", " ");

        assertThatThrownBy(() -> FormTranslation.translate("forms/sample.form", bytes(FORM), texts))
                .isInstanceOf(FormTranslation.MissingText.class)
                .hasMessage("forms/sample.form: no text for the key sample.level.value.LOW");
    }

    @Test
    void what_is_not_a_form_is_refused_with_its_name() {
        assertThatThrownBy(() -> FormTranslation.translate("forms/x.form", bytes("{"), new Properties()))
                .hasMessageStartingWith("forms/x.form: is not valid JSON");
        assertThatThrownBy(() -> FormTranslation.translate("forms/x.form", bytes("{}"), new Properties()))
                .hasMessage("forms/x.form: is not a form: it has no id or no components");
    }

    @Test
    void the_russian_texts_cover_every_form_and_nothing_else() throws IOException {
        Properties texts = new UniqueProperties();
        try (Reader reader = Files.newBufferedReader(FORMS.resolve("i18n/ru.properties"), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        Set<String> needed = new HashSet<>();
        List<Path> forms = forms();
        for (Path file : forms) {
            byte[] form = Files.readAllBytes(file);
            needed.addAll(FormTranslation.keys(file.toString(), form));
            FormTranslation.translate(file.toString(), form, texts);
        }

        assertThat(forms).isNotEmpty();
        assertThat(texts.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(needed);
        assertThat(texts.values())
                .allMatch(text -> CYRILLIC.matcher((String) text).find());
    }

    @Test
    void forms_are_written_in_english() throws IOException {
        for (Path file : forms()) {
            assertThat(CYRILLIC.matcher(Files.readString(file)).find())
                    .as(file.toString())
                    .isFalse();
        }
    }

    private static List<Path> forms() throws IOException {
        try (Stream<Path> files = Files.list(FORMS)) {
            return files.filter(f -> f.toString().endsWith(".form")).sorted().toList();
        }
    }

    private static byte[] bytes(String form) {
        return form.getBytes(StandardCharsets.UTF_8);
    }

    /** The properties format lets the last of two equal keys win silently. */
    private static final class UniqueProperties extends Properties {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Object put(Object key, Object value) {
            Object before = super.put(key, value);
            assertThat(before).as("%s stands twice", key).isNull();
            return before;
        }
    }
}
