package io.reglament.desk.duty;

import io.reglament.access.CurrentUser;
import io.reglament.crm.DutyRoster;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.crm.Shift;
import io.reglament.crm.ShiftDraft;
import io.reglament.desk.NotAllowed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The roster as one person may see and change it: those who serve the product see it, its closer group and heads change it. */
@Service
@Transactional
class DutyDesk {

    private static final Duration AHEAD = Duration.ofDays(14);

    private final CurrentUser user;
    private final ProductProfiles profiles;
    private final DutyRoster roster;
    private final Clock clock;

    DutyDesk(CurrentUser user, ProductProfiles profiles, DutyRoster roster, Clock clock) {
        this.user = user;
        this.profiles = profiles;
        this.roster = roster;
        this.clock = clock;
    }

    /**
     * @param gaps of the next 14 days
     * @param warning whether the product is served round the clock and lacks somebody within 24 hours
     */
    record Roster(String product, Set<String> onDuty, List<Shift> shifts, List<Shift.Gap> gaps, boolean warning) {}

    /**
     * @param from inclusive; null: now
     * @param to exclusive; null: 14 days from now
     */
    @Transactional(readOnly = true)
    Roster roster(String product, Instant from, Instant to) {
        requireReading(product);
        Instant now = clock.instant();
        return new Roster(
                product,
                roster.onDuty(product, now),
                roster.shifts(product, from == null ? now : from, to == null ? now.plus(AHEAD) : to),
                roster.gaps(product, now, now.plus(AHEAD)),
                roster.lacksDuty(product));
    }

    @Transactional(readOnly = true)
    Map<String, String> people(String product) {
        return roster.people(product);
    }

    boolean mayChange(String product) {
        ProductProfile profile = profiles.get(product);
        Set<String> groups = user.groups();
        return user.products().contains(profile.code())
                && (user.isAdmin()
                        || groups.contains("head")
                        || groups.contains(profile.groups().closer()));
    }

    long add(ShiftDraft draft) {
        requireChanging(draft.product());
        return roster.add(draft, user.id());
    }

    void remove(String product, long shiftId) {
        requireChanging(product);
        roster.remove(product, shiftId);
    }

    private void requireReading(String product) {
        if (product == null || !user.products().contains(product)) {
            throw new NotAllowed("duty.notAllowed.read", String.join(", ", user.products()));
        }
    }

    private void requireChanging(String product) {
        requireReading(product);
        if (!mayChange(product)) {
            throw new NotAllowed(
                    "duty.notAllowed.change", profiles.get(product).groups().closer());
        }
    }
}
