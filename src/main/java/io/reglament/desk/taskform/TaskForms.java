package io.reglament.desk.taskform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reglament.access.Colleagues;
import io.reglament.access.CurrentUser;
import io.reglament.desk.NothingThere;
import io.reglament.desk.taskform.TaskFormApi.Form;
import io.reglament.request.FieldProblems.FieldProblem;
import io.reglament.request.FormTexts;
import io.reglament.request.ReaderLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.form.CamundaFormRef;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Service;

/**
 * Reads and hands in the forms of tasks with the rights that the asking person has in the engine. Not transactional: the
 * engine begins its own transaction, after whose end it can say who was faster.
 */
@Service
class TaskForms {

    private final TaskService tasks;
    private final FormService forms;
    private final FormTexts texts;
    private final FormRules rules;
    private final FormData data;
    private final Colleagues colleagues;
    private final CurrentUser user;
    private final ObjectMapper json;

    TaskForms(
            TaskService tasks,
            FormService forms,
            FormTexts texts,
            FormRules rules,
            FormData data,
            Colleagues colleagues,
            CurrentUser user,
            ObjectMapper json) {
        this.tasks = tasks;
        this.forms = forms;
        this.texts = texts;
        this.rules = rules;
        this.data = data;
        this.colleagues = colleagues;
        this.user = user;
        this.json = json;
    }

    /** @throws NothingThere if there is no such task with a form, or none that this person may read */
    Form form(String taskId) {
        Task task = task(taskId);
        if (task == null) {
            throw new NothingThere("task " + taskId);
        }
        JsonNode schema = schema(task);
        ObjectNode values = data.of(taskId, schema);
        texts.translateChoices(taskId, values, user.language());
        String holder = task.getAssignee();
        return new Form(
                taskId,
                task.getTaskDefinitionKey(),
                task.getCamundaFormRef().getKey(),
                schema,
                values,
                holder,
                holder == null ? null : colleagues.name(holder),
                user.id(),
                user.id().equals(holder));
    }

    /**
     * @param submitted by the keys of the form's fields
     * @throws FormRefused naming every problem that the form's own rules find
     * @throws jakarta.ws.rs.ClientErrorException for what else stands against it; its message says so to the person
     */
    void complete(String taskId, Map<String, Object> submitted) {
        Task task = task(taskId);
        Map<String, Object> values = task == null ? Map.of() : checked(task, submitted);
        // A task that is over is handed in, too: the engine's door then says who completed it.
        ReaderLanguage.during(user.language(), () -> {
            forms.submitTaskForm(taskId, values);
            return null;
        });
    }

    private Map<String, Object> checked(Task task, Map<String, Object> submitted) {
        JsonNode schema = schema(task);
        FormRules.Checked checked = rules.check(schema, data.of(task.getId(), schema), submitted);
        List<FieldProblem> problems = checked.problems();
        if (!problems.isEmpty()) {
            throw new FormRefused(problems);
        }
        Map<String, Object> values = new HashMap<>();
        checked.values().forEach((key, value) -> values.put(key, data.variable(value)));
        return values;
    }

    /** @return null where there is none with a form that this person may read */
    private Task task(String taskId) {
        // The engine knows who asks (see access): a task of another product is not found.
        Task task = tasks.createTaskQuery().taskId(taskId).initializeFormKeys().singleResult();
        CamundaFormRef form = task == null ? null : task.getCamundaFormRef();
        return form == null ? null : task;
    }

    private JsonNode schema(Task task) {
        try (InputStream form = forms.getDeployedTaskForm(task.getId())) {
            String deployed = new String(form.readAllBytes(), StandardCharsets.UTF_8);
            return json.readTree(texts.form(deployed, user.language()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
