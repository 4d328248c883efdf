package io.reglament.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.ReglamentTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ReglamentTest
@DisplayName("Engine REST: products are kept apart, analysts deploy (design.md sections 6 and 8)")
class EngineRestTest {

    private static final String JSON = "application/json";
    private static final String BOUNDARY = "----reglament";

    @LocalServerPort
    int port;

    @Autowired
    Users users;

    @Autowired
    IdentityService identity;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    AuthorizationService authorizations;

    private final String key = "sample-" + UUID.randomUUID();
    private final String member = "member-" + UUID.randomUUID();
    private final String stranger = "stranger-" + UUID.randomUUID();
    private final String analyst = "analyst-" + UUID.randomUUID();
    private Browser browser;

    @BeforeEach
    void people() {
        users.ensure(member, member, "Test", "Member", Set.of("account-manager"), Set.of("bonus"));
        users.ensure(stranger, stranger, "Test", "Stranger", Set.of("account-manager"), Set.of());
        users.ensure(analyst, analyst, "Test", "Analyst", Set.of("process-analyst"), Set.of());
        browser = new Browser(port);
    }

    @Test
    void a_member_sees_and_completes_a_task_of_the_product_and_nobody_else_does() {
        String task = taskOfBonus();
        String search = "/engine-rest/task?processDefinitionKey=" + key;

        assertThat(browser.get(search, Browser.basic(stranger)).body()).isEqualTo("[]");
        HttpResponse<String> refused = complete(task, stranger);
        assertThat(refused.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(refused.body()).contains("ENGINE-13034");
        assertThat(tasks.createTaskQuery().taskId(task).count()).isEqualTo(1);

        assertThat(browser.get(search, Browser.basic(member)).body()).contains(task);
        HttpResponse<String> completed = complete(task, member);
        assertThat(completed.statusCode()).as(completed.body()).isEqualTo(204);
    }

    @Test
    void who_leaves_a_product_sees_none_of_its_tasks_at_the_next_request() {
        String task = taskOfBonus();
        assertThat(browser.get("/engine-rest/task?processDefinitionKey=" + key, Browser.basic(member))
                        .body())
                .contains(task);

        identity.deleteTenantUserMembership("bonus", member);

        assertThat(browser.get("/engine-rest/task?processDefinitionKey=" + key, Browser.basic(member))
                        .body())
                .isEqualTo("[]");
    }

    @Test
    void an_administrator_sees_every_product() {
        String task = taskOfBonus();
        String admin = "admin-" + UUID.randomUUID();
        users.ensure(admin, admin, "Test", "Admin", Set.of("admin"), Set.of());

        assertThat(browser.get("/engine-rest/task?processDefinitionKey=" + key, Browser.basic(admin))
                        .body())
                .contains(task);
        assertThat(complete(task, admin).statusCode()).isEqualTo(204);
    }

    @Test
    void an_analyst_deploys_a_single_diagram_and_gets_the_live_form_along() {
        repository
                .createDeployment()
                .name(key + " live")
                .addString("forms/" + key + ".form", form())
                .deploy();

        String bpmn = bpmn();

        HttpResponse<String> answer = deploy(analyst, bpmn, Map.of());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String deployment = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(key)
                .singleResult()
                .getDeploymentId();
        assertThat(repository.getDeploymentResourceNames(deployment))
                .containsExactlyInAnyOrder("sample.bpmn", "forms/" + key + ".form");

        deploy(analyst, bpmn, Map.of());

        assertThat(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(key)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_diagram_with_an_unknown_form_is_refused_by_a_sentence() {
        HttpResponse<String> answer = deploy(analyst, bpmn(), Map.of());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("The deployment was refused", "the form " + key);
    }

    @Test
    void an_account_manager_may_not_deploy() {
        assertThat(deploy(member, bpmn(), Map.of("form.form", form())).statusCode())
                .isEqualTo(403);
    }

    @Test
    void only_administrators_create_filters() {
        String filter = "{\"resourceType\":\"Task\",\"name\":\"Mine\",\"query\":{},\"properties\":{}}";

        assertThat(browser.post("/engine-rest/filter/create", JSON, filter, Browser.basic(analyst))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void only_administrators_change_filters() {
        String filters = browser.get("/engine-rest/filter?resourceType=Task", Browser.basic(member))
                .body();
        Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(filters);
        assertThat(id.find()).as(filters).isTrue();
        String path = "/engine-rest/filter/" + id.group(1);
        String filter = "{\"resourceType\":\"Task\",\"name\":\"Mine\",\"query\":{},\"properties\":{}}";

        for (String person : List.of(member, analyst)) {
            assertThat(browser.send("PUT", path, filter, Browser.basic(person)).statusCode())
                    .isEqualTo(403);
            assertThat(browser.send("DELETE", path, "", Browser.basic(person)).statusCode())
                    .isEqualTo(403);
        }
        assertThat(browser.get("/engine-rest/filter?resourceType=Task", Browser.basic(member))
                        .body())
                .isEqualTo(filters);
    }

    private String taskOfBonus() {
        BpmnModelInstance model = Bpmn.createExecutableProcess(key)
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .userTask("Task_Answer")
                .camundaCandidateGroups("account-manager")
                .endEvent()
                .done();
        repository
                .createDeployment()
                .name(key)
                .addModelInstance("a.bpmn", model)
                .deploy();
        Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        grant.setGroupId("account-manager");
        grant.setResource(Resources.PROCESS_DEFINITION);
        grant.setResourceId(key);
        grant.setPermissions(new Permission[] {
            ProcessDefinitionPermissions.READ,
            ProcessDefinitionPermissions.READ_TASK,
            ProcessDefinitionPermissions.UPDATE_TASK
        });
        authorizations.saveAuthorization(grant);
        String instance = runtime.startProcessInstanceByKey(key, Map.of("product", "bonus"))
                .getId();
        return tasks.createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
    }

    private HttpResponse<String> complete(String task, String user) {
        return browser.post("/engine-rest/task/" + task + "/complete", JSON, "{}", Browser.basic(user));
    }

    private String bpmn() {
        return Bpmn.convertToString(Bpmn.createExecutableProcess(key)
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .userTask("Task_Answer")
                .camundaCandidateGroups("account-manager")
                .camundaFormRef(key)
                .camundaFormRefBinding("deployment")
                .endEvent()
                .done());
    }

    private String form() {
        return "{\"id\":\"" + key + "\",\"type\":\"default\",\"schemaVersion\":16,\"components\":[]}";
    }

    /** As Camunda Modeler does it. */
    private HttpResponse<String> deploy(String user, String bpmn, Map<String, String> attachments) {
        StringBuilder body = new StringBuilder();
        part(body, "deployment-name", null, key);
        part(body, "deployment-source", null, "Camunda Modeler");
        part(body, "enable-duplicate-filtering", null, "true");
        part(body, "sample.bpmn", "sample.bpmn", bpmn);
        attachments.forEach((name, content) -> part(body, name, name, content));
        body.append("--").append(BOUNDARY).append("--\r\n");
        return browser.post(
                "/engine-rest/deployment/create",
                "multipart/form-data; boundary=" + BOUNDARY,
                body.toString(),
                Browser.basic(user));
    }

    private static void part(StringBuilder body, String name, String file, String content) {
        body.append("--").append(BOUNDARY).append("\r\nContent-Disposition: form-data; name=\"" + name + "\"");
        body.append(file == null ? "" : "; filename=\"" + file + "\"").append("\r\n\r\n");
        body.append(content).append("\r\n");
    }
}
