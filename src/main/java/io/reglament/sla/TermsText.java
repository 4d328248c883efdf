package io.reglament.sla;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ServiceHours;
import io.reglament.crm.ServiceTerms;
import io.reglament.crm.ServiceTerms.Goal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Terms as a ledger keeps them: readable by people, and by every later version. */
final class TermsText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Text(String hours, String zone, String country, Map<Level, GoalText> goals, String warnBefore) {}

    private record GoalText(String reaction, String solution) {}

    private TermsText() {}

    /** @return null for null */
    static String write(ServiceTerms terms) {
        if (terms == null) {
            return null;
        }
        Map<Level, GoalText> goals = new TreeMap<>();
        terms.goals()
                .forEach((level, goal) -> goals.put(level, new GoalText(text(goal.reaction()), text(goal.solution()))));
        try {
            return JSON.writeValueAsString(new Text(
                    terms.hours().text(), terms.zone().getId(), terms.country(), goals, text(terms.warnBefore())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return null for null */
    static ServiceTerms read(String json) {
        if (json == null) {
            return null;
        }
        try {
            Text text = JSON.readValue(json, Text.class);
            return new ServiceTerms(
                    ServiceHours.parse(text.hours()),
                    ZoneId.of(text.zone()),
                    text.country(),
                    text.goals().entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey,
                                    e -> new Goal(
                                            duration(e.getValue().reaction()),
                                            duration(e.getValue().solution())))),
                    duration(text.warnBefore()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("terms in the ledger are unreadable: " + json, e);
        }
    }

    private static String text(Duration duration) {
        return duration == null ? null : duration.toString();
    }

    private static Duration duration(String text) {
        return text == null ? null : Duration.parse(text);
    }
}
