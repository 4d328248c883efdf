package io.reglament.access;

import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.CREATE_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_HISTORY;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_TASK;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.RETRY_JOB;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.SUSPEND_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.TASK_ASSIGN;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.TASK_WORK;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.SystemPermissions;
import org.springframework.stereotype.Component;

/**
 * What each group may do in the engine (design.md section 6). Products are kept apart by tenants, not here. Nobody but
 * administrators may create or change filters: a filter's expressions run code.
 */
@Component
class GroupRights {

    private static final String REQUESTS = "request-lifecycle";
    private static final String STAGES = "request-stage";
    private static final String MAIL = "mail-triage";
    private static final String MAIL_INCIDENT = "mail-incident";
    private static final String CALL = "request-call";

    private final Groups groups;

    GroupRights(Groups groups) {
        this.groups = groups;
    }

    List<Grant> all() {
        List<Grant> grants = new ArrayList<>();
        staff().forEach(group -> everybody(group, grants));
        groups.workers().forEach(group -> work(group, REQUESTS, grants));
        groups.workers().forEach(group -> work(group, STAGES, grants));
        groups.firstLine().forEach(group -> work(group, MAIL, grants));
        work(Groups.OPERATOR, MAIL_INCIDENT, grants);
        groups.firstLine().forEach(group -> call(group, grants));
        head(grants);
        analyst(grants);
        operator(grants);
        for (String group : List.of(Groups.ADMIN, Groups.ENGINE_ADMIN)) {
            for (Resources resource : Resources.values()) {
                grants.add(Grant.onAll(group, resource, Permissions.ALL));
            }
        }
        return grants;
    }

    /** @return all groups but the administrators' */
    Set<String> staff() {
        Set<String> staff = new TreeSet<>(groups.all());
        staff.remove(Groups.ADMIN);
        staff.remove(Groups.ENGINE_ADMIN);
        return staff;
    }

    private static void everybody(String group, List<Grant> grants) {
        grants.add(Grant.of(group, Resources.APPLICATION, "tasklist", Permissions.ACCESS));
        // Tasklist's dialogs look up whom to assign a task to.
        grants.add(Grant.onAll(group, Resources.USER, Permissions.READ));
        grants.add(Grant.onAll(group, Resources.GROUP, Permissions.READ));
    }

    private static void work(String group, String process, List<Grant> grants) {
        grants.add(Grant.of(
                group,
                Resources.PROCESS_DEFINITION,
                process,
                READ,
                READ_TASK,
                // Not UPDATE_TASK, which would let members overwrite the variables on which the process decides.
                TASK_WORK,
                TASK_ASSIGN,
                READ_INSTANCE,
                READ_HISTORY));
    }

    /** Of the processes that people start by a form, these may start this one (S-07). */
    private static void call(String group, List<Grant> grants) {
        grants.add(Grant.of(group, Resources.PROCESS_DEFINITION, CALL, READ, CREATE_INSTANCE));
        grants.add(Grant.onAll(group, Resources.PROCESS_INSTANCE, Permissions.CREATE));
    }

    private static void head(List<Grant> grants) {
        for (String process : List.of(REQUESTS, STAGES, MAIL)) {
            grants.add(Grant.of(
                    Groups.HEAD,
                    Resources.PROCESS_DEFINITION,
                    process,
                    READ,
                    READ_TASK,
                    TASK_ASSIGN,
                    READ_INSTANCE,
                    READ_HISTORY));
        }
        readDecisions(Groups.HEAD, grants);
    }

    private static void analyst(List<Grant> grants) {
        String analyst = Groups.PROCESS_ANALYST;
        grants.add(Grant.of(analyst, Resources.APPLICATION, "cockpit", Permissions.ACCESS));
        grants.add(Grant.onAll(analyst, Resources.DEPLOYMENT, Permissions.CREATE, Permissions.READ));
        grants.add(Grant.onAll(analyst, Resources.PROCESS_DEFINITION, READ, READ_TASK, READ_INSTANCE, READ_HISTORY));
        grants.add(Grant.onAll(
                analyst,
                Resources.DECISION_DEFINITION,
                Permissions.READ,
                Permissions.READ_HISTORY,
                Permissions.CREATE_INSTANCE));
        grants.add(Grant.onAll(analyst, Resources.DECISION_REQUIREMENTS_DEFINITION, Permissions.READ));
    }

    private static void operator(List<Grant> grants) {
        String operator = Groups.OPERATOR;
        grants.add(Grant.of(operator, Resources.APPLICATION, "cockpit", Permissions.ACCESS));
        grants.add(Grant.onAll(operator, Resources.DEPLOYMENT, Permissions.READ));
        grants.add(Grant.onAll(
                operator,
                Resources.PROCESS_DEFINITION,
                READ,
                READ_TASK,
                READ_INSTANCE,
                READ_HISTORY,
                RETRY_JOB,
                SUSPEND_INSTANCE));
        grants.add(Grant.onAll(
                operator,
                Resources.PROCESS_INSTANCE,
                ProcessInstancePermissions.READ,
                ProcessInstancePermissions.RETRY_JOB,
                ProcessInstancePermissions.SUSPEND));
        grants.add(Grant.onAll(operator, Resources.BATCH, Permissions.READ));
        grants.add(Grant.onAll(operator, Resources.SYSTEM, SystemPermissions.READ));
        readDecisions(operator, grants);
    }

    private static void readDecisions(String group, List<Grant> grants) {
        grants.add(Grant.onAll(group, Resources.DECISION_DEFINITION, Permissions.READ, Permissions.READ_HISTORY));
        grants.add(Grant.onAll(group, Resources.DECISION_REQUIREMENTS_DEFINITION, Permissions.READ));
    }
}
