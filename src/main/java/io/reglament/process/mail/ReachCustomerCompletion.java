package io.reglament.process.mail;

import io.reglament.crm.ProductProfile;
import io.reglament.process.request.Outcomes;
import io.reglament.process.request.Submission;
import io.reglament.process.request.TaskCompletion;
import io.reglament.process.request.Variables;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry.Kind;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a person did about a mail of ours that could not be delivered. */
@Component
class ReachCustomerCompletion implements TaskCompletion {

    private final Archive archive;

    ReachCustomerCompletion(Archive archive) {
        this.archive = archive;
    }

    @Override
    public String process() {
        return EngineMailTriage.PROCESS;
    }

    @Override
    public String task() {
        return "Task_ReachCustomer";
    }

    @Override
    public List<String> outcomes(ProductProfile profile) {
        return List.of(Outcomes.RESEND, Outcomes.REACHED);
    }

    @Override
    public void complete(Submission s) {
        String outcome = s.outcome(outcomes(null));
        String reason = s.text(Variables.REASON);
        s.check();
        if (s.requestId() == null) {
            return;
        }
        if (reason != null) {
            archive.add(s.requestId(), s.actor(), Kind.NOTE, s.cause(), reason);
        }
        archive.add(s.requestId(), s.actor(), Kind.DECISION, s.cause(), outcome);
    }
}
