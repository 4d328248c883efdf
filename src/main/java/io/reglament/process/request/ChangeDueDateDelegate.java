package io.reglament.process.request;

import io.reglament.request.RequestWork;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Moves the planned due date of a running request (T-11, BONUS-10.1-33, BONUS-10.1-34, BONUS-10.3-01). */
@Component
class ChangeDueDateDelegate implements JavaDelegate {

    private final RequestWork work;
    private final OpenTasks tasks;

    ChangeDueDateDelegate(RequestWork work, OpenTasks tasks) {
        this.work = work;
        this.tasks = tasks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        Date dueAt = step.date(Variables.NEW_DUE_AT);
        Date before = work.reschedule(step.requestId(), dueAt.toInstant(), step.text(Variables.CONSENT), step.act())
                .map(Date::from)
                .orElse(null);
        step.set(Variables.DUE_AT, dueAt);
        step.carry(Variables.PREVIOUS_DUE_AT, before);
        tasks.due(execution.getProcessBusinessKey(), dueAt);
    }
}
