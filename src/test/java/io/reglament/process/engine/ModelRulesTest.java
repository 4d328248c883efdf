package io.reglament.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reglament.ReglamentTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ReglamentTest
@DisplayName("A faulty model is refused before it goes live, with the element and what is wrong (design.md section 8)")
class ModelRulesTest {

    @Autowired
    RepositoryService repository;

    private final String key = SampleModels.key();
    private final String sound = SampleModels.userTask(key, "Sample", "");

    @Test
    void a_sound_model_goes_live() {
        deploy("sample.bpmn", sound);

        assertThat(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(key)
                        .count())
                .isOne();
    }

    @Test
    void an_element_that_nothing_leads_to() {
        refuse(
                "sample.bpmn",
                sound.replace(
                        "</bpmn:process>",
                        "<bpmn:userTask id=\"Task_Lost\" "
                                + "camunda:candidateGroups=\"account-manager\" /></bpmn:process>"),
                "sample.bpmn, element Task_Lost: no sequence flow leads to it");
    }

    @Test
    void a_script() {
        refuse(
                "sample.bpmn",
                sound.replace("userTask", "scriptTask")
                        .replace("camunda:candidateGroups=\"account-manager\"", "scriptFormat=\"javascript\"")
                        .replace(
                                "<bpmn:incoming>Flow_1</bpmn:incoming><bpmn:outgoing>Flow_2</bpmn:outgoing>\n",
                                "<bpmn:incoming>Flow_1</bpmn:incoming><bpmn:outgoing>Flow_2</bpmn:outgoing>\n"
                                        + "<bpmn:script>true</bpmn:script>"),
                "element Task_Answer: scripts are not allowed");
    }

    @Test
    void a_task_that_nobody_would_find() {
        refuse(
                "sample.bpmn",
                sound.replace("camunda:candidateGroups=\"account-manager\"", ""),
                "element Task_Answer: the task has no candidate group");
    }

    @Test
    void a_task_of_the_life_cycle_under_another_id_or_without_its_check() throws IOException {
        String model = Files.readString(Path.of("processes/request/request-lifecycle.bpmn"));

        refuse(
                "request-lifecycle.bpmn",
                model.replace("Task_VerifySolution", "Task_LookAtSolution"),
                "element Task_LookAtSolution: the application does not check this task");
        refuse(
                "request-lifecycle.bpmn",
                model.replace("${completionListener}", "${takeOverListener}"),
                "element Task_ClassifyRequest: the application does not check this task");
    }

    @Test
    void a_cell_of_a_table_that_is_no_expression() {
        String table = SampleModels.decision(key, "yes");

        refuse("sample.dmn", table.replace("\"yes\"", "if then ("), "cell Entry_1: if then ( is not valid FEEL");
        deploy("sample.dmn", table);
    }

    @Test
    void a_field_that_tasklist_cannot_show() {
        refuse(
                "sample.form",
                SampleModels.form(key, "Answer").replace("textarea", "filepicker"),
                "sample.form, field Field_answer: Tasklist cannot show fields of type filepicker");
    }

    private void refuse(String file, String model, String sentence) {
        assertThatThrownBy(() -> deploy(file, model)).hasMessageContaining(sentence);
    }

    private void deploy(String file, String model) {
        repository
                .createDeployment()
                .name(key)
                .source("test")
                .addString(file, model)
                .deploy();
    }
}
