package io.reglament.process.request;

import io.reglament.access.Colleagues;
import io.reglament.process.engine.CurrentActor;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.task.IdentityLink;
import org.springframework.stereotype.Component;

/**
 * Stands before every completion of a user task, whichever way it comes (Tasklist, API, engine REST): who may, what is
 * missing or wrong, and what is kept. Long texts move to the request's archive and leave the process.
 */
@Component
class CompletionListener implements TaskListener {

    private final TaskCompletions completions;
    private final CurrentActor actor;
    private final Colleagues people;
    private final CompletionMessages messages;

    CompletionListener(
            TaskCompletions completions, CurrentActor actor, Colleagues people, CompletionMessages messages) {
        this.completions = completions;
        this.actor = actor;
        this.people = people;
        this.messages = messages;
    }

    @Override
    public void notify(DelegateTask task) {
        checkPerson(task);
        completions.of(task).complete(new Submission(task, actor.id(), messages));
        Variables.FORM_ONLY.forEach(task::removeVariable);
    }

    private void checkPerson(DelegateTask task) {
        if (!actor.isPerson() || actor.isAdmin() || actor.id().equals(task.getAssignee())) {
            return;
        }
        if (task.getAssignee() != null) {
            throw new CompletionRefused(messages.refusal("refused.held", people.name(task.getAssignee())));
        }
        List<String> groups = task.getCandidates().stream()
                .map(IdentityLink::getGroupId)
                .filter(group -> group != null)
                .toList();
        if (groups.stream().noneMatch(actor.groups()::contains)) {
            throw new CompletionRefused(messages.refusal("refused.group", String.join(", ", groups)));
        }
    }
}
