package io.reglament.process.request;

import io.reglament.crm.ProductProfiles;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry.Kind;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** Notes in the archive that the customer has answered no reminder, for whoever reads why the request went on. */
@Component
class UnansweredListener implements ExecutionListener {

    private final Archive archive;
    private final ProductProfiles profiles;
    private final CompletionMessages messages;

    UnansweredListener(Archive archive, ProductProfiles profiles, CompletionMessages messages) {
        this.archive = archive;
        this.profiles = profiles;
        this.messages = messages;
    }

    @Override
    public void notify(DelegateExecution execution) {
        Step step = Step.of(execution);
        archive.add(
                step.requestId(),
                Archive.SYSTEM,
                Kind.NOTE,
                step.cause(),
                messages.text(
                        "note.unanswered",
                        profiles.get(step.product()).reminders().count()));
    }
}
