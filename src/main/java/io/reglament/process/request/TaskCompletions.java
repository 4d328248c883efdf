package io.reglament.process.request;

import io.reglament.process.engine.CheckedTasks;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** The checks of all user tasks. */
@Component
public class TaskCompletions implements CheckedTasks {

    private final Map<String, TaskCompletion> byTask;

    TaskCompletions(List<TaskCompletion> completions) {
        byTask = completions.stream().collect(Collectors.toMap(c -> key(c.process(), c.task()), Function.identity()));
    }

    /** @throws IllegalStateException if the model has a task that nobody wrote checks for */
    public TaskCompletion of(DelegateTask task) {
        String key = key(task.getProcessDefinitionId().split(":", 2)[0], task.getTaskDefinitionKey());
        TaskCompletion completion = byTask.get(key);
        if (completion == null) {
            throw new IllegalStateException("nothing checks what is handed in with " + key);
        }
        return completion;
    }

    @Override
    public boolean inProcess(String processKey) {
        return byTask.values().stream()
                .anyMatch(completion -> completion.process().equals(processKey));
    }

    @Override
    public boolean includes(String processKey, String taskDefinitionKey) {
        return byTask.containsKey(key(processKey, taskDefinitionKey));
    }

    private static String key(String process, String task) {
        return process + "/" + task;
    }
}
