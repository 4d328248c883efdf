package io.reglament.desk;

import io.reglament.access.Colleagues;
import io.reglament.access.CurrentUser;
import io.reglament.access.GroupNames;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.crm.ServiceLevels;
import io.reglament.crm.ServiceTerms;
import io.reglament.desk.RequestCardApi.Due;
import io.reglament.desk.RequestCardApi.Surroundings;
import io.reglament.desk.RequestCardApi.Time;
import io.reglament.request.CustomerRequests;
import io.reglament.request.RequestView;
import io.reglament.sla.Deadlines;
import io.reglament.sla.Explanation;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a request's card shows beside the request itself, to those who may see the request. */
@Service
@Transactional(readOnly = true)
class RequestCard {

    private static final int MOST_OTHERS = 10;

    private final RequestDesk desk;
    private final CurrentUser user;
    private final Colleagues colleagues;
    private final GroupNames groups;
    private final ProductProfiles profiles;
    private final ServiceLevels levels;
    private final CustomerRequests customers;
    private final Deadlines deadlines;
    private final Clock clock;
    private final ZoneId zone;

    RequestCard(
            RequestDesk desk,
            CurrentUser user,
            Colleagues colleagues,
            GroupNames groups,
            ProductProfiles profiles,
            ServiceLevels levels,
            CustomerRequests customers,
            Deadlines deadlines,
            Clock clock,
            @Value("${reglament.zone}") ZoneId zone) {
        this.desk = desk;
        this.user = user;
        this.colleagues = colleagues;
        this.groups = groups;
        this.profiles = profiles;
        this.levels = levels;
        this.customers = customers;
        this.deadlines = deadlines;
        this.clock = clock;
        this.zone = zone;
    }

    /** @throws io.reglament.request.RequestNotFound if there is none, or none that this person may see */
    Surroundings surroundings(String number) {
        RequestView request = desk.visible(number);
        ProductProfile profile = profiles.get(request.product());
        Language language = user.language();
        ServiceTerms terms = levels.of(request.customerId(), request.product()).orElse(null);
        return new Surroundings(
                profile.category(request.category())
                        .map(c -> c.label().in(language))
                        .orElse(request.category()),
                profile.service(request.service())
                        .map(s -> s.label().in(language))
                        .orElse(request.service()),
                request.assignee() == null ? null : colleagues.name(request.assignee()),
                request.assignedGroup() == null ? null : groups.name(request.assignedGroup(), language),
                terms == null ? null : terms.hours().in(language.locale()),
                terms == null ? null : terms.zone().getId(),
                customers.open(request.customerId(), user.products(), request.id(), MOST_OTHERS).stream()
                        .map(RequestSummary::of)
                        .toList());
    }

    /** @throws io.reglament.request.RequestNotFound if there is none, or none that this person may see */
    Time time(String number) {
        long requestId = desk.visible(number).id();
        Instant now = clock.instant();
        List<Due> due = deadlines.of(requestId).stream()
                .map(d -> new Due(
                        d.kind().name(),
                        d.at(),
                        d.status().name(),
                        d.isMissed(now),
                        d.warnAt(),
                        Explanation.of(d, now, zone, user.language().locale())))
                .toList();
        return new Time(now, deadlines.intervals(requestId), due);
    }
}
