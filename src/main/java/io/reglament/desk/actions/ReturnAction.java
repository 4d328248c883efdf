package io.reglament.desk.actions;

import io.reglament.crm.ProductProfile;
import io.reglament.desk.actions.ActionField.Option;
import io.reglament.desk.actions.ActionField.Type;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Gives the request back: to whom the assignee stands in for, to the queue of its group, or to first line. */
@Component
class ReturnAction implements RequestAction {

    private static final String TO = "to";
    private static final String REASON = "reason";
    private static final String PRINCIPAL = "PRINCIPAL";
    private static final String QUEUE = "QUEUE";
    private static final String FIRST_LINE = "FIRST_LINE";
    private static final String CHANGED = "request.peopleChanged";

    private final RunningProcess process;
    private final ActionTexts texts;

    ReturnAction(RunningProcess process, ActionTexts texts) {
        this.process = process;
        this.texts = texts;
    }

    @Override
    public String code() {
        return "return";
    }

    @Override
    public Set<RequestState> states() {
        return EnumSet.of(RequestState.ASSIGNED, RequestState.IN_WORK);
    }

    @Override
    public List<ActionField> fields(RequestView request, ProductProfile profile) {
        List<Option> options = targets(request).stream()
                .map(target -> new Option(target, texts.text("action.return.to." + target)))
                .toList();
        return List.of(ActionField.required(TO, Type.SELECT, options), ActionField.required(REASON, Type.TEXTAREA));
    }

    @Override
    public void perform(ActionInput input) {
        RequestView request = input.request();
        String to = input.required(TO) == null ? null : input.choice(TO, targets(request));
        String reason = input.required(REASON);
        input.check();
        switch (to) {
            case FIRST_LINE -> process.returnToFirstLine(input, reason);
            case QUEUE -> {
                Map<String, Object> inputs = new HashMap<>();
                inputs.put("peopleChange", "REASSIGN");
                inputs.put("newAssignee", null);
                inputs.put("newGroup", request.assignedGroup());
                process.tell(input, CHANGED, reason, inputs);
            }
            default -> process.tell(input, CHANGED, reason, Map.of("peopleChange", "GIVE_BACK"));
        }
    }

    private static List<String> targets(RequestView request) {
        List<String> targets = new ArrayList<>();
        if (request.delegatedBy() != null) {
            targets.add(PRINCIPAL);
        }
        if (request.assignee() != null) {
            targets.add(QUEUE);
        }
        targets.add(FIRST_LINE);
        return targets;
    }
}
