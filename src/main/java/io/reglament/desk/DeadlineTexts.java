package io.reglament.desk;

import io.reglament.access.CurrentUser;
import io.reglament.desk.RequestDetails.Deadline;
import io.reglament.request.RequestView;
import io.reglament.sla.Deadlines;
import io.reglament.sla.Explanation;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Says what is due when, and why, in the asking person's language (BONUS-10.1-20, ECRM-3.3-02). */
@Component
class DeadlineTexts {

    private final CurrentUser user;
    private final Deadlines deadlines;
    private final Clock clock;
    private final ZoneId zone;

    DeadlineTexts(CurrentUser user, Deadlines deadlines, Clock clock, @Value("${reglament.zone}") ZoneId zone) {
        this.user = user;
        this.deadlines = deadlines;
        this.clock = clock;
        this.zone = zone;
    }

    /** @return what the ledger implies; nothing where neither contract nor profile nor a person set anything (C-30) */
    List<Deadline> of(RequestView request) {
        Instant now = clock.instant();
        Locale locale = user.language().locale();
        return deadlines.of(request.id()).stream()
                .map(d -> new Deadline(d.kind().name(), d.at(), Explanation.of(d, now, zone, locale)))
                .toList();
    }
}
