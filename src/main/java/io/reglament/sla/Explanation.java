package io.reglament.sla;

import io.reglament.crm.ProductProfile.Level;
import io.reglament.sla.Deadline.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;

/**
 * Says in words what is due when, why, and what moved it, e.g. "Solution due 24 November 2026, 16:00 (Europe/Moscow): 8 h
 * of service time from 23 November 2026, 14:10, paused 2 h 05 min waiting for the customer."
 */
public final class Explanation {

    private static final int MOST_CHANGES = 3;
    private static final ResourceBundleMessageSource TEXTS = texts();

    private final Deadline deadline;
    private final Instant now;
    private final ZoneId zone;
    private final Locale locale;

    private Explanation(Deadline deadline, Instant now, ZoneId zone, Locale locale) {
        this.deadline = deadline;
        this.now = now;
        this.zone = zone;
        this.locale = locale;
    }

    /**
     * @param zone in which times are shown
     * @param locale Russian or English
     * @return one sentence for the deadline, and one for each of the last three changes that moved it
     */
    public static String of(Deadline deadline, Instant now, ZoneId zone, Locale locale) {
        return new Explanation(deadline, now, zone, locale).sentence();
    }

    private String sentence() {
        StringBuilder sentence = new StringBuilder(head()).append(": ").append(reason());
        if (isWorthTelling(deadline.waited())) {
            sentence.append(", ").append(text("waited", duration(deadline.waited())));
        }
        if (isWorthTelling(deadline.suspended())) {
            sentence.append(", ").append(text("suspended", duration(deadline.suspended())));
        }
        sentence.append('.');
        changes().forEach(change -> sentence.append(' ').append(told(change)));
        return sentence.toString();
    }

    private String head() {
        String subject = text("subject." + deadline.kind());
        String at = time(deadline.at());
        return switch (deadline.status()) {
            case DONE ->
                text(deadline.isMissed(now) ? "late" : "kept", subject, at, zone.getId(), time(deadline.doneAt()));
            case RUNNING -> text(deadline.isMissed(now) ? "over" : "running", subject, at, zone.getId());
            case PAUSED, SUSPENDED -> {
                String key = deadline.status() == Status.PAUSED && deadline.goal() == null
                        ? "waiting"
                        : deadline.status().name().toLowerCase(Locale.ROOT) + "Now";
                yield text(key, subject, at, zone.getId(), time(deadline.since()));
            }
        };
    }

    private String reason() {
        return deadline.goal() == null
                ? text("plan." + deadline.plan())
                : text("goal", duration(deadline.goal()), time(deadline.startedAt()));
    }

    private List<DeadlineChange> changes() {
        List<DeadlineChange> told = new ArrayList<>(deadline.changes());
        return told.subList(Math.max(0, told.size() - MOST_CHANGES), told.size());
    }

    private String told(DeadlineChange change) {
        String why = change.oldPriority() == null || change.newPriority() == null
                ? text("change." + change.reason())
                : text("change.PRIORITY", level(change.oldPriority()), level(change.newPriority()));
        String sentence = change.oldAt() == null || change.newAt() == null
                ? text("changed", time(change.changedAt()), why)
                : text("moved", time(change.changedAt()), why, time(change.oldAt()), time(change.newAt()));
        return change.missedByChange() ? sentence + " " + text("missedByChange") : sentence;
    }

    private String level(Level level) {
        return text("priority." + level);
    }

    private boolean isWorthTelling(Duration duration) {
        return duration.compareTo(Duration.ofMinutes(1)) >= 0;
    }

    private String duration(Duration duration) {
        long minutes = duration.toMinutes();
        if (minutes < 60) {
            return text("minutes", minutes);
        }
        return minutes % 60 == 0
                ? text("hours", minutes / 60)
                : text("hoursAndMinutes", minutes / 60, String.format(Locale.ROOT, "%02d", minutes % 60));
    }

    private String time(Instant at) {
        return DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", locale).format(at.atZone(zone));
    }

    private String text(String key, Object... arguments) {
        return TEXTS.getMessage("deadline." + key, arguments, locale);
    }

    private static ResourceBundleMessageSource texts() {
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setBasename("messages/deadlines");
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
        texts.setAlwaysUseMessageFormat(true);
        return texts;
    }
}
