package io.reglament.desk.actions;

import io.reglament.access.Colleagues;
import io.reglament.crm.ProductProfile;
import io.reglament.request.NewStage;
import io.reglament.request.RequestStages;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.StageView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Adds a stage to a request that is divided (S-23, BONUS-10.1-23). */
@Component
class AddStageAction implements RequestAction {

    private static final String TITLE = "title";
    private static final String ASSIGNEE = "assignee";
    private static final String DUE_AT = "dueAt";

    private final RequestStages stages;
    private final Colleagues colleagues;

    AddStageAction(RequestStages stages, Colleagues colleagues) {
        this.stages = stages;
        this.colleagues = colleagues;
    }

    @Override
    public String code() {
        return "addStage";
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
        List<ActionField.Option> who = new ArrayList<>(
                ActionTexts.people(colleagues.of(profile.groups().specialists(), profile.code())));
        profile.groups().specialists().forEach(group -> who.add(new ActionField.Option(group, group)));
        return List.of(
                ActionField.required(TITLE, ActionField.Type.TEXT),
                ActionField.optional(ASSIGNEE, ActionField.Type.USER, who),
                ActionField.required(DUE_AT, ActionField.Type.DATE));
    }

    @Override
    public void perform(ActionInput input) {
        String title = input.required(TITLE);
        String assignee = input.text(ASSIGNEE);
        input.required(DUE_AT);
        Instant dueAt = input.futureMoment(DUE_AT);
        input.check();
        List<NewStage> added = List.of(new NewStage(title, assignee, dueAt, title));
        stages.objections(input.request(), added).forEach(objection -> input.object(TITLE, objection));
        input.check();
        stages.plan(input.request(), added, null, input.actor(), input.cause());
        stages.begin(input.request().id(), input.actor(), input.cause());
    }
}
