package io.reglament.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reglament.ReglamentTest;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ReglamentTest
@DisplayName("A deployment from outside is completed or refused (design.md section 8)")
class DeploymentCheckTest {

    @Autowired
    RepositoryService repository;

    private final String key = SampleModels.key();
    private final String form = key + "-form";
    private final String bpmn = SampleModels.userTask(
            key, "Sample", "camunda:formRef=\"%s\" camunda:formRefBinding=\"deployment\"".formatted(form));

    @Test
    void a_single_diagram_gets_the_live_form_and_decision() {
        String decision = key + "-decision";
        deployment("live")
                .addString("forms/" + form + ".form", SampleModels.form(form, "Answer"))
                .addString("processes/" + decision + ".dmn", SampleModels.decision(decision, "yes"))
                .deploy();
        String other = SampleModels.serviceTask(key + "-2", "camunda:expression=\"${true}\"")
                .replace("serviceTask", "businessRuleTask")
                .replace(
                        "camunda:expression=\"${true}\"",
                        "camunda:decisionRef=\"%s\" camunda:decisionRefBinding=\"deployment\"".formatted(decision));

        Deployment deployed = deployment("from Modeler")
                .addString("sample.bpmn", bpmn)
                .addString("other.bpmn", other)
                .deploy();

        assertThat(repository.getDeploymentResourceNames(deployed.getId()))
                .containsExactlyInAnyOrder(
                        "sample.bpmn", "other.bpmn", "forms/" + form + ".form", "processes/" + decision + ".dmn");
    }

    @Test
    void a_form_in_the_deployment_wins_over_the_live_one() {
        deployment("live").addString("a.form", SampleModels.form(form, "Old")).deploy();

        Deployment deployed = deployment("from Modeler")
                .addString("sample.bpmn", bpmn)
                .addString("b.form", SampleModels.form(form, "New"))
                .deploy();

        assertThat(repository.getDeploymentResourceNames(deployed.getId()))
                .containsExactlyInAnyOrder("sample.bpmn", "b.form");
    }

    @Test
    void the_same_diagram_again_makes_no_version() {
        deployment("live")
                .addString("a.form", SampleModels.form(form, "Answer"))
                .deploy();
        Deployment first = deployment("from Modeler")
                .enableDuplicateFiltering(true)
                .addString("sample.bpmn", bpmn)
                .deploy();

        Deployment second = deployment("from Modeler")
                .enableDuplicateFiltering(true)
                .addString("sample.bpmn", bpmn)
                .deploy();

        assertThat(second.getId()).isEqualTo(first.getId());
        assertThat(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(key)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_changed_diagram_keeps_its_unchanged_form_even_if_only_changes_are_asked_for() {
        deployment("from Modeler")
                .enableDuplicateFiltering(true)
                .addString("sample.bpmn", bpmn)
                .addString("a.form", SampleModels.form(form, "Answer"))
                .deploy();

        Deployment changed = deployment("from Modeler")
                .enableDuplicateFiltering(true)
                .addString("sample.bpmn", bpmn.replace("name=\"Answer\"", "name=\"Reply\""))
                .addString("a.form", SampleModels.form(form, "Answer"))
                .deploy();

        assertThat(repository.getDeploymentResourceNames(changed.getId()))
                .containsExactlyInAnyOrder("sample.bpmn", "a.form");
    }

    @Test
    void a_diagram_whose_form_is_nowhere_is_refused_and_the_form_named() {
        DeploymentBuilder deployment = deployment("from Modeler").addString("sample.bpmn", bpmn);

        assertThatThrownBy(deployment::deploy)
                .isInstanceOf(NotValidException.class)
                .hasMessageContaining("sample.bpmn, element Task_Answer: the form " + form + " is neither");
        assertThat(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(key)
                        .count())
                .isZero();
    }

    @Test
    void a_decision_that_is_nowhere_is_missed_whatever_its_binding() {
        String rule = SampleModels.serviceTask(key, "camunda:decisionRef=\"nowhere\"")
                .replace("serviceTask", "businessRuleTask");

        assertThatThrownBy(deployment("from Modeler").addString("sample.bpmn", rule)::deploy)
                .hasMessageContaining("the decision nowhere");
    }

    @Test
    void a_delegate_or_class_that_the_application_lacks_is_named() {
        String call = SampleModels.serviceTask(key, "camunda:delegateExpression=\"${sendPigeonDelegate}\"");
        assertThatThrownBy(deployment("from Modeler").addString("sample.bpmn", call)::deploy)
                .isInstanceOf(NotValidException.class)
                .hasMessageContaining("element Task_Serve: this application has no delegate sendPigeonDelegate");

        String type = SampleModels.serviceTask(key, "camunda:class=\"org.example.Pigeon\"");
        assertThatThrownBy(deployment("from Modeler").addString("sample.bpmn", type)::deploy)
                .hasMessageContaining("no class org.example.Pigeon");
    }

    @Test
    void a_listener_delegate_that_the_application_lacks_is_named_too() {
        String listener = SampleModels.userTask(key, "Sample", "")
                .replace(
                        "<bpmn:incoming>Flow_1</bpmn:incoming><bpmn:outgoing>Flow_2",
                        "<bpmn:extensionElements><camunda:taskListener event=\"complete\""
                                + " delegateExpression=\"${pigeonListener}\" /></bpmn:extensionElements>"
                                + "<bpmn:incoming>Flow_1</bpmn:incoming><bpmn:outgoing>Flow_2");

        assertThatThrownBy(deployment("from Modeler").addString("sample.bpmn", listener)::deploy)
                .hasMessageContaining("pigeonListener");
    }

    @Test
    void what_is_no_diagram_is_refused() {
        assertThatThrownBy(deployment("from Modeler").addString("sample.bpmn", "<a/>")::deploy)
                .isInstanceOf(NotValidException.class)
                .hasMessageContaining("sample.bpmn cannot be read");
    }

    @Test
    void a_redeployed_version_is_checked_like_a_new_one() {
        Deployment first = deployment("from Modeler")
                .addString("sample.bpmn", bpmn)
                .addString("a.form", SampleModels.form(form, "Answer"))
                .deploy();

        Deployment again = deployment("back")
                .addDeploymentResourceByName(first.getId(), "sample.bpmn")
                .deploy();

        assertThat(repository.getDeploymentResourceNames(again.getId()))
                .containsExactlyInAnyOrder("sample.bpmn", "a.form");
    }

    private DeploymentBuilder deployment(String name) {
        return repository.createDeployment().name(key + " " + name).source("test");
    }
}
