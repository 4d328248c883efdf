package io.reglament.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.ReglamentTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ReglamentTest
@DisplayName("Groups, filters and authorisations are set up at each start (design.md section 6)")
class AccessSetUpTest {

    @Autowired
    AccessSetUp setUp;

    @Autowired
    GrantLedger ledger;

    @Autowired
    GroupRights rights;

    @Autowired
    Groups groups;

    @Autowired
    Users users;

    @Autowired
    MessageSource texts;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    FilterService filters;

    @Autowired
    IdentityService identity;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Test
    void a_second_start_changes_nothing() {
        List<String> before = everything();

        setUp.ensure();

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void the_filters_of_the_contract_are_there() {
        assertThat(ours().stream().map(Filter::getName))
                .containsExactlyInAnyOrder(
                        "Queue", "My tasks", "My group's tasks", "Waiting for the customer", "Overdue", "Mail to sort");
    }

    @Test
    void another_language_renames_the_same_filters() {
        List<String> ids = ours().stream().map(Filter::getId).sorted().toList();
        TaskFilters russian = new TaskFilters(filters, tasks, texts, groups, rights, "ru");
        try {
            transaction.executeWithoutResult(status -> russian.ensure());

            assertThat(ours().stream().map(Filter::getId).sorted()).isEqualTo(ids);
            assertThat(ours().stream().map(Filter::getName)).contains("Очередь", "Мои задачи", "Почта на разбор");
        } finally {
            setUp.ensure();
        }
    }

    @Test
    void a_filter_that_somebody_changed_is_as_the_code_says_after_the_next_start() {
        Filter queue = filter("queue");
        queue.setQuery(tasks.createTaskQuery().taskName("nothing"));
        filters.saveFilter(queue);

        setUp.ensure();

        String group = "group-" + UUID.randomUUID();
        Task task = task(group, 50);
        assertThat(list("queue", group)).containsExactly(task.getId());
    }

    @Test
    void the_queue_holds_untaken_tasks_of_my_groups_by_priority_and_then_age() {
        String group = "group-" + UUID.randomUUID();
        Task oldLow = task(group, 25);
        Task oldHigh = task(group, 75);
        Task newHigh = task(group, 75);
        Task taken = task(group, 75);
        tasks.setAssignee(taken.getId(), "somebody");
        task("group-" + UUID.randomUUID(), 75);

        assertThat(list("queue", group)).containsExactly(oldHigh.getId(), newHigh.getId(), oldLow.getId());
        assertThat(list("myGroup", group)).hasSize(4).contains(taken.getId());
        assertThat(list("mine", group, "somebody")).contains(taken.getId()).doesNotContain(oldLow.getId());
    }

    @Test
    void a_right_that_leaves_the_code_is_taken_back_and_one_given_by_hand_stays() {
        String group = "group-" + UUID.randomUUID();
        identity.saveGroup(identity.newGroup(group));
        Authorization byHand = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        byHand.setGroupId(group);
        byHand.setResource(Resources.APPLICATION);
        byHand.setResourceId("cockpit");
        byHand.setPermissions(new Permission[] {Permissions.ACCESS});
        authorizations.saveAuthorization(byHand);
        Grant grant = Grant.of(
                group,
                Resources.PROCESS_DEFINITION,
                "some-process",
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_TASK);
        bringTo(grant);
        assertThat(authorizations.isUserAuthorized(
                        "nobody",
                        List.of(group),
                        ProcessDefinitionPermissions.READ_TASK,
                        Resources.PROCESS_DEFINITION,
                        "some-process"))
                .isTrue();

        bringTo(Grant.of(group, Resources.PROCESS_DEFINITION, "some-process", ProcessDefinitionPermissions.READ));
        assertThat(authorizations.isUserAuthorized(
                        "nobody",
                        List.of(group),
                        ProcessDefinitionPermissions.READ_TASK,
                        Resources.PROCESS_DEFINITION,
                        "some-process"))
                .isFalse();

        setUp.ensure();

        assertThat(authorizations.createAuthorizationQuery().groupIdIn(group).list())
                .extracting(Authorization::getResourceId)
                .contains("cockpit")
                .doesNotContain("some-process");
    }

    @Test
    void each_product_and_group_has_a_name() {
        assertThat(identity.createTenantQuery().tenantId("bonus").singleResult().getName())
                .isEqualTo("БонусПлюс");
        assertThat(identity.createGroupQuery().groupId("account-manager").singleResult())
                .extracting(Group::getName)
                .isEqualTo("Account managers");
    }

    @Test
    void an_administrator_is_one_for_the_web_apps_too_and_a_known_user_keeps_the_password() {
        String admin = "admin-" + UUID.randomUUID();
        users.ensure(admin, "first", "Test", "Admin", Set.of("admin"), Set.of());
        users.ensure(admin, "second", "Test", "Admin", Set.of("admin"), Set.of("bonus"));

        assertThat(identity.createUserQuery().memberOfGroup("camunda-admin").list())
                .extracting("id")
                .contains(admin);
        assertThat(identity.checkPassword(admin, "first")).isTrue();
        assertThat(identity.createTenantQuery().userMember(admin).count()).isEqualTo(1);
        assertThat(users.ensureAdministrator("not-" + admin, "third", "Test", "Admin"))
                .isFalse();
        assertThat(identity.createUserQuery().userId("not-" + admin).count()).isZero();
    }

    private void bringTo(Grant additional) {
        transaction.executeWithoutResult(status -> {
            List<Grant> grants = new ArrayList<>(rights.all());
            grants.add(additional);
            grants.addAll(new TaskFilters(filters, tasks, texts, groups, rights, "en").ensure());
            ledger.bringTo(grants);
        });
    }

    private List<String> everything() {
        List<String> all = new ArrayList<>();
        ours().forEach(filter -> all.add("filter " + filter.getId() + filter.getName() + filter.getProperties()));
        Set<String> known = groups.all();
        authorizations.createAuthorizationQuery().list().stream()
                .filter(authorization ->
                        authorization.getGroupId() != null && known.contains(authorization.getGroupId()))
                .forEach(authorization -> all.add("authorisation " + authorization.getId()));
        known.forEach(group ->
                all.add("group " + identity.createGroupQuery().groupId(group).count()));
        all.add(jdbc.sql("select count(*) from crm.access_grant where group_id in (:groups)")
                .param("groups", known)
                .query(String.class)
                .single());
        all.sort(null);
        return all;
    }

    private List<Filter> ours() {
        return filters.createTaskFilterQuery().list().stream()
                .filter(filter -> filter.getProperties().containsKey("reglamentKey"))
                .toList();
    }

    private Filter filter(String key) {
        return ours().stream()
                .filter(filter -> key.equals(filter.getProperties().get("reglamentKey")))
                .findFirst()
                .orElseThrow();
    }

    private List<String> list(String filter, String group) {
        return list(filter, group, "nobody-" + group);
    }

    private List<String> list(String filter, String group, String user) {
        String id = filter(filter).getId();
        identity.setAuthentication(user, List.of(group, "camunda-admin"), List.of());
        try {
            return filters.list(id).stream().map(task -> ((Task) task).getId()).toList();
        } finally {
            identity.clearAuthentication();
        }
    }

    private Task task(String group, int priority) {
        String key = "sample-" + UUID.randomUUID();
        repository
                .createDeployment()
                .addModelInstance(
                        key + ".bpmn",
                        Bpmn.createExecutableProcess(key)
                                .camundaHistoryTimeToLiveString("P1D")
                                .startEvent()
                                .userTask()
                                .camundaCandidateGroups(group)
                                .camundaPriority(String.valueOf(priority))
                                .endEvent()
                                .done())
                .deploy();
        String instance = runtime.startProcessInstanceByKey(key, Map.of("product", "bonus"))
                .getId();
        return tasks.createTaskQuery().processInstanceId(instance).singleResult();
    }
}
