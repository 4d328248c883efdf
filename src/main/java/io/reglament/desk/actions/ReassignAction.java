package io.reglament.desk.actions;

import io.reglament.access.Colleagues;
import io.reglament.crm.ProductProfile;
import io.reglament.desk.actions.ActionField.Option;
import io.reglament.desk.actions.ActionField.Type;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Hands the request to another person or group (CIS-A.1-02, BONUS-10.1-22). */
@Component
class ReassignAction implements RequestAction {

    private static final String ASSIGNEE = "assignee";
    private static final String GROUP = "group";
    private static final String REASON = "reason";

    private final RunningProcess process;
    private final Colleagues colleagues;

    ReassignAction(RunningProcess process, Colleagues colleagues) {
        this.process = process;
        this.colleagues = colleagues;
    }

    @Override
    public String code() {
        return "reassign";
    }

    @Override
    public Set<RequestState> states() {
        return RunningProcess.IN_HAND;
    }

    @Override
    public List<ActionField> fields(RequestView request, ProductProfile profile) {
        List<Option> groups = profile.groups().specialists().stream()
                .map(group -> new Option(group, group))
                .toList();
        return List.of(
                ActionField.optional(
                        ASSIGNEE,
                        Type.USER,
                        ActionTexts.people(colleagues.of(profile.groups().specialists(), profile.code()))),
                ActionField.optional(GROUP, Type.SELECT, groups),
                ActionField.required(REASON, Type.TEXTAREA));
    }

    @Override
    public void perform(ActionInput input) {
        ProductProfile profile = input.profile();
        String assignee = specialist(input, input.text(ASSIGNEE));
        String group = input.choice(GROUP, profile.groups().specialists());
        String reason = input.required(REASON);
        if (input.text(ASSIGNEE) == null && input.text(GROUP) == null) {
            input.problem(ASSIGNEE, "action.reassign.nobody");
        } else if (assignee != null && assignee.equals(input.request().assignee())) {
            input.problem(ASSIGNEE, "action.problem.same", colleagues.name(assignee));
        }
        input.check();
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("peopleChange", "REASSIGN");
        inputs.put("newAssignee", assignee);
        inputs.put("newGroup", group == null ? group(assignee, input) : group);
        process.tell(input, "request.peopleChanged", reason, inputs);
    }

    private String specialist(ActionInput input, String userId) {
        List<String> groups = input.profile().groups().specialists();
        if (userId == null || colleagues.include(groups, input.profile().code(), userId)) {
            return userId;
        }
        input.problem(
                ASSIGNEE,
                "action.problem.colleague",
                colleagues.name(userId),
                input.profile().name(),
                String.join(", ", groups));
        return null;
    }

    /** @return the request's own group if the person is in it, else the first of the person's groups */
    private String group(String assignee, ActionInput input) {
        ProductProfile profile = input.profile();
        String own = input.request().assignedGroup();
        if (own != null && colleagues.include(List.of(own), profile.code(), assignee)) {
            return own;
        }
        return profile.groups().specialists().stream()
                .filter(group -> colleagues.include(List.of(group), profile.code(), assignee))
                .findFirst()
                .orElse(own);
    }
}
