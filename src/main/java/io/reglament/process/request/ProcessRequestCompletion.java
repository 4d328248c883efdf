package io.reglament.process.request;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.ConfirmationModel;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ProductProfiles;
import io.reglament.process.engine.CurrentActor;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.Releases;
import io.reglament.request.RequestView;
import io.reglament.request.RequestWork;
import io.reglament.request.RequestWork.Classification;
import io.reglament.request.Requests;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The specialist's work (T-09, T-10, T-11, T-12, T-13, T-20, T-21; S-34). */
@Component
class ProcessRequestCompletion implements TaskCompletion {

    private final Requests requests;
    private final RequestWork work;
    private final Releases releases;
    private final Archive archive;
    private final ProductProfiles profiles;
    private final CurrentActor actor;
    private final Clock clock;
    private final ZoneId zone;

    ProcessRequestCompletion(
            Requests requests,
            RequestWork work,
            Releases releases,
            Archive archive,
            ProductProfiles profiles,
            CurrentActor actor,
            Clock clock,
            @Value("${reglament.zone}") ZoneId zone) {
        this.requests = requests;
        this.work = work;
        this.releases = releases;
        this.archive = archive;
        this.profiles = profiles;
        this.actor = actor;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public String process() {
        return EngineRequestLifecycle.PROCESS;
    }

    @Override
    public String task() {
        return "Task_ProcessRequest";
    }

    @Override
    public List<String> outcomes(ProductProfile profile) {
        List<String> outcomes = new ArrayList<>(List.of(Outcomes.DONE, Outcomes.CLARIFY));
        if (profile.rescheduleByConsent()) {
            outcomes.add(Outcomes.RESCHEDULE);
        }
        if (profile.noticeAfterRelease()) {
            outcomes.add(Outcomes.WAIT_FOR_RELEASE);
        }
        if (profile.groups().development() != null) {
            outcomes.add(Outcomes.HAND_OVER);
        }
        outcomes.add(Outcomes.RETURN);
        if (profile.specialistMayRefuse()) {
            outcomes.add(Outcomes.REFUSE);
        }
        return outcomes;
    }

    /** Development answers support alone (OTK-6-05). */
    @Override
    public List<String> outcomes(ProductProfile profile, DelegateTask task) {
        return ModelOutcomes.known(task, possible(profile, task.getVariable(Variables.SUPPORT_GROUP) != null));
    }

    @Override
    public void complete(Submission s) {
        ProductProfile profile = profiles.get(s.product());
        RequestView now = requests.get(s.requestId());
        boolean handedOver = s.raw(Variables.SUPPORT_GROUP) != null;
        String outcome = s.outcome(possible(profile, handedOver));
        Level complexity = s.level(Variables.COMPLEXITY, now.complexity());
        String text = outcome == null ? null : text(s, now, outcome, handedOver);
        String release = Outcomes.WAIT_FOR_RELEASE.equals(outcome) ? release(s) : null;
        Instant wish = Outcomes.RESCHEDULE.equals(outcome) ? wish(s, now) : null;
        s.check();
        work.begin(now.id(), s.actor(), s.cause());
        if (s.isUnclaimed() && actor.isPerson()) {
            // Whoever did the work gets it back, should it come back.
            work.takeOver(now.id(), s.actor(), s.actor(), s.cause());
            s.set(Variables.ASSIGNEE, s.actor());
        }
        if (complexity != now.complexity()) {
            work.classify(now.id(), withComplexity(requests.get(now.id()), complexity), s.actor(), s.cause());
        }
        s.set(Variables.COMPLEXITY, complexity == null ? null : complexity.name());
        // Until the account manager has agreed, the new date stands only here, for the form; the request keeps its own.
        s.set(Variables.DUE_AT, date(wishOr(wish, now)));
        s.set(Variables.RELEASE, release);
        archive.change(now.id(), s.actor(), Kind.PROPOSAL, s.cause(), Variables.DUE_AT, now.dueAt(), wishOr(wish, now));
        if (text != null) {
            archive.add(now.id(), s.actor(), kind(outcome), s.cause(), text);
        }
        archive.add(now.id(), s.actor(), Kind.DECISION, s.cause(), outcome);
    }

    private List<String> possible(ProductProfile profile, boolean handedOver) {
        return handedOver ? List.of(Outcomes.DONE, Outcomes.CLARIFY, Outcomes.RETURN) : outcomes(profile);
    }

    private static String text(Submission s, RequestView now, String outcome, boolean handedOver) {
        return switch (outcome) {
            // The comment on a request that ends with the work is optional (OTK-3-16, MEET-3-15).
            case Outcomes.DONE, Outcomes.WAIT_FOR_RELEASE ->
                now.confirmation().model() == ConfirmationModel.NONE && !handedOver
                        ? s.text(Variables.SOLUTION_TEXT)
                        : s.required(Variables.SOLUTION_TEXT);
            case Outcomes.CLARIFY -> s.required(Variables.QUESTION);
            default -> s.required(Variables.REASON);
        };
    }

    private String release(Submission s) {
        String release = s.required(Variables.RELEASE);
        if (release != null && !Releases.isName(release)) {
            s.problemAt(Variables.RELEASE, "refused.release.name", release);
        } else if (release != null && releases.isDeployed(s.product(), release)) {
            s.problemAt(Variables.RELEASE, "refused.release.deployed", release);
        }
        return release;
    }

    private Instant wish(Submission s, RequestView now) {
        Instant wish = s.dueAt(null, clock, zone);
        if (wish == null
                && (s.raw(Variables.DUE_AT) == null
                        || s.raw(Variables.DUE_AT).toString().isBlank())) {
            s.missing(Variables.DUE_AT);
        } else if (wish != null && wish.equals(now.dueAt())) {
            s.problemAt(Variables.DUE_AT, "refused.due.same");
        }
        return wish;
    }

    private static Date date(Instant at) {
        return at == null ? null : Date.from(at);
    }

    private static Instant wishOr(Instant wish, RequestView now) {
        return wish == null ? now.dueAt() : wish;
    }

    private static Kind kind(String outcome) {
        return switch (outcome) {
            case Outcomes.DONE, Outcomes.WAIT_FOR_RELEASE -> Kind.SOLUTION;
            case Outcomes.CLARIFY -> Kind.QUESTION;
            default -> Kind.REASON;
        };
    }

    private static Classification withComplexity(RequestView r, Level complexity) {
        return new Classification(
                r.category(),
                r.service(),
                r.criticality(),
                r.priority(),
                complexity,
                r.dueAt(),
                r.assignee(),
                r.assignedGroup());
    }
}
