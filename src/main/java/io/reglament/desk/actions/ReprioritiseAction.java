package io.reglament.desk.actions;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.desk.actions.ActionField.Type;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Raises or lowers the priority (T-11, BONUS-10.1-32). */
@Component
class ReprioritiseAction implements RequestAction {

    private static final String PRIORITY = "priority";
    private static final String REASON = "reason";

    private final RunningProcess process;
    private final ActionTexts texts;

    ReprioritiseAction(RunningProcess process, ActionTexts texts) {
        this.process = process;
        this.texts = texts;
    }

    @Override
    public String code() {
        return "reprioritise";
    }

    @Override
    public Set<RequestState> states() {
        return RunningProcess.OPEN;
    }

    @Override
    public List<ActionField> fields(RequestView request, ProductProfile profile) {
        return List.of(
                ActionField.required(PRIORITY, Type.SELECT, texts.levels()),
                ActionField.required(REASON, Type.TEXTAREA));
    }

    @Override
    public void perform(ActionInput input) {
        Level priority = input.requiredLevel(PRIORITY);
        String reason = input.required(REASON);
        if (priority != null && priority == input.request().priority()) {
            input.problem(PRIORITY, "action.problem.same", texts.text("level." + priority));
        }
        input.check();
        process.tell(input, "request.reprioritised", reason, Map.of("newPriority", priority.name()));
    }
}
