package io.reglament.process.request;

import io.reglament.crm.ProductProfile;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry.Kind;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the customer said when a person asked (ECRM-3.5-03, ECRM-3.5-04). */
@Component
class ObtainConfirmationCompletion implements TaskCompletion {

    private final Archive archive;

    ObtainConfirmationCompletion(Archive archive) {
        this.archive = archive;
    }

    @Override
    public String process() {
        return EngineRequestLifecycle.PROCESS;
    }

    @Override
    public String task() {
        return "Task_ObtainConfirmation";
    }

    @Override
    public List<String> outcomes(ProductProfile profile) {
        return List.of(Outcomes.CONFIRMED, Outcomes.REMARKS, Outcomes.KEEP_WAITING);
    }

    @Override
    public void complete(Submission s) {
        String outcome = s.outcome(outcomes(null));
        String reason = Outcomes.CONFIRMED.equals(outcome) ? s.required(Variables.REASON) : s.text(Variables.REASON);
        String remarks = Outcomes.REMARKS.equals(outcome) ? s.required(Variables.REMARKS) : null;
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
