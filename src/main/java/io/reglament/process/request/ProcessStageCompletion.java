package io.reglament.process.request;

import io.reglament.crm.ProductProfile;
import io.reglament.request.RequestStages;
import java.util.List;
import org.springframework.stereotype.Component;

/** The work on one stage (S-23, BONUS-10.1-23). */
@Component
class ProcessStageCompletion implements TaskCompletion {

    private final RequestStages stages;

    ProcessStageCompletion(RequestStages stages) {
        this.stages = stages;
    }

    @Override
    public String process() {
        return EngineStageLifecycle.PROCESS;
    }

    @Override
    public String task() {
        return "Task_ProcessStage";
    }

    @Override
    public List<String> outcomes(ProductProfile profile) {
        return List.of(Outcomes.DONE, Outcomes.RETURN);
    }

    @Override
    public void complete(Submission s) {
        String outcome = s.outcome(outcomes(null));
        boolean returned = Outcomes.RETURN.equals(outcome);
        String reason = returned ? s.required(Variables.REASON) : null;
        String result = returned ? null : s.text(Variables.RESULT);
        s.check();
        int no = (Integer) s.raw(Variables.STAGE_NO);
        if (returned) {
            stages.giveBack(s.requestId(), no, reason, s.actor(), s.cause());
        } else if (result != null) {
            stages.result(s.requestId(), no, result, s.actor(), s.cause());
        }
    }
}
