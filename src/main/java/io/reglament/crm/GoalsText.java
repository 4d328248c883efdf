package io.reglament.crm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ProductProfile.SlaGoal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Goals of a contract as its row keeps them, and as people read them. */
public final class GoalsText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private GoalsText() {}

    /** @return null for null: the contract sets none */
    static Map<Level, SlaGoal> read(String text) {
        try {
            return text == null ? null : JSON.readValue(text, new TypeReference<TreeMap<Level, SlaGoal>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("goals of a contract are unreadable: " + text, e);
        }
    }

    /** @return null for null */
    static String write(Map<Level, SlaGoal> goals) {
        try {
            return goals == null ? null : JSON.writeValueAsString(goals);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return e.g. {@code HIGH 30m/8h, LOW –/40h} (reaction/solution); null for null */
    public static String shown(Map<Level, SlaGoal> goals) {
        return goals == null
                ? null
                : new TreeMap<>(goals)
                        .descendingMap().entrySet().stream()
                                .map(e -> e.getKey() + " " + dash(e.getValue().reaction()) + "/"
                                        + dash(e.getValue().solution()))
                                .collect(Collectors.joining(", "));
    }

    /**
     * @param duration ISO 8601; may be null
     * @return as people type it, e.g. {@code 1h30m}; null for null
     */
    public static String plain(String duration) {
        return duration == null
                ? null
                : Duration.parse(duration).toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static String dash(String duration) {
        return duration == null ? "–" : plain(duration);
    }
}
