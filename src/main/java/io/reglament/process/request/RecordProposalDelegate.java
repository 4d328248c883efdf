package io.reglament.process.request;

import io.reglament.crm.ProductProfile.Level;
import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Stores what the decision tables propose (BONUS-10.1-18, P-1…P-10, RT-1, BONUS-7-01, BONUS-8-02, C-02). */
@Component
class RecordProposalDelegate implements JavaDelegate {

    private final RequestWork work;
    private final RulingTables tables;

    RecordProposalDelegate(RequestWork work, RulingTables tables) {
        this.work = work;
        this.tables = tables;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        work.propose(
                step.requestId(),
                new RequestWork.Proposal(
                        step.text(Variables.CATEGORY),
                        step.text(Variables.SERVICE),
                        step.text(Variables.TOPIC),
                        level(step, Variables.CRITICALITY),
                        level(step, Variables.PRIORITY),
                        step.text(Variables.CANDIDATE_GROUP)),
                step.cause());
        // A signal is a request like any other from here on.
        step.set(Variables.ROUTING_STAGE, "INTAKE");
        tables.workplace(step.requestId(), step.text(Variables.REQUEST_TEXT), step.cause());
        step.set(
                Variables.CONFIRMATION_MODEL,
                tables.classified(step.requestId(), step.cause()).name());
    }

    private static Level level(Step step, String variable) {
        String code = step.text(variable);
        return code == null ? null : Level.valueOf(code);
    }
}
