package io.reglament.crm;

import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ProductProfile.Sla;
import io.reglament.crm.ProductProfile.SlaGoal;
import io.reglament.crm.ServiceLevels.ContractLevel;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads what a person typed about a contract's service level (C-30) by the rules that a profile's {@code sla} key
 * follows; lengths may be written plainly as well, e.g. {@code 8h} or {@code 1h 30m}.
 */
final class LevelDraft {

    private static final List<String> LEVELS =
            Arrays.stream(Level.values()).map(Level::name).toList();
    private static final int HOURS_LENGTH = 500;

    private LevelDraft() {}

    /**
     * @param typed takes what is wrong
     * @param profile the level of the product, which holds for what the contract leaves open; may be null
     * @return what the contract says; of use only if nothing was wrong
     */
    static ContractLevel read(Draft typed, ContractDraft draft, Sla profile) {
        String hours = hours(typed, draft.hours());
        String zone = Draft.blankToNull(draft.timeZone());
        if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
            typed.problem("timeZone", "draft.timeZone", zone);
        }
        String country = Draft.blankToNull(draft.country());
        if (country != null) {
            country = country.toUpperCase(Locale.ROOT);
            if (!Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(country)) {
                typed.problem("country", "draft.country", draft.country());
            }
        }
        String warnBefore = duration(typed, "warnBefore", draft.warnBefore());
        Map<Level, SlaGoal> goals = goals(typed, draft.goals());
        boolean hoursKnown = Draft.blankToNull(draft.hours()) != null || profile != null && profile.hours() != null;
        if (goals != null && !hoursKnown) {
            typed.problem("hours", "draft.hours.missing", ServiceHours.EXAMPLE);
        }
        return new ContractLevel(hours, zone, country, goals, warnBefore);
    }

    private static String hours(Draft typed, String value) {
        String hours = typed.text("hours", value, HOURS_LENGTH);
        if (hours != null) {
            try {
                return ServiceHours.parse(hours).text();
            } catch (IllegalArgumentException e) {
                typed.problem("hours", "draft.hours", hours, ServiceHours.EXAMPLE);
            }
        }
        return hours;
    }

    private static Map<Level, SlaGoal> goals(Draft typed, Map<String, SlaGoal> drafts) {
        Map<Level, SlaGoal> goals = new EnumMap<>(Level.class);
        (drafts == null ? Map.<String, SlaGoal>of() : drafts).forEach((code, draft) -> {
            if (!LEVELS.contains(code)) {
                typed.problem("goals", "draft.allowed", code, String.join(", ", LEVELS));
            } else if (draft != null) {
                String field = "goals." + code;
                String reaction = duration(typed, field + ".reaction", draft.reaction());
                String solution = duration(typed, field + ".solution", draft.solution());
                if (reaction != null
                        && solution != null
                        && Duration.parse(reaction).compareTo(Duration.parse(solution)) > 0) {
                    typed.problem(field + ".reaction", "draft.goals.order", draft.reaction(), draft.solution(), code);
                }
                if (reaction != null || solution != null) {
                    goals.put(Level.valueOf(code), new SlaGoal(reaction, solution));
                }
            }
        });
        return goals.isEmpty() ? null : goals;
    }

    /** @return as ISO 8601; null where it is blank or wrong */
    private static String duration(Draft typed, String field, String value) {
        String text = Draft.blankToNull(value);
        if (text == null) {
            return null;
        }
        String iso = text.replace(" ", "").toUpperCase(Locale.ROOT);
        try {
            Duration duration = Duration.parse(iso.startsWith("P") ? iso : "PT" + iso);
            if (SlaRules.isAllowed(duration)) {
                return duration.toString();
            }
        } catch (DateTimeParseException e) {
            // Said below, as for one that is too short or too long.
        }
        typed.problem(field, "draft.duration", text);
        return null;
    }
}
