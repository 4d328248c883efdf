package io.reglament.process.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.reglament.process.request.CompletionRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.task.Task;

/**
 * Lets people hand in with a task what its form asks for, and nothing else: a variable on which the process decides, slipped
 * in beside the form's fields, would skip a step (S-57, BONUS-1-04). Administrators and the system may everything.
 */
final class TaskFields {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProcessEngineConfigurationImpl engine;
    private final EngineMessages messages;

    TaskFields(ProcessEngineConfigurationImpl engine, EngineMessages messages) {
        this.engine = engine;
        this.messages = messages;
    }

    /** @throws CompletionRefused naming what the task's form does not ask for */
    void check(String taskId, Collection<String> handedIn) {
        if (handedIn.isEmpty() || !isOrdinaryPerson() || !hasForm(taskId)) {
            return;
        }
        Set<String> asked = asked(taskId);
        List<String> strange =
                handedIn.stream().filter(name -> !asked.contains(name)).sorted().toList();
        if (!strange.isEmpty()) {
            throw new CompletionRefused(
                    messages.text("handedIn.strange", String.join(", ", strange), String.join(", ", asked)));
        }
    }

    /** @throws CompletionRefused for a person: what a task may lead to is decided by completing it */
    void checkEvent(String taskId) {
        if (isOrdinaryPerson() && hasForm(taskId)) {
            throw new CompletionRefused(messages.text("handedIn.event"));
        }
    }

    private boolean isOrdinaryPerson() {
        Authentication person = engine.getIdentityService().getCurrentAuthentication();
        return person != null
                && person.getUserId() != null
                && (person.getGroupIds() == null
                        || person.getGroupIds().stream().noneMatch(engine.getAdminGroups()::contains));
    }

    /** A task that this person cannot read has no form here; what is done to it fails by itself. */
    private boolean hasForm(String taskId) {
        Task task = engine.getTaskService()
                .createTaskQuery()
                .taskId(taskId)
                .initializeFormKeys()
                .singleResult();
        return task != null && task.getCamundaFormRef() != null;
    }

    private Set<String> asked(String taskId) {
        try (InputStream form = engine.getFormService().getDeployedTaskForm(taskId)) {
            return new TreeSet<>(JSON.readTree(form).findValuesAsText("key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
