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
        Set<String> onDuty = roster.onDuty(product, clock.instant());
        return !onDuty.isEmpty() && atWork(onDuty).containsAll(onDuty);
    }

    /** @return the only person whom the roster names for now; empty where it names several or none, or this one is busy */
    Optional<String> freeOnDuty(String product) {
        Set<String> named = roster.named(product, clock.instant());
        return named.size() == 1 && !isBusy(product) ? named.stream().findFirst() : Optional.empty();
    }

    private Set<String> atWork(Set<String> people) {
        return tasks
                .createTaskQuery()
                .processDefinitionKey(EngineRequestLifecycle.PROCESS)
                .taskDefinitionKey("Task_ClassifyRequest")
                .taskAssigneeIn(people.toArray(String[]::new))
                .unlimitedList()
                .stream()
                .map(Task::getAssignee)
                .collect(Collectors.toSet());
    }
}
