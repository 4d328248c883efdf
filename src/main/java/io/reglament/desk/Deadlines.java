package io.reglament.desk;

import io.reglament.access.CurrentUser;
import io.reglament.desk.RequestDetails.Deadline;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says what is due when, and why, in the asking person's language (BONUS-10.1-20, ECRM-3.3-02). */
@Component
class Deadlines {

    private final CurrentUser user;
    private final MessageSource texts;
    private final Clock clock;
    private final ZoneId zone;

    Deadlines(CurrentUser user, MessageSource texts, Clock clock, @Value("${reglament.zone}") ZoneId zone) {
        this.user = user;
        this.texts = texts;
        this.clock = clock;
        this.zone = zone;
    }

    /** @return the due date if one is set, otherwise nothing: no regulation gives hours (design 4.2) */
    List<Deadline> of(RequestView request) {
        if (request.dueAt() == null) {
            return List.of();
        }
        return List.of(new Deadline("DUE_DATE", request.dueAt(), explain(request)));
    }

    private String explain(RequestView request) {
        Locale locale = user.language().locale();
        String key;
        if (isFinished(request.state())) {
            key = "deadline.due.finished";
        } else if (request.dueAt().isBefore(clock.instant())) {
            key = "deadline.due.over";
        } else {
            key = "deadline.due.running";
        }
        String reason = request.reworkCount() > 0 ? "deadline.reason.rework" : "deadline.reason.assignment";
        return texts.getMessage(
                key,
                new Object[] {in(request.dueAt(), locale), zone.getId(), texts.getMessage(reason, null, locale)},
                locale);
    }

    private String in(Instant at, Locale locale) {
        return DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", locale).format(at.atZone(zone));
    }

    private static boolean isFinished(RequestState state) {
        return switch (state) {
            case ANSWERED, DONE, COMPLETED, CLOSED -> true;
            default -> false;
        };
    }
}
