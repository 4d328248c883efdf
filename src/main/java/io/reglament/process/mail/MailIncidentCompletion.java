package io.reglament.process.mail;

import io.reglament.crm.ProductProfile;
import io.reglament.mail.inbox.MailIncidents;
import io.reglament.process.request.Outcomes;
import io.reglament.process.request.Submission;
import io.reglament.process.request.TaskCompletion;
import io.reglament.process.request.Variables;
import java.util.List;
import org.springframework.stereotype.Component;

/** An operator says what was wrong with a mailbox; that closes the incident. */
@Component
class MailIncidentCompletion implements TaskCompletion {

    private final MailIncidents incidents;

    MailIncidentCompletion(MailIncidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public String process() {
        return EngineMailIncidentTasks.PROCESS;
    }

    @Override
    public String task() {
        return "Task_ResolveMailIncident";
    }

    @Override
    public List<String> outcomes(ProductProfile profile) {
        return List.of(Outcomes.DONE);
    }

    @Override
    public void complete(Submission s) {
        s.outcome(outcomes(null));
        String found = s.required(Variables.REASON);
        s.check();
        incidents.resolved((Long) s.raw(Variables.INCIDENT_ID), s.actor(), found);
    }
}
