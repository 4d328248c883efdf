package io.reglament.desk.actions;

import io.reglament.crm.Contact;
import io.reglament.crm.ProductProfile;
import io.reglament.desk.actions.ActionField.Option;
import io.reglament.desk.actions.ActionField.Type;
import io.reglament.request.Act;
import io.reglament.request.Participants;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Ends a colleague's part in the request; no copies from now on. */
@Component
class RemoveParticipantAction implements RequestAction {

    private static final String EMAIL = "email";
    private static final String REASON = "reason";

    private final Participants participants;

    RemoveParticipantAction(Participants participants) {
        this.participants = participants;
    }

    @Override
    public String code() {
        return "removeParticipant";
    }

    @Override
    public Set<RequestState> states() {
        return EnumSet.allOf(RequestState.class);
    }

    @Override
    public List<ActionField> fields(RequestView request, ProductProfile profile) {
        List<Option> people = participants.of(request.id()).stream()
                .map(contact -> new Option(contact.email(), contact.displayName()))
                .toList();
        return List.of(
                ActionField.required(EMAIL, Type.SELECT, people),
                ActionField.optional(REASON, Type.TEXTAREA, List.of()));
    }

    @Override
    public void perform(ActionInput input) {
        List<Contact> people = participants.of(input.request().id());
        String wanted = input.required(EMAIL);
        String reason = input.text(REASON);
        Contact leaving = people.stream()
                .filter(contact -> contact.email().equalsIgnoreCase(wanted))
                .findFirst()
                .orElse(null);
        if (leaving == null && wanted != null) {
            input.problem(
                    EMAIL,
                    "action.participant.unknown",
                    wanted,
                    String.join(", ", people.stream().map(Contact::email).toList()));
        }
        input.check();
        participants.remove(input.request().id(), leaving, new Act(input.actor(), input.cause(), reason));
    }

    @Override
    public boolean fits(RequestView request, ProductProfile profile) {
        return !participants.of(request.id()).isEmpty();
    }
}
