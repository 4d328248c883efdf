package io.reglament.desk.actions;

import io.reglament.crm.ProductProfile;
import io.reglament.request.Conversation;
import io.reglament.request.NewMessage;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.RequestWork;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Keeps an internal note, which customers never see; the first one of the assignee begins the work (T-09). */
@Component
class NoteAction implements RequestAction {

    private static final String TEXT = "text";

    private final RequestWork work;
    private final Conversation conversation;
    private final Clock clock;

    NoteAction(RequestWork work, Conversation conversation, Clock clock) {
        this.work = work;
        this.conversation = conversation;
        this.clock = clock;
    }

    @Override
    public String code() {
        return "note";
    }

    @Override
    public Set<RequestState> states() {
        return EnumSet.allOf(RequestState.class);
    }

    @Override
    public List<ActionField> fields(RequestView request, ProductProfile profile) {
        return List.of(ActionField.required(TEXT, ActionField.Type.TEXTAREA));
    }

    @Override
    public void perform(ActionInput input) {
        String text = input.required(TEXT);
        input.check();
        RequestView request = input.request();
        conversation.file(
                request.id(),
                new NewMessage(
                        NewMessage.Direction.NOTE,
                        clock.instant(),
                        input.actor(),
                        "",
                        request.subject(),
                        text,
                        null,
                        null,
                        null,
                        null,
                        List.of()),
                input.actor(),
                input.cause());
        if (input.actor().equals(request.assignee())) {
            work.begin(request.id(), input.actor(), input.cause());
        }
    }
}
