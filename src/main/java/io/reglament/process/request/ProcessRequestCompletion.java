package io.reglament.process.request;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.ConfirmationModel;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ProductProfiles;
import io.reglament.process.engine.CurrentActor;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.RequestView;
import io.reglament.request.RequestWork;
import io.reglament.request.RequestWork.Classification;
import io.reglament.request.Requests;
import java.util.List;
import org.springframework.stereotype.Component;

/** The specialist's work (T-09, T-10, T-11, T-12, T-20, T-21). */
@Component
class ProcessRequestCompletion implements TaskCompletion {

    private final Requests requests;
    private final RequestWork work;
    private final Archive archive;
    private final ProductProfiles profiles;
    private final CurrentActor actor;

    ProcessRequestCompletion(
            Requests requests, RequestWork work, Archive archive, ProductProfiles profiles, CurrentActor actor) {
        this.requests = requests;
        this.work = work;
        this.archive = archive;
        this.profiles = profiles;
        this.actor = actor;
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
        return profile.specialistMayRefuse()
                ? List.of(Outcomes.DONE, Outcomes.CLARIFY, Outcomes.RETURN, Outcomes.REFUSE)
                : List.of(Outcomes.DONE, Outcomes.CLARIFY, Outcomes.RETURN);
    }

    @Override
    public void complete(Submission s) {
        ProductProfile profile = profiles.get(s.product());
        RequestView now = requests.get(s.requestId());
        String outcome = s.outcome(outcomes(profile));
        Level complexity = s.level(Variables.COMPLEXITY, now.complexity());
        String text = outcome == null ? null : text(s, now, outcome);
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
        if (text != null) {
            archive.add(now.id(), s.actor(), kind(outcome), s.cause(), text);
        }
        archive.add(now.id(), s.actor(), Kind.DECISION, s.cause(), outcome);
    }

    private static String text(Submission s, RequestView now, String outcome) {
        return switch (outcome) {
            // The comment on a request that ends with the work is optional (OTK-3-16, MEET-3-15).
            case Outcomes.DONE ->
                now.confirmation().model() == ConfirmationModel.NONE
                        ? s.text(Variables.SOLUTION_TEXT)
                        : s.required(Variables.SOLUTION_TEXT);
            case Outcomes.CLARIFY -> s.required(Variables.QUESTION);
            default -> s.required(Variables.REASON);
        };
    }

    private static Kind kind(String outcome) {
        return switch (outcome) {
            case Outcomes.DONE -> Kind.SOLUTION;
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
