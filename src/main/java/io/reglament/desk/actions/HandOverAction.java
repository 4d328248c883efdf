package io.reglament.desk.actions;

import io.reglament.crm.ProductProfile;
import io.reglament.desk.actions.ActionField.Type;
import io.reglament.request.RequestLifecycle.WorkOutcome;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Hands the request over to development, which answers support (S-34, OTK-6-01, OTK-6-05). */
@Component
class HandOverAction implements RequestAction {

    private static final String REASON = "reason";

    private final RunningProcess process;

    HandOverAction(RunningProcess process) {
        this.process = process;
    }

    @Override
    public String code() {
        return "handOver";
    }

    @Override
    public Set<RequestState> states() {
        return RunningProcess.WITH_SPECIALIST;
    }

    @Override
    public boolean fits(RequestView request, ProductProfile profile) {
        return RunningProcess.isWithSupport(request, profile);
    }

    @Override
    public List<ActionField> fields(RequestView request, ProductProfile profile) {
        return List.of(ActionField.required(REASON, Type.TEXTAREA));
    }

    @Override
    public void perform(ActionInput input) {
        String reason = input.required(REASON);
        input.check();
        process.endWork(input, WorkOutcome.HAND_OVER, Map.of(REASON, reason));
    }
}
