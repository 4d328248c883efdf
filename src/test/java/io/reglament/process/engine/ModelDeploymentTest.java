package io.reglament.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reglament.ReglamentTest;
import io.reglament.crm.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ReglamentTest
@DisplayName("The bundled models are deployed when they changed, never over later ones (design.md section 8)")
class ModelDeploymentTest {

    @Autowired
    ProcessEngine engine;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    private final String key = SampleModels.key();
    private final String form = key + "-form";

    @BeforeEach
    void a_folder_of_a_process_and_its_form() throws IOException {
        write("processes/sample/sample.bpmn", bpmn("Answer"));
        write("forms/sample.form", SampleModels.form(form, "Answer"));
    }

    @Test
    void one_deployment_holds_all_files_under_stable_names() {
        deployment("en").deployBundle(files(), false);

        Deployment deployed = engine.getRepositoryService()
                .createDeploymentQuery()
                .deploymentName(key)
                .singleResult();
        assertThat(engine.getRepositoryService().getDeploymentResourceNames(deployed.getId()))
                .containsExactlyInAnyOrder("processes/sample/sample.bpmn", "forms/sample.form");
        assertThat(deployed.getTenantId()).isNull();
    }

    @Test
    void the_same_models_make_no_version_at_the_next_start() {
        deployment("en").deployBundle(files(), false);
        deployment("en").deployBundle(files(), false);

        assertThat(version()).isEqualTo(1);
    }

    @Test
    void changed_models_make_a_version() throws IOException {
        deployment("en").deployBundle(files(), false);
        write("processes/sample/sample.bpmn", bpmn("Reply"));
        deployment("en").deployBundle(files(), false);

        assertThat(version()).isEqualTo(2);
    }

    @Test
    void models_that_somebody_deployed_later_stay_until_a_person_decides() throws IOException {
        deployment("en").deployBundle(files(), false);
        engine.getRepositoryService()
                .createDeployment()
                .name("from Modeler")
                .addString("sample.bpmn", bpmn("Analyst's answer"))
                .deploy();
        write("processes/sample/sample.bpmn", bpmn("Release's answer"));

        ModelDeployment release = deployment("en");
        release.deployBundle(files(), false);

        assertThat(version()).isEqualTo(2);
        Health health = new ModelsHealthIndicator(release, new EngineMessages("en")).health();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsOnlyKeys("deployedOutsideTheRelease", "decide");
        assertThat(health.getDetails().get("deployedOutsideTheRelease").toString())
                .contains("process " + key, "version 2", "from Modeler")
                .doesNotContain("form " + form);

        release.deployBundle(files(), true);

        assertThat(version()).isEqualTo(3);
        assertThat(new ModelsHealthIndicator(release, new EngineMessages("en"))
                        .health()
                        .getDetails())
                .isEmpty();
    }

    @Test
    void a_release_that_holds_the_analysts_change_is_deployed() throws IOException {
        deployment("en").deployBundle(files(), false);
        engine.getRepositoryService()
                .createDeployment()
                .name("from Modeler")
                .addString("sample.bpmn", bpmn("Analyst's answer"))
                .deploy();
        write("processes/sample/sample.bpmn", bpmn("Analyst's answer"));

        assertThat(deployment("en").deployBundle(files(), false)).isEqualTo(ModelState.LIVE);
    }

    @Test
    void a_changed_folder_goes_live_and_a_faulty_one_leaves_the_old_in_place() throws IOException {
        ModelDeployment deployment = deployment("en");
        assertThat(deployment.deployFolder(folder)).isEqualTo(ModelDeployment.Outcome.DEPLOYED);
        assertThat(deployment.deployFolder(folder)).isEqualTo(ModelDeployment.Outcome.UNCHANGED);

        write("processes/sample/sample.bpmn", bpmn("Answer").replace(form, "nowhere"));
        assertThatThrownBy(() -> deployment.deployFolder(folder))
                .isInstanceOf(ModelDeployment.FaultyModels.class)
                .hasMessageContaining("the form nowhere");
        write("processes/sample/sample.bpmn", bpmn("Answer").substring(40));
        assertThatThrownBy(() -> deployment.deployFolder(folder))
                .isInstanceOf(ModelDeployment.FaultyModels.class)
                .hasMessageContaining("processes/sample/sample.bpmn");
        assertThat(version()).isEqualTo(1);

        write("processes/sample/sample.bpmn", bpmn("Reply"));
        assertThat(deployment.deployFolder(folder)).isEqualTo(ModelDeployment.Outcome.DEPLOYED);
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void another_language_is_a_new_deployment_with_its_texts() throws IOException {
        deployment("en").deployFolder(folder);
        write("processes/i18n/ru.properties", key + "=Образец\nTask_Answer=Ответить\n");
        write("forms/i18n/ru.properties", form + ".Field_answer.label=Ответ\n");

        deployment("ru").deployFolder(folder);

        ProcessDefinition definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(key)
                .latestVersion()
                .singleResult();
        assertThat(definition.getVersion()).isEqualTo(2);
        assertThat(definition.getName()).isEqualTo("Образец");
        assertThat(engine.getRepositoryService()
                        .getBpmnModelInstance(definition.getId())
                        .getModelElementById("Task_Answer")
                        .getAttributeValue("name"))
                .isEqualTo("Ответить");
    }

    @Test
    void a_missing_translation_stops_the_start_and_is_named() throws IOException {
        write("forms/i18n/ru.properties", form + ".Field_answer.label=Ответ\n");
        write("processes/i18n/ru.properties", key + "=Образец\n");

        ModelDeployment russian = deployment("ru");
        ModelFiles files = ModelFiles.ofFolder(folder, Language.RU);

        assertThatThrownBy(() -> russian.deployBundle(files, false))
                .hasMessageContaining("processes/sample/sample.bpmn: no text for the key Task_Answer");
    }

    @Test
    void without_models_the_application_is_not_ready() {
        ModelDeployment empty = deployment("en");
        empty.deployBundle(ModelFiles.ofFolder(folder.resolve("none"), Language.EN), false);

        assertThat(new ModelsHealthIndicator(empty, new EngineMessages("en"))
                        .health()
                        .getStatus())
                .isEqualTo(Status.DOWN);
    }

    private ModelDeployment deployment(String language) {
        return new ModelDeployment(engine, new EngineMessages(language), transaction, jdbc, false, key);
    }

    private ModelFiles files() {
        return ModelFiles.ofFolder(folder, Language.EN);
    }

    private String bpmn(String taskName) {
        return SampleModels.userTask(
                        key, "Sample", "camunda:formRef=\"%s\" camunda:formRefBinding=\"deployment\"".formatted(form))
                .replace("name=\"Answer\"", "name=\"" + taskName + "\"");
    }

    private int version() {
        return engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(key)
                .latestVersion()
                .singleResult()
                .getVersion();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
