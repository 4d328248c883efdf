package io.reglament.desk.actions;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.ProductProfile;
import io.reglament.desk.actions.ActionField.Type;
import io.reglament.request.Act;
import io.reglament.request.Participants;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Lets a colleague of the customer take part: copies of our mails, and replies that reach the request. */
@Component
class AddParticipantAction implements RequestAction {

    private static final String EMAIL = "email";
    private static final String NAME = "name";
    private static final String REASON = "reason";

    private final Customers customers;
    private final Participants participants;

    AddParticipantAction(Customers customers, Participants participants) {
        this.customers = customers;
        this.participants = participants;
    }

    @Override
    public String code() {
        return "addParticipant";
    }

    @Override
    public Set<RequestState> states() {
        return EnumSet.complementOf(EnumSet.of(RequestState.CLOSED));
    }

    @Override
    public List<ActionField> fields(RequestView request, ProductProfile profile) {
        return List.of(
                ActionField.required(EMAIL, Type.TEXT),
                ActionField.optional(NAME, Type.TEXT, List.of()),
                ActionField.optional(REASON, Type.TEXTAREA, List.of()));
    }

    @Override
    public void perform(ActionInput input) {
        RequestView request = input.request();
        String email = input.requiredEmail(EMAIL);
        String name = input.text(NAME);
        String reason = input.text(REASON);
        Contact initiator = customers.contact(request.contactId());
        if (email != null) {
            customers
                    .contact(email)
                    .filter(known -> known.customerId() != request.customerId())
                    .ifPresent(known -> input.problem(
                            EMAIL, "action.participant.other", email, known.customerName(), initiator.customerName()));
            if (email.equalsIgnoreCase(initiator.email())) {
                input.problem(EMAIL, "action.participant.contact", email);
            }
        }
        input.check();
        Contact colleague = customers
                .contact(email)
                .orElseGet(() -> customers.addColleague(request.customerId(), name, email, request.language()));
        if (!participants.add(request.id(), colleague, new Act(input.actor(), input.cause(), reason))) {
            input.problem(EMAIL, "action.participant.known", email);
            input.check();
        }
    }
}
