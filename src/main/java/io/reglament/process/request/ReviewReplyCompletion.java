package io.reglament.process.request;

import io.reglament.crm.ProductProfile;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry.Kind;
import java.util.List;
import org.springframework.stereotype.Component;

/** A person's reading of a reply that no rule could tell. */
@Component
class ReviewReplyCompletion implements TaskCompletion {

    private final Archive archive;

    ReviewReplyCompletion(Archive archive) {
        this.archive = archive;
    }

    @Override
    public String process() {
        return EngineRequestLifecycle.PROCESS;
    }

    @Override
    public String task() {
        return "Task_ReviewReply";
    }

    @Override
    public List<String> outcomes(ProductProfile profile) {
        return List.of(Outcomes.CONFIRM, Outcomes.REMARKS, Outcomes.NOTE);
    }

    @Override
    public void complete(Submission s) {
        String outcome = s.outcome(outcomes(null));
        String remarks = s.text(Variables.REMARKS);
        s.check();
        if (remarks != null) {
            archive.add(
                    s.requestId(),
                    s.actor(),
                    Outcomes.REMARKS.equals(outcome) ? Kind.REMARKS : Kind.NOTE,
                    s.cause(),
                    remarks);
        }
        archive.add(s.requestId(), s.actor(), Kind.DECISION, s.cause(), outcome);
    }
}
