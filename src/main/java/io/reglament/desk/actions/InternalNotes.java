package io.reglament.desk.actions;

import io.reglament.request.Conversation;
import io.reglament.request.NewMessage;
import io.reglament.request.RequestView;
import io.reglament.request.RequestWork;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps internal notes, which customers never see; the first one of the assignee begins the work (T-09). */
@Component
public class InternalNotes {

    private final RequestWork work;
    private final Conversation conversation;
    private final Clock clock;

    InternalNotes(RequestWork work, Conversation conversation, Clock clock) {
        this.work = work;
        this.conversation = conversation;
        this.clock = clock;
    }

    /**
     * Keeps a note, within the caller's transaction.
     *
     * @param actor user id of the author
     * @param cause as the archive keeps it
     * @return the note's id in the conversation
     */
    public long keep(RequestView request, String text, String actor, String cause) {
        long id = conversation.file(
                request.id(),
                new NewMessage(
                        NewMessage.Direction.NOTE,
                        clock.instant(),
                        actor,
                        "",
                        request.subject(),
                        text,
                        null,
                        null,
                        null,
                        null,
                        List.of()),
                actor,
                cause);
        if (actor.equals(request.assignee())) {
            work.begin(request.id(), actor, cause);
        }
        return id;
    }
}
