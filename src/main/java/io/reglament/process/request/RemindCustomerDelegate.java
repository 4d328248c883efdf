package io.reglament.process.request;

import io.reglament.mail.Notifications;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reminds the customer of what we wait for. */
@Component
class RemindCustomerDelegate implements JavaDelegate {

    private final Notifications notifications;
    private final OpenTasks tasks;

    RemindCustomerDelegate(Notifications notifications, OpenTasks tasks) {
        this.notifications = notifications;
        this.tasks = tasks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        // Somebody is reading what the customer has answered: the next move is ours.
        if (!tasks.isOpen(execution.getProcessInstanceId(), "Task_ReviewReply")) {
            notifications.reminder(step.requestId(), step.cause(), step.dedupKey());
        }
    }
}
