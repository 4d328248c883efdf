package io.reglament.desk.actions;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.ActionRole;
import io.reglament.desk.actions.ActionField.Type;
import io.reglament.request.RequestLifecycle.WorkOutcome;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Moves the planned due date (T-11, BONUS-10.1-33, BONUS-10.1-34, BONUS-10.3-01). Done by whoever checks or classifies
 * requests of the product it is the consent that the regulation asks for (C-16); done by a specialist it asks for that.
 */
@Component
class RescheduleAction implements RequestAction {

    private static final String DUE_AT = "dueAt";
    private static final String REASON = "reason";
    private static final Set<ActionRole> CONSENTING =
            EnumSet.of(ActionRole.FIRST_LINE, ActionRole.CLOSER, ActionRole.HEAD);

    private final RunningProcess process;
    private final ActionRights rights;

    RescheduleAction(RunningProcess process, ActionRights rights) {
        this.process = process;
        this.rights = rights;
    }

    @Override
    public String code() {
        return "reschedule";
    }

    @Override
    public Set<RequestState> states() {
        return RunningProcess.IN_HAND;
    }

    @Override
    public List<ActionField> fields(RequestView request, ProductProfile profile) {
        return List.of(ActionField.required(DUE_AT, Type.DATE), ActionField.required(REASON, Type.TEXTAREA));
    }

    @Override
    public void perform(ActionInput input) {
        RequestView request = input.request();
        Instant dueAt = input.requiredFutureMoment(DUE_AT);
        String reason = input.required(REASON);
        if (dueAt != null && dueAt.equals(request.dueAt())) {
            input.problem(DUE_AT, "action.problem.same", input.text(DUE_AT));
        }
        input.check();
        if (rights.hasAny(CONSENTING, request, input.profile())) {
            process.tell(
                    input,
                    "request.rescheduled",
                    reason,
                    Map.of("newDueAt", Date.from(dueAt), "consent", input.actor()));
        } else {
            process.endWork(input, WorkOutcome.RESCHEDULE, Map.of(DUE_AT, dueAt.toString(), REASON, reason));
        }
    }
}
