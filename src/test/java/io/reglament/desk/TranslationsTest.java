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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that a person reads exists in English and Russian (design 9). */
class TranslationsTest {

    private static final String WEB_APPS = "/META-INF/resources/webjars/camunda/app/";
    /** {{variable}}, {} where the page puts a number, and the tags of a link or of emphasis. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^}]*}}|\\{}|</?(a|strong)\\b[^>]*>");

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    @DisplayName(
            "Each web app's Russian labels are exactly those of the English file it ships, with their placeholders")
    void russian_labels_are_complete(String app) throws IOException {
        Map<String, String> english = labels(app, "en");
        Map<String, String> russian = labels(app, "ru");

        assertThat(russian.keySet()).containsExactlyInAnyOrderElementsOf(english.keySet());
        russian.forEach((key, text) -> {
            assertThat(text.isBlank())
                    .as(app + " " + key)
                    .isEqualTo(english.get(key).isBlank());
            assertThat(webPlaceholders(text)).as(app + " " + key).isEqualTo(webPlaceholders(english.get(key)));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin"})
    @DisplayName("Dates follow the calendar's own Russian, whose words decline; a list of words in JSON cannot")
    void russian_dates_come_from_the_calendar(String app) throws IOException {
        assertThat(locale(app, "ru").path("dateLocales"))
                .isEqualTo(new ObjectMapper().createObjectNode().put("parentLocale", "ru"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void each_web_app_offers_both_languages_and_hides_the_notice_of_the_engine(String app) throws IOException {
        assertThat(text(WEB_APPS + app + "/scripts/config.js")).contains("availableLocales: ['en', 'ru']");
        assertThat(text(WEB_APPS + app + "/styles/user-styles.css")).contains(".ce-eol-banner");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pages",
                "actions",
                "objections",
                "deadlines",
                "crm",
                "mailboxes",
                "taskform",
                "portal",
                "replies"
            })
    void our_own_texts_are_the_same_in_both_languages(String file) throws IOException {
        Properties english = properties("/messages/" + file + ".properties");
        Properties russian = properties("/messages/" + file + "_ru.properties");

        assertThat(russian.keySet()).isEqualTo(english.keySet());
        english.forEach((key, text) -> assertThat(placeholders(russian.get(key)))
                .as("placeholders of " + key)
                .isEqualTo(placeholders(text)));
    }

    private static Map<String, String> labels(String app, String language) throws IOException {
        Map<String, String> byKey = new TreeMap<>();
        locale(app, language)
                .path("labels")
                .properties()
                .forEach(e -> byKey.put(e.getKey(), e.getValue().asText()));
        assertThat(byKey).isNotEmpty();
        return byKey;
    }

    private static JsonNode locale(String app, String language) throws IOException {
        // The engine's own files begin with a byte order mark.
        String json = text(WEB_APPS + app + "/locales/" + language + ".json").replace("\uFEFF", "");
        return new ObjectMapper().readTree(json);
    }

    private static List<String> webPlaceholders(String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group().replace(" ", ""));
        }
        Collections.sort(found);
        return found;
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
