package io.reglament.desk.actions;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.request.Moves;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Registers a request that came to the wrong product under the right one. */
@Component
class MoveAction implements RequestAction {

    private static final String TARGET = "targetProduct";
    private static final String REASON = "reason";

    private final Moves moves;
    private final ProductProfiles profiles;
    private final ActionTexts texts;

    MoveAction(Moves moves, ProductProfiles profiles, ActionTexts texts) {
        this.moves = moves;
        this.profiles = profiles;
        this.texts = texts;
    }

    @Override
    public String code() {
        return "move";
    }

    @Override
    public Set<RequestState> states() {
        return Set.copyOf(RequestState.unanswered());
    }

    @Override
    public List<ActionField> fields(RequestView request, ProductProfile profile) {
        List<ActionField.Option> others = profiles.all().stream()
                .filter(other -> !other.code().equals(profile.code()))
                .map(other -> new ActionField.Option(other.code(), other.name()))
                .toList();
        return List.of(
                ActionField.required(TARGET, ActionField.Type.SELECT, others),
                ActionField.required(REASON, ActionField.Type.TEXTAREA));
    }

    @Override
    public void perform(ActionInput input) {
        String target = input.required(TARGET);
        String reason = input.required(REASON);
        if (target != null) {
            moves.objection(input.request(), target).ifPresent(objection -> input.object(TARGET, objection));
        }
        input.check();
        moves.record(input.request(), reason, input.actor(), input.cause());
        if (!moves.announce(input.request(), target, input.actor())) {
            throw texts.notNow(input);
        }
    }
}
