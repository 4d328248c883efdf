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

/** A person's reading of a reply to an ended request. */
@Component
class ReviewEndedReplyCompletion implements TaskCompletion {

    private final Archive archive;

    ReviewEndedReplyCompletion(Archive archive) {
        this.archive = archive;
    }

    @Override
    public String process() {
        return EngineMailTriage.PROCESS;
    }

    @Override
    public String task() {
        return "Task_ReviewReply";
    }

    @Override
    public List<String> outcomes(ProductProfile profile) {
        return List.of(Outcomes.REMARKS, Outcomes.NOTE);
    }

    @Override
    public void complete(Submission s) {
        String outcome = s.outcome(outcomes(null));
        String remarks = s.text(Variables.REMARKS);
        s.check();
        if (remarks != null) {
            archive.add(s.requestId(), s.actor(), Kind.NOTE, s.cause(), remarks);
        }
        archive.add(s.requestId(), s.actor(), Kind.DECISION, s.cause(), outcome);
    }
}
