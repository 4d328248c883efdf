package io.reglament.crm;

import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ProductProfile.Sla;
import io.reglament.crm.ServiceTerms.Goal;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a service level must fulfil, whether a profile or a contract sets it. */
final class SlaRules {

    private static final Duration LONGEST = Duration.ofHours(2_000);
    private static final String DURATION = "an ISO 8601 duration, 1 minute to 2,000 hours, e.g. PT30M, PT8H";

    private SlaRules() {}

    /** A rule that is broken: what was wrong and what is allowed. */
    static final class Broken extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final String key;
        private final String problem;
        private final String allowed;

        Broken(String key, String problem, String allowed) {
            super(key + ": " + problem + "; allowed: " + allowed);
            this.key = key;
            this.problem = problem;
            this.allowed = allowed;
        }

        String key() {
            return key;
        }

        String problem() {
            return problem;
        }

        String allowed() {
            return allowed;
        }
    }

    /**
     * @param key of the whole, for messages
     * @param sla null: nothing to check
     * @throws Broken for the first rule that is broken
     */
    static void check(String key, Sla sla) {
        if (sla == null) {
            return;
        }
        if (sla.hours() != null) {
            hours(key + ".hours", sla.hours());
        }
        if (sla.country() != null && !List.of(Locale.getISOCountries()).contains(sla.country())) {
            throw new Broken(key + ".country", "value is " + sla.country(), "an ISO 3166 code, e.g. RU");
        }
        if (sla.warnBefore() != null) {
            duration(key + ".warnBefore", sla.warnBefore());
        }
        if (sla.goals() != null) {
            goals(key, sla);
        }
    }

    /**
     * @param sla that {@link #check} let pass
     * @return empty goals mean no deadlines: null
     */
    static ServiceTerms terms(Sla sla, ZoneId zone) {
        if (sla.goals() == null || sla.goals().isEmpty()) {
            return null;
        }
        Map<Level, Goal> goals = new EnumMap<>(Level.class);
        sla.goals()
                .forEach((level, goal) -> goals.put(level, new Goal(parse(goal.reaction()), parse(goal.solution()))));
        return new ServiceTerms(ServiceHours.parse(sla.hours()), zone, sla.country(), goals, parse(sla.warnBefore()));
    }

    /** @return whether a goal or a warning may have this length */
    static boolean isAllowed(Duration duration) {
        return duration.compareTo(Duration.ofMinutes(1)) >= 0 && duration.compareTo(LONGEST) <= 0;
    }

    private static void goals(String key, Sla sla) {
        if (!sla.goals().isEmpty() && sla.hours() == null) {
            throw new Broken(key + ".hours", "is missing where goals are set", ServiceHours.ALLOWED);
        }
        sla.goals().forEach((level, goal) -> {
            String at = key + ".goals." + level;
            if (goal == null || goal.reaction() == null && goal.solution() == null) {
                throw new Broken(at, "is empty", "reaction, solution or both");
            }
            Duration reaction = duration(at + ".reaction", goal.reaction());
            Duration solution = duration(at + ".solution", goal.solution());
            if (reaction != null && solution != null && reaction.compareTo(solution) > 0) {
                throw new Broken(at + ".reaction", "value is " + goal.reaction(), "no longer than the solution's");
            }
        });
    }

    private static void hours(String key, String value) {
        try {
            ServiceHours.parse(value);
        } catch (IllegalArgumentException e) {
            throw new Broken(
                    key, e.getMessage().replace("; allowed: " + ServiceHours.ALLOWED, ""), ServiceHours.ALLOWED);
        }
    }

    private static Duration duration(String key, String value) {
        Duration duration;
        try {
            duration = parse(value);
        } catch (DateTimeParseException e) {
            throw new Broken(key, "value is " + value, DURATION);
        }
        if (duration != null && !isAllowed(duration)) {
            throw new Broken(key, "value is " + value, DURATION);
        }
        return duration;
    }

    private static Duration parse(String value) {
        return value == null ? null : Duration.parse(value);
    }
}
