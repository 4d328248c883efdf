package io.reglament.process.request;

import io.reglament.access.Colleagues;
import io.reglament.request.RequestView;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** Keeps the tasks that people already have in step with a request whose terms or people change. */
@Component
class OpenTasks {

    private static final String WORK = "Task_ProcessRequest";

    private final TaskService tasks;
    private final Colleagues people;
    private final CompletionMessages messages;

    OpenTasks(TaskService tasks, Colleagues people, CompletionMessages messages) {
        this.tasks = tasks;
        this.people = people;
        this.messages = messages;
    }

    /** Moves all tasks of the request within their lists (BONUS-10.1-31). */
    void rank(String number, int rank) {
        tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .list()
                .forEach(task -> tasks.setPriority(task.getId(), rank));
    }

    /** Renews the line under the heads of the request's open forms. */
    void show(String number, String context) {
        tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .list()
                .forEach(task -> tasks.setVariableLocal(task.getId(), Variables.FORM_CONTEXT, context));
    }

    /** Shows the specialist the new due date (BONUS-10.1-34). */
    void due(String number, Date dueAt) {
        work(number).forEach(task -> {
            task.setDueDate(dueAt);
            tasks.saveTask(task);
        });
    }

    /** @param assignee null for the group alone */
    void hand(String number, String assignee, String group) {
        for (Task task : work(number)) {
            List<IdentityLink> links = tasks.getIdentityLinksForTask(task.getId());
            links.stream()
                    .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()) && link.getGroupId() != null)
                    .filter(link -> !link.getGroupId().equals(group))
                    .forEach(link -> tasks.deleteCandidateGroup(task.getId(), link.getGroupId()));
            if (links.stream().noneMatch(link -> group.equals(link.getGroupId()))) {
                tasks.addCandidateGroup(task.getId(), group);
            }
            tasks.setAssignee(task.getId(), assignee);
        }
    }

    /** @return whether the process has this task open now */
    boolean isOpen(String processInstanceId, String taskDefinitionKey) {
        return tasks.createTaskQuery()
                        .processInstanceId(processInstanceId)
                        .taskDefinitionKey(taskDefinitionKey)
                        .count()
                > 0;
    }

    /**
     * Completes the specialist's task as its form would.
     *
     * @param fields of the form, by name
     * @return false if there is no specialist's task
     */
    boolean endWork(String number, String outcome, Map<String, ?> fields) {
        List<Task> work = work(number);
        if (work.size() != 1) {
            return false;
        }
        Map<String, Object> handedIn = new HashMap<>(fields);
        handedIn.put(Variables.OUTCOME, outcome);
        tasks.complete(work.get(0).getId(), handedIn);
        return true;
    }

    /**
     * Completes the specialist's task with the solution.
     *
     * @param person user id of whoever solved it
     * @throws CompletionRefused if the task is not this person's, or its checks refuse the words
     */
    void solve(RequestView request, String person, String solution) {
        List<Task> work = work(request.number());
        if (work.size() != 1 || work.get(0).isSuspended()) {
            throw new CompletionRefused(messages.text("refused.solution.state", request.number(), request.label()));
        }
        Task task = work.get(0);
        if (!person.equals(task.getAssignee())) {
            throw new CompletionRefused(
                    task.getAssignee() == null
                            ? messages.text("refused.solution.unclaimed", request.number())
                            : messages.text("refused.held", people.name(task.getAssignee())));
        }
        tasks.complete(task.getId(), Map.of(Variables.OUTCOME, Outcomes.DONE, Variables.SOLUTION_TEXT, solution));
    }

    private List<Task> work(String number) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey(WORK)
                .list();
    }
}
