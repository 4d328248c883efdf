package io.reglament.desk.actions;

import io.reglament.crm.ProductProfile;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Keeps an internal note, which customers never see; the first one of the assignee begins the work (T-09). */
@Component
class NoteAction implements RequestAction {

    private static final String TEXT = "text";

    private final InternalNotes notes;

    NoteAction(InternalNotes notes) {
        this.notes = notes;
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
        notes.keep(input.request(), text, input.actor(), input.cause());
    }
}
