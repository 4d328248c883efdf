package io.reglament.process.request;

import io.reglament.crm.ProductProfile;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry.Kind;
import java.util.List;
import org.springframework.stereotype.Component;

/** The account manager's check (T-14, T-15, C-17). */
@Component
class VerifySolutionCompletion implements TaskCompletion {

    private final Archive archive;

    VerifySolutionCompletion(Archive archive) {
        this.archive = archive;
    }

    @Override
    public String process() {
        return EngineRequestLifecycle.PROCESS;
    }

    @Override
    public String task() {
        return "Task_VerifySolution";
    }

    @Override
    public List<String> outcomes(ProductProfile profile) {
        return List.of(Outcomes.ACCEPT, Outcomes.REWORK);
    }

    @Override
    public void complete(Submission s) {
        String outcome = s.outcome(outcomes(null));
        boolean rework = Outcomes.REWORK.equals(outcome);
        String remarks = rework ? s.required(Variables.REMARKS) : null;
        s.check();
        if (rework) {
            archive.add(s.requestId(), s.actor(), Kind.REMARKS, s.cause(), remarks);
        }
        archive.add(s.requestId(), s.actor(), Kind.DECISION, s.cause(), outcome);
    }
}
