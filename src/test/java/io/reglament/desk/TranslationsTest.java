package io.reglament.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that a person reads exists in English and Russian (design 9). */
class TranslationsTest {

    private static final String WEB_APPS = "/META-INF/resources/webjars/camunda/app/";
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    @Test
    @DisplayName("Tasklist's Russian labels are exactly those of the English file it ships")
    void tasklist_is_complete() throws IOException {
        assertThat(labels("tasklist", "ru").keySet())
                .containsExactlyInAnyOrderElementsOf(labels("tasklist", "en").keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void russian_labels_stand_for_english_ones_and_keep_their_variables(String app) throws IOException {
        Map<String, String> english = labels(app, "en");
        labels(app, "ru").forEach((key, text) -> {
            assertThat(english).containsKey(key);
            assertThat(variables(text)).as(app + " " + key).isEqualTo(variables(english.get(key)));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void each_web_app_offers_both_languages_and_hides_the_notice_of_the_engine(String app) throws IOException {
        assertThat(text(WEB_APPS + app + "/scripts/config.js")).contains("availableLocales: ['en', 'ru']");
        assertThat(text(WEB_APPS + app + "/styles/user-styles.css")).contains(".ce-eol-banner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pages", "crm"})
    void our_own_pages_have_the_same_texts_in_both_languages(String bundle) throws IOException {
        Properties english = properties("/messages/" + bundle + ".properties");
        Properties russian = properties("/messages/" + bundle + "_ru.properties");

        assertThat(russian.keySet()).isEqualTo(english.keySet());
        english.forEach((key, text) -> assertThat(placeholders(russian.get(key)))
                .as("placeholders of " + key)
                .isEqualTo(placeholders(text)));
    }

    private static Map<String, String> labels(String app, String language) throws IOException {
        // The engine's own files begin with a byte order mark.
        String json = text(WEB_APPS + app + "/locales/" + language + ".json").replace("\uFEFF", "");
        JsonNode labels = new ObjectMapper().readTree(json).path("labels");
        Map<String, String> byKey = new TreeMap<>();
        labels.properties().forEach(e -> byKey.put(e.getKey(), e.getValue().asText()));
        assertThat(byKey).isNotEmpty();
        return byKey;
    }

    private static List<String> variables(String text) {
        List<String> names = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        Collections.sort(names);
        return names;
    }

    private static TreeSet<String> placeholders(Object text) {
        TreeSet<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\{\\d+}").matcher((String) text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static Properties properties(String path) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = TranslationsTest.class.getResourceAsStream(path)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }

    private static String text(String path) throws IOException {
        try (InputStream in = TranslationsTest.class.getResourceAsStream(path)) {
            assertThat(in).as(path).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
