package io.reglament.process.request;

import io.reglament.crm.DutyRoster;
import io.reglament.crm.ProductProfiles;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** Whether a new request finds somebody of first line free (T-04, BONUS-10.1-30). */
@Component
class FirstLine {

    private final ProductProfiles profiles;
    private final DutyRoster roster;
    private final TaskService tasks;
    private final Clock clock;

    FirstLine(ProductProfiles profiles, DutyRoster roster, TaskService tasks, Clock clock) {
        this.profiles = profiles;
        this.roster = roster;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** @return whether everybody on duty has a request in hand; false where the product keeps no queue or nobody is on duty */
    boolean isBusy(String product) {
        if (!profiles.get(product).queue()) {
            return false;
        }
        // Asked first: where nobody has anything in hand, it does not matter who is on duty.
        Set<String> atWork = atWork();
        if (atWork.isEmpty()) {
            return false;
        }
        Set<String> onDuty = roster.onDuty(product, clock.instant());
        return !onDuty.isEmpty() && atWork.containsAll(onDuty);
    }

    /** @return the only person whom the roster names for now; empty where it names several or none, or this one is busy */
    Optional<String> freeOnDuty(String product) {
        Set<String> named = roster.named(product, clock.instant());
        return named.size() == 1 && !isBusy(product) ? named.stream().findFirst() : Optional.empty();
    }

    private Set<String> atWork() {
        return tasks
                .createNativeTaskQuery()
                .sql("""
                        select t.* from act_ru_task t join act_re_procdef d on d.id_ = t.proc_def_id_
                        where d.key_ = #{process} and t.task_def_key_ = 'Task_ClassifyRequest' and t.assignee_ is not null
                        """)
                .parameter("process", EngineRequestLifecycle.PROCESS)
                .list()
                .stream()
                .map(Task::getAssignee)
                .collect(Collectors.toSet());
    }
}
