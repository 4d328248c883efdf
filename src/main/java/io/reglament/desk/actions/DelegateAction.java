package io.reglament.desk.actions;

import io.reglament.access.Colleagues;
import io.reglament.crm.ProductProfile;
import io.reglament.desk.actions.ActionField.Type;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Hands the request to somebody who stands in for its assignee until it is given back. */
@Component
class DelegateAction implements RequestAction {

    private static final String DEPUTY = "deputy";
    private static final String REASON = "reason";

    private final RunningProcess process;
    private final Colleagues colleagues;

    DelegateAction(RunningProcess process, Colleagues colleagues) {
        this.process = process;
        this.colleagues = colleagues;
    }

    @Override
    public String code() {
        return "delegate";
    }

    @Override
    public Set<RequestState> states() {
        return RunningProcess.IN_HAND;
    }

    @Override
    public List<ActionField> fields(RequestView request, ProductProfile profile) {
        return List.of(
                ActionField.required(
                        DEPUTY,
                        Type.USER,
                        ActionTexts.people(colleagues.of(profile.groups().specialists(), profile.code()))),
                ActionField.required(REASON, Type.TEXTAREA));
    }

    @Override
    public void perform(ActionInput input) {
        ProductProfile profile = input.profile();
        String deputy = input.required(DEPUTY);
        String reason = input.required(REASON);
        List<String> groups = profile.groups().specialists();
        if (deputy != null && !colleagues.include(groups, profile.code(), deputy)) {
            input.problem(
                    DEPUTY,
                    "action.problem.colleague",
                    colleagues.name(deputy),
                    profile.name(),
                    String.join(", ", groups));
        } else if (deputy != null && deputy.equals(input.request().assignee())) {
            input.problem(DEPUTY, "action.problem.same", colleagues.name(deputy));
        }
        input.check();
        process.tell(input, "request.peopleChanged", reason, Map.of("peopleChange", "DELEGATE", "newAssignee", deputy));
    }

    @Override
    public boolean fits(RequestView request, ProductProfile profile) {
        return request.assignee() != null && states().contains(request.state());
    }
}
