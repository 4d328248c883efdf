package io.reglament.desk.taskform;

import com.fasterxml.jackson.databind.JsonNode;
import io.reglament.desk.EntryTexts;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The rules of one field of a form, as form-js applies them in the browser. */
@Component
class FieldRules {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s,;<>]+@[^@\\s,;<>]+\\.[^@\\s,;<>]+");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()./-]{3,24}");

    private final EntryTexts texts;
    private final Clock clock;
    private final ZoneId zone;

    FieldRules(EntryTexts texts, Clock clock, @Value("${reglament.zone}") ZoneId zone) {
        this.texts = texts;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * @param choices the values that may be chosen; null where anything may
     * @return one sentence for the person; empty where nothing stands against the value
     */
    Optional<String> check(JsonNode field, Object value, List<Object> choices) {
        JsonNode rules = field.path("validate");
        String label = field.path("label")
                .asText(field.path("dateLabel").asText(field.path("key").asText()));
        if (isEmpty(field, value)) {
            return rules.path("required").asBoolean() ? say("taskform.required", label) : Optional.empty();
        }
        return switch (field.path("type").asText()) {
            case "textfield", "textarea" -> text(rules, label, value.toString());
            case "number" -> number(rules, label, value.toString());
            case "datetime" -> moment(field, label, value.toString());
            case "select", "radio", "checklist", "taglist" -> choice(label, value, choices);
            default -> Optional.empty();
        };
    }

    private static boolean isEmpty(JsonNode field, Object value) {
        if (field.path("type").asText().equals("checkbox")) {
            return !Boolean.parseBoolean(String.valueOf(value));
        }
        return value == null
                || value instanceof Collection<?> list && list.isEmpty()
                || value.toString().isBlank();
    }

    private Optional<String> text(JsonNode rules, String label, String text) {
        int length = text.length();
        if (rules.path("maxLength").asInt(Integer.MAX_VALUE) < length) {
            return say("taskform.long", label, rules.path("maxLength").asInt(), length);
        }
        if (rules.path("minLength").asInt(0) > length) {
            return say("taskform.short", label, rules.path("minLength").asInt(), length);
        }
        String type = rules.path("validationType").asText();
        if (type.equals("email") && !EMAIL.matcher(text.strip()).matches()) {
            return say("taskform.email", label, text.strip());
        }
        if (type.equals("phone") && !PHONE.matcher(text.strip()).matches()) {
            return say("taskform.phone", label, text.strip());
        }
        String pattern = rules.path("pattern").asText("");
        return pattern.isEmpty() || matches(pattern, text) ? Optional.empty() : say("taskform.pattern", label, pattern);
    }

    /** A pattern that only browsers understand is theirs to check. */
    private static boolean matches(String pattern, String text) {
        try {
            return Pattern.compile(pattern).matcher(text).find();
        } catch (PatternSyntaxException e) {
            return true;
        }
    }

    private Optional<String> number(JsonNode rules, String label, String text) {
        BigDecimal number;
        try {
            number = new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            return say("taskform.number", label, text);
        }
        if (rules.has("min") && number.compareTo(rules.path("min").decimalValue()) < 0) {
            return say("taskform.min", label, rules.path("min").asText());
        }
        if (rules.has("max") && number.compareTo(rules.path("max").decimalValue()) > 0) {
            return say("taskform.max", label, rules.path("max").asText());
        }
        return Optional.empty();
    }

    /** Other ways to write a date are the completion's to read or to refuse. */
    private Optional<String> moment(JsonNode field, String label, String text) {
        boolean past;
        try {
            past = field.path("subtype").asText().equals("date")
                    ? LocalDate.parse(text).isBefore(LocalDate.ofInstant(clock.instant(), zone))
                    : OffsetDateTime.parse(text).toInstant().isBefore(clock.instant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        return past && field.path("disallowPassedDates").asBoolean() ? say("taskform.past", label) : Optional.empty();
    }

    private Optional<String> choice(String label, Object value, List<Object> choices) {
        if (choices == null) {
            return Optional.empty();
        }
        Collection<?> chosen = value instanceof Collection<?> list ? list : List.of(value);
        return chosen.stream()
                .filter(one -> choices.stream()
                        .noneMatch(choice -> String.valueOf(choice).equals(String.valueOf(one))))
                .findFirst()
                .flatMap(one -> say(
                        "taskform.choice",
                        label,
                        one,
                        String.join(", ", choices.stream().map(String::valueOf).toList())));
    }

    private Optional<String> say(String key, Object... arguments) {
        return Optional.of(texts.say(key, arguments));
    }
}
