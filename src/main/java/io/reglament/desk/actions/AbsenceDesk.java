package io.reglament.desk.actions;

import io.reglament.access.Colleagues;
import io.reglament.access.CurrentUser;
import io.reglament.request.Absences;
import io.reglament.request.Absences.Absence;
import io.reglament.request.DueDate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People say when they are away and who stands in; heads say it for others. */
@Service
public class AbsenceDesk {

    private static final String HEAD = "head";

    private final Absences absences;
    private final Colleagues colleagues;
    private final CurrentUser user;
    private final ActionTexts texts;
    private final Clock clock;
    private final ZoneId zone;

    AbsenceDesk(
            Absences absences,
            Colleagues colleagues,
            CurrentUser user,
            ActionTexts texts,
            Clock clock,
            @Value("${reglament.zone}") ZoneId zone) {
        this.absences = absences;
        this.colleagues = colleagues;
        this.user = user;
        this.texts = texts;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * @return the absence on record that has not ended yet
     * @throws ActionRefused if there is no such person, or the caller may not ask
     */
    public Optional<Absence> of(String person) {
        check(person);
        return absences.of(person);
    }

    /**
     * @param handedIn {@code from} (now if left out), {@code until}, {@code deputy}
     * @throws ActionRefused if there is no such person, or the caller may not say so
     * @throws ActionInput.Faulty naming everything that is wrong
     */
    @Transactional
    public Absence record(String person, Map<String, Object> handedIn) {
        check(person);
        ActionInput input = new ActionInput("absence", null, null, user.id(), handedIn, texts, clock, zone);
        Instant from = from(input);
        Instant until = input.requiredFutureMoment("until");
        String deputy = input.required("deputy");
        if (from != null && until != null && !until.isAfter(from)) {
            input.problem("until", "action.absence.order");
        }
        if (deputy != null && deputy.equals(person)) {
            input.problem("deputy", "action.absence.self");
        } else if (deputy != null && !colleagues.exists(deputy)) {
            input.problem("deputy", "action.absence.unknown", deputy);
        }
        input.check();
        Absence absence = new Absence(person, from, until, deputy);
        absences.record(absence, user.id());
        return absence;
    }

    /** @throws ActionRefused if there is no such person, or the caller may not say so */
    @Transactional
    public void forget(String person) {
        check(person);
        absences.forget(person);
    }

    private Instant from(ActionInput input) {
        String text = input.text("from");
        if (text == null) {
            return clock.instant();
        }
        Instant from = DueDate.parse(text, zone).orElse(null);
        if (from == null) {
            input.problem("from", "action.problem.date", texts.text("action.absence.field.from"), text);
        }
        return from;
    }

    private void check(String person) {
        if (!user.isAdmin() && !user.id().equals(person) && !user.groups().contains(HEAD)) {
            throw ActionRefused.person("action.absence.person", person);
        }
        if (!colleagues.exists(person)) {
            throw ActionRefused.unknown("action.absence.unknown", person);
        }
    }
}
