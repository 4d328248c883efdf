package io.reglament.process.request;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry.Kind;
import java.util.List;
import org.springframework.stereotype.Component;

/** The account manager's judgement of remarks (T-16, T-17, T-18, BONUS-10.4-04…06). */
@Component
class ReviewRemarksCompletion implements TaskCompletion {

    private final Archive archive;
    private final ProductProfiles profiles;

    ReviewRemarksCompletion(Archive archive, ProductProfiles profiles) {
        this.archive = archive;
        this.profiles = profiles;
    }

    @Override
    public String process() {
        return EngineRequestLifecycle.PROCESS;
    }

    @Override
    public String task() {
        return "Task_ReviewRemarks";
    }

    @Override
    public List<String> outcomes(ProductProfile profile) {
        return profile.rework().allowed()
                ? List.of(Outcomes.JUSTIFIED, Outcomes.UNRELATED)
                : List.of(Outcomes.UNRELATED);
    }

    @Override
    public void complete(Submission s) {
        String outcome = s.outcome(outcomes(profiles.get(s.product())));
        String reason = s.text(Variables.REASON);
        String remarks = s.text(Variables.REMARKS);
        if (reason == null && remarks == null) {
            s.missing(Variables.REASON);
        }
        s.check();
        if (reason != null) {
            archive.add(s.requestId(), s.actor(), Kind.REASON, s.cause(), reason);
        }
        if (remarks != null) {
            archive.add(s.requestId(), s.actor(), Kind.REMARKS, s.cause(), remarks);
        }
        archive.add(s.requestId(), s.actor(), Kind.DECISION, s.cause(), outcome);
    }
}
