package io.reglament.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.crm.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What people write stays out of the engine's history (design.md section 3)")
class HistoryWithoutTextsTest {

    /** Short codes that are no prose: the history of decisions reads better with them. */
    private static final Set<String> CODES = Set.of("contractNumber", "requestNumber", "mergeInto", "release");

    @Test
    void each_text_field_of_each_form_is_filtered_or_a_code() throws IOException {
        Set<String> texts = new TreeSet<>();
        for (Map.Entry<String, byte[]> file :
                ModelFiles.ofFolder(Path.of(""), Language.EN).byName().entrySet()) {
            if (file.getKey().endsWith(".form")) {
                collect(new ObjectMapper().readTree(file.getValue()), texts);
            }
        }

        assertThat(texts).contains("answerText", "solutionText");
        texts.removeAll(CODES);
        assertThat(HistoryWithoutTexts.TEXTS).containsAll(texts);
    }

    private static void collect(JsonNode container, Set<String> texts) {
        for (JsonNode component : container.path("components")) {
            if (Set.of("textfield", "textarea").contains(component.path("type").asText())) {
                texts.add(component.path("key").asText());
            }
            collect(component, texts);
        }
    }
}
