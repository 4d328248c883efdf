package io.reglament.desk.actions;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.ConfirmationModel;
import io.reglament.desk.actions.ActionField.Type;
import io.reglament.request.RequestLifecycle.WorkOutcome;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The work is done, and the customer hears of it once its release is deployed (T-13, OTK-3-01, MEET-3-01, ECRM-2.8-05). */
@Component
class WaitForReleaseAction implements RequestAction {

    private static final String RELEASE = "release";
    private static final String SOLUTION = "solutionText";

    private final RunningProcess process;

    WaitForReleaseAction(RunningProcess process) {
        this.process = process;
    }

    @Override
    public String code() {
        return "waitForRelease";
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
        // The comment on a request that ends with the work is optional (OTK-3-16, MEET-3-15).
        return List.of(
                ActionField.required(RELEASE, Type.TEXT),
                commentIsOptional(request)
                        ? ActionField.optional(SOLUTION, Type.TEXTAREA, List.of())
                        : ActionField.required(SOLUTION, Type.TEXTAREA));
    }

    @Override
    public void perform(ActionInput input) {
        Map<String, String> fields = new HashMap<>();
        fields.put(RELEASE, input.required(RELEASE));
        fields.put(SOLUTION, commentIsOptional(input.request()) ? input.text(SOLUTION) : input.required(SOLUTION));
        input.check();
        process.endWork(input, WorkOutcome.WAIT_FOR_RELEASE, fields);
    }

    private static boolean commentIsOptional(RequestView request) {
        return request.confirmation().model() == ConfirmationModel.NONE;
    }
}
