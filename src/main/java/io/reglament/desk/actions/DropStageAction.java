package io.reglament.desk.actions;

import io.reglament.crm.ProductProfile;
import io.reglament.request.RequestStages;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.StageView;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Drops a stage with a reason (S-23, BONUS-10.1-23). */
@Component
class DropStageAction implements RequestAction {

    private static final String STAGE = "stage";
    private static final String REASON = "reason";

    private final RequestStages stages;

    DropStageAction(RequestStages stages) {
        this.stages = stages;
    }

    @Override
    public String code() {
        return "dropStage";
    }

    @Override
    public Set<RequestState> states() {
        return Set.of(RequestState.IN_WORK);
    }

    @Override
    public boolean fits(RequestView request, ProductProfile profile) {
        return states().contains(request.state())
                && stages.of(request.id()).stream().anyMatch(StageView::isOpen);
    }

    @Override
    public List<ActionField> fields(RequestView request, ProductProfile profile) {
        List<ActionField.Option> open = stages.of(request.id()).stream()
                .filter(StageView::isOpen)
                .map(stage -> new ActionField.Option(String.valueOf(stage.no()), stage.no() + ". " + stage.title()))
                .toList();
        return List.of(
                ActionField.required(STAGE, ActionField.Type.SELECT, open),
                ActionField.required(REASON, ActionField.Type.TEXTAREA));
    }

    @Override
    public void perform(ActionInput input) {
        String stage = input.required(STAGE);
        String reason = input.required(REASON);
        Integer no = stage != null && stage.matches("[0-9]{1,4}") ? Integer.valueOf(stage) : null;
        if (stage != null) {
            stages.objectionToDrop(input.request(), no).ifPresent(objection -> input.object(STAGE, objection));
        }
        input.check();
        stages.drop(input.request(), no, reason, input.actor(), input.cause());
    }
}
