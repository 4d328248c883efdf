package io.reglament.desk.actions;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.desk.actions.ActionField.Type;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Changes the complexity, and where it follows from that the due date (T-11, BONUS-10.1-11): the regulation asks for no
 * consent here, but the archive shows that none was given (C-16). */
@Component
class ChangeComplexityAction implements RequestAction {

    private static final String COMPLEXITY = "complexity";
    private static final String DUE_AT = "dueAt";
    private static final String REASON = "reason";

    private final RunningProcess process;
    private final ActionTexts texts;

    ChangeComplexityAction(RunningProcess process, ActionTexts texts) {
        this.process = process;
        this.texts = texts;
    }

    @Override
    public String code() {
        return "changeComplexity";
    }

    @Override
    public Set<RequestState> states() {
        return RunningProcess.IN_HAND;
    }

    @Override
    public List<ActionField> fields(RequestView request, ProductProfile profile) {
        return List.of(
                ActionField.required(COMPLEXITY, Type.SELECT, texts.levels()),
                ActionField.optional(DUE_AT, Type.DATE, List.of()),
                ActionField.required(REASON, Type.TEXTAREA));
    }

    @Override
    public void perform(ActionInput input) {
        Level complexity = input.requiredLevel(COMPLEXITY);
        Instant dueAt = input.futureMoment(DUE_AT);
        String reason = input.required(REASON);
        if (complexity != null && complexity == input.request().complexity()) {
            input.problem(COMPLEXITY, "action.problem.same", texts.text("level." + complexity));
        }
        input.check();
        process.tell(input, "request.complexityChanged", reason, Map.of("newComplexity", complexity.name()));
        if (dueAt != null && !dueAt.equals(input.request().dueAt())) {
            Map<String, Object> inputs = new HashMap<>();
            inputs.put("newDueAt", Date.from(dueAt));
            inputs.put("consent", null);
            process.tell(input, "request.rescheduled", reason, inputs);
        }
    }
}
