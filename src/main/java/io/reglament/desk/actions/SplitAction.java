package io.reglament.desk.actions;

import io.reglament.crm.ProductProfile;
import io.reglament.request.NewStage;
import io.reglament.request.RequestStages;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Divides a very complex request into stages (S-23, BONUS-10.1-23, BONUS-10.1-24). */
@Component
class SplitAction implements RequestAction {

    private static final String STAGES = "stages";
    private static final String REASON = "reason";

    private final RequestStages stages;
    private final ActionTexts texts;

    SplitAction(RequestStages stages, ActionTexts texts) {
        this.stages = stages;
        this.texts = texts;
    }

    @Override
    public String code() {
        return "split";
    }

    @Override
    public Set<RequestState> states() {
        return Set.of(RequestState.REGISTERED, RequestState.QUEUED, RequestState.ASSIGNED, RequestState.IN_WORK);
    }

    @Override
    public List<ActionField> fields(RequestView request, ProductProfile profile) {
        return List.of(
                ActionField.required(STAGES, ActionField.Type.TEXTAREA),
                ActionField.optional(REASON, ActionField.Type.TEXTAREA, List.of()));
    }

    @Override
    public void perform(ActionInput input) {
        List<NewStage> planned = NewStage.read(input.text(STAGES), input.zone());
        String reason = input.text(REASON);
        stages.objections(input.request(), planned).forEach(objection -> input.object(STAGES, objection));
        input.check();
        stages.plan(input.request(), planned, reason, input.actor(), input.cause());
        if (!stages.announce(input.request(), input.actor())) {
            throw texts.notNow(input);
        }
    }
}
