package io.reglament.process.request;

import io.reglament.request.Act;
import java.util.Date;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.value.TypedValue;

/**
 * One passage of a request through one element of the model.
 *
 * @param cause id of the element, as the archive keeps it
 * @param dedupKey the same for this passage only: what is sent under it is sent once
 */
record Step(long requestId, String product, String cause, String dedupKey, DelegateExecution execution) {

    static Step of(DelegateExecution execution) {
        return new Step(
                (Long) execution.getVariable(Variables.REQUEST_ID),
                (String) execution.getVariable(Variables.PRODUCT),
                execution.getCurrentActivityId(),
                execution.getProcessBusinessKey() + ":" + execution.getActivityInstanceId(),
                execution);
    }

    /** @return the act of whoever sent the message that led here, with the reason that it carries */
    Act act() {
        return new Act(text(Variables.ACTOR), cause, text(Variables.REASON));
    }

    /** Hands a date to the next elements of the same transaction; it is never kept. */
    void carry(String variable, Date value) {
        execution.setVariable(variable, org.camunda.bpm.engine.variable.Variables.dateValue(value, true));
    }

    /** @return null if it is not set */
    String text(String variable) {
        return (String) execution.getVariable(variable);
    }

    /** @return null if it is not set */
    Date date(String variable) {
        return (Date) execution.getVariable(variable);
    }

    int number(String variable) {
        return (Integer) execution.getVariable(variable);
    }

    boolean flag(String variable) {
        return Boolean.TRUE.equals(execution.getVariable(variable));
    }

    /** Nothing where the process holds this value already: each time it is set the engine writes two rows of history. */
    void set(String variable, Object value) {
        if (!holds(execution, variable, value)) {
            execution.setVariable(variable, value);
        }
    }

    /** @return whether the value is there, and stays */
    static boolean holds(VariableScope scope, String variable, Object value) {
        if (!scope.hasVariable(variable)) {
            return false;
        }
        TypedValue now = scope.getVariableTyped(variable);
        return !now.isTransient() && Objects.equals(now.getValue(), value);
    }
}
