package io.reglament.desk.actions;

import io.reglament.crm.ProductProfile;
import io.reglament.request.Duplicates;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Ends a request that says the same as another one, which goes on. */
@Component
class MergeAction implements RequestAction {

    private static final String INTO = "into";
    private static final String REASON = "reason";
    private static final String OTHER_CUSTOMER = "otherCustomer";

    private final Duplicates duplicates;
    private final ActionTexts texts;

    MergeAction(Duplicates duplicates, ActionTexts texts) {
        this.duplicates = duplicates;
        this.texts = texts;
    }

    @Override
    public String code() {
        return "merge";
    }

    @Override
    public Set<RequestState> states() {
        return Set.copyOf(RequestState.unanswered());
    }

    @Override
    public List<ActionField> fields(RequestView request, ProductProfile profile) {
        return List.of(
                ActionField.required(INTO, ActionField.Type.TEXT),
                ActionField.required(REASON, ActionField.Type.TEXTAREA),
                ActionField.optional(OTHER_CUSTOMER, ActionField.Type.SELECT, texts.yes()));
    }

    @Override
    public void perform(ActionInput input) {
        String into = input.required(INTO);
        String reason = input.required(REASON);
        if (into != null) {
            duplicates
                    .objection(input.request(), into, input.flag(OTHER_CUSTOMER))
                    .ifPresent(objection -> input.object(INTO, objection));
        }
        input.check();
        duplicates.record(input.request(), into, reason, input.actor(), input.cause());
        if (!duplicates.announce(input.request(), input.actor())) {
            throw texts.notNow(input);
        }
    }
}
