package io.reglament.process.request;

import io.reglament.process.engine.CurrentActor;
import io.reglament.request.Requests;
import io.reglament.sla.DeadlineEvent;
import java.util.Date;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Makes a missed deadline the due date of the request's open tasks, so that Tasklist's filter of what is overdue shows
 * them also where no date was planned, or a later one. The next task has the planned date again.
 */
@Component
class OverdueTasks {

    private final Requests requests;
    private final TaskService tasks;
    private final CurrentActor actor;

    OverdueTasks(Requests requests, TaskService tasks, CurrentActor actor) {
        this.requests = requests;
        this.tasks = tasks;
        this.actor = actor;
    }

    @EventListener
    void missed(DeadlineEvent.Missed event) {
        String number = requests.get(event.requestId()).number();
        Date at = Date.from(event.at());
        actor.asSystem(() -> {
            for (Task task :
                    tasks.createTaskQuery().processInstanceBusinessKey(number).list()) {
                if (task.getDueDate() == null || task.getDueDate().after(at)) {
                    task.setDueDate(at);
                    tasks.saveTask(task);
                }
            }
            return null;
        });
    }
}
