package io.reglament.request;

import io.reglament.sla.Deadline;
import io.reglament.sla.DeadlineEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Archives what happens to deadlines: moved, coming near, missed. A planned date is archived by whoever sets it. */
@Component
class DeadlineArchive {

    private static final String CAUSE = "DeadlineWatch";

    private final Archive archive;

    DeadlineArchive(Archive archive) {
        this.archive = archive;
    }

    @EventListener
    void moved(DeadlineEvent.Moved event) {
        if (event.change().kind() != Deadline.Kind.DUE_DATE) {
            archive.change(
                    event.requestId(),
                    event.by().actor(),
                    ArchiveEntry.Kind.FIELD,
                    event.by().cause(),
                    event.change().kind() == Deadline.Kind.REACTION ? "reactionDueAt" : "solutionDueAt",
                    event.change().oldAt(),
                    event.change().newAt());
        }
    }

    @EventListener
    void warned(DeadlineEvent.Warned event) {
        archive.add(
                event.requestId(), Archive.SYSTEM, ArchiveEntry.Kind.WARNING, CAUSE, text(event.kind(), event.at()));
    }

    @EventListener
    void missed(DeadlineEvent.Missed event) {
        archive.add(
                event.requestId(), Archive.SYSTEM, ArchiveEntry.Kind.ESCALATION, CAUSE, text(event.kind(), event.at()));
    }

    /** Codes, as everywhere in the archive; pages show them in words. */
    private static String text(Deadline.Kind kind, java.time.Instant at) {
        return kind + " " + at;
    }
}
