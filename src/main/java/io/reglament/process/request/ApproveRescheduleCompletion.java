package io.reglament.process.request;

import io.reglament.crm.ProductProfile;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.Requests;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The account manager's word on another due date (T-11, BONUS-10.1-33, BONUS-10.1-34, BONUS-10.3-01, C-16). */
@Component
class ApproveRescheduleCompletion implements TaskCompletion {

    private final Archive archive;
    private final Requests requests;
    private final Clock clock;
    private final ZoneId zone;

    ApproveRescheduleCompletion(
            Archive archive, Requests requests, Clock clock, @Value("${reglament.zone}") ZoneId zone) {
        this.archive = archive;
        this.requests = requests;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public String process() {
        return EngineRequestLifecycle.PROCESS;
    }

    @Override
    public String task() {
        return "Task_ApproveReschedule";
    }

    @Override
    public List<String> outcomes(ProductProfile profile) {
        return List.of(Outcomes.APPROVE, Outcomes.DECLINE);
    }

    @Override
    public void complete(Submission s) {
        String outcome = s.outcome(outcomes(null));
        String reason = Outcomes.DECLINE.equals(outcome) ? s.required(Variables.REASON) : s.text(Variables.REASON);
        Instant agreed = null;
        if (Outcomes.APPROVE.equals(outcome)) {
            // Left out: the date that the specialist asked for, which stands in the field.
            agreed = s.dueAt(null, clock, zone);
        }
        s.check();
        Instant dueAt = agreed == null ? requests.get(s.requestId()).dueAt() : agreed;
        s.set(Variables.DUE_AT, dueAt == null ? null : Date.from(dueAt));
        if (reason != null) {
            archive.add(s.requestId(), s.actor(), Kind.REASON, s.cause(), reason);
        }
        archive.add(s.requestId(), s.actor(), Kind.DECISION, s.cause(), outcome);
    }
}
