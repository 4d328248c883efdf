package io.reglament.process.request;

import io.reglament.crm.ProductProfile.Level;
import io.reglament.request.RequestWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Raises or lowers the priority of a running request (T-11, BONUS-10.1-32). */
@Component
class ChangePriorityDelegate implements JavaDelegate {

    private final RequestWork work;
    private final OpenTasks tasks;
    private final RequestTasks rules;

    ChangePriorityDelegate(RequestWork work, OpenTasks tasks, RequestTasks rules) {
        this.work = work;
        this.tasks = tasks;
        this.rules = rules;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        String priority = step.text(Variables.NEW_PRIORITY);
        work.reprioritise(step.requestId(), Level.valueOf(priority), step.act());
        step.set(Variables.PRIORITY, priority);
        tasks.rank(execution.getProcessBusinessKey(), rules.rank(priority));
    }
}
