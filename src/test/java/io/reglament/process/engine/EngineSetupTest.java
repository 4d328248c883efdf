package io.reglament.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reglament.ReglamentTest;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.history.HistoricFormField;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.camunda.bpm.engine.history.HistoricVariableUpdate;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ReglamentTest
@DisplayName("The engine's set-up (design.md section 8)")
class EngineSetupTest {

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    org.camunda.bpm.engine.FormService forms;

    @Autowired
    HistoryService history;

    @Autowired
    ManagementService management;

    @Autowired
    AuthorizationService authorizations;

    private final String key = SampleModels.key();

    @Test
    void an_instance_belongs_to_the_product_in_its_variables() {
        deploy(SampleModels.userTask(key, "Sample", ""));

        ProcessInstance instance = runtime.startProcessInstanceByKey(key, Map.of("product", "bonus"));

        assertThat(instance.getTenantId()).isEqualTo("bonus");
        assertThat(task(instance).getTenantId()).isEqualTo("bonus");
    }

    @Test
    void an_instance_without_a_known_product_is_refused() {
        deploy(SampleModels.userTask(key, "Sample", ""));

        assertThatThrownBy(() -> runtime.startProcessInstanceByKey(key)).isInstanceOf(NotValidException.class);
        assertThatThrownBy(() -> runtime.startProcessInstanceByKey(key, Map.of("product", "BONUS")))
                .isInstanceOf(NotValidException.class)
                .hasMessageContaining("needs the variable product");
    }

    @Test
    void a_task_writes_no_authorisation_of_its_own() {
        deploy(SampleModels.userTask(key, "Sample", ""));
        Task task = task(runtime.startProcessInstanceByKey(key, Map.of("product", "bonus")));

        tasks.setAssignee(task.getId(), "somebody");
        tasks.addCandidateUser(task.getId(), "somebody-else");
        tasks.setOwner(task.getId(), "owner");

        assertThat(authorizations
                        .createAuthorizationQuery()
                        .resourceType(Resources.TASK)
                        .resourceId(task.getId())
                        .count())
                .isZero();
    }

    @Test
    void what_people_write_never_reaches_the_history() {
        deploy(SampleModels.userTask(key, "Sample", ""));
        ProcessInstance instance = runtime.startProcessInstanceByKey(key, Map.of("product", "bonus"));
        Task task = task(instance);
        tasks.setVariableLocal(task.getId(), "options", SpinValues.jsonValue("{\"a\":[1]}"));

        forms.submitTaskForm(
                task.getId(),
                Variables.putValue("answerText", "a secret answer")
                        .putValue("reason", "a secret reason")
                        .putValue("outcome", "answer"));

        List<String> names =
                history.createHistoricVariableInstanceQuery().processInstanceId(instance.getId()).list().stream()
                        .map(HistoricVariableInstance::getName)
                        .toList();
        assertThat(names).contains("outcome", "product").doesNotContain("answerText", "reason", "options");
        List<String> details = history.createHistoricDetailQuery().processInstanceId(instance.getId()).list().stream()
                .map(detail -> detail instanceof HistoricVariableUpdate update
                        ? update.getVariableName()
                        : ((HistoricFormField) detail).getFieldId())
                .toList();
        assertThat(details).contains("outcome").doesNotContain("answerText", "reason", "options");
    }

    @Test
    void lists_for_forms_are_json_values() {
        deploy(SampleModels.userTask(key, "Sample", ""));
        Task task = task(runtime.startProcessInstanceByKey(key, Map.of("product", "bonus")));

        tasks.setVariableLocal(task.getId(), "options", SpinValues.jsonValue("{\"services\":[{\"value\":\"A\"}]}"));

        assertThat(tasks.getVariableLocalTyped(task.getId(), "options")
                        .getType()
                        .getName())
                .isEqualTo("json");
    }

    @Test
    void a_bpmn_error_that_nothing_catches_is_an_incident() {
        deploy(SampleModels.uncaughtError(key));
        ProcessInstance instance = runtime.startProcessInstanceByKey(key, Map.of("product", "bonus"));
        Job job =
                management.createJobQuery().processInstanceId(instance.getId()).singleResult();

        assertThatThrownBy(() -> management.executeJob(job.getId())).hasMessageContaining("lost");

        Incident incident = runtime.createIncidentQuery()
                .processInstanceId(instance.getId())
                .singleResult();
        assertThat(incident.getActivityId()).isEqualTo("EndEvent_Lost");
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceId(instance.getId())
                        .count())
                .isEqualTo(1);
    }

    private void deploy(String bpmn) {
        repository.createDeployment().name(key).addString(key + ".bpmn", bpmn).deploy();
    }

    private Task task(ProcessInstance instance) {
        return tasks.createTaskQuery().processInstanceId(instance.getId()).singleResult();
    }
}
