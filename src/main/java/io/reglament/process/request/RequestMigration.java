package io.reglament.process.request;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.batch.Batch;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanBuilder;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Brings running requests to the newest version of the model after an upgrade, so that they too know its new events.
 * Those that cannot be brought go on where they are: every delegate of an older version still exists.
 */
@Component
class RequestMigration implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RequestMigration.class);

    /** In version 1.1.0 these waits moved into a sub-process each, for their reminders. */
    private static final Map<String, String> MOVED = Map.of(
            "Event_CustomerAnswered", "SubProcess_AwaitAnswer", "Event_DetailsReceived", "SubProcess_AwaitDetails");

    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final ManagementService management;
    private volatile boolean running;

    RequestMigration(RuntimeService runtime, RepositoryService repository, ManagementService management) {
        this.runtime = runtime;
        this.repository = repository;
        this.management = management;
    }

    /** Hands all requests of older versions to the engine's jobs, each in a transaction of its own. */
    @Override
    public void start() {
        running = true;
        if (management
                        .createBatchQuery()
                        .type(Batch.TYPE_PROCESS_INSTANCE_MIGRATION)
                        .count()
                > 0) {
            // Still at work, or somebody has to look at what failed.
            return;
        }
        List<ProcessDefinition> versions = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(EngineRequestLifecycle.PROCESS)
                .orderByProcessDefinitionVersion()
                .desc()
                .list();
        versions.stream().skip(1).forEach(older -> migrate(older, versions.get(0)));
    }

    private void migrate(ProcessDefinition from, ProcessDefinition to) {
        ProcessInstanceQuery requests = runtime.createProcessInstanceQuery().processDefinitionId(from.getId());
        if (requests.count() == 0) {
            return;
        }
        try {
            runtime.newMigration(plan(from.getId(), to.getId()))
                    .processInstanceQuery(requests)
                    .executeAsync();
            LOG.info("Requests of {} go on as {}", from.getId(), to.getId());
        } catch (ProcessEngineException e) {
            LOG.warn("Requests of {} stay there: {}", from.getId(), e.getMessage());
        }
    }

    /** @return how a request of one version goes on in another; ids and types of process definitions' elements decide */
    MigrationPlan plan(String from, String to) {
        MigrationPlanBuilder plan = runtime.createMigrationPlan(from, to);
        BpmnModelInstance source = repository.getBpmnModelInstance(from);
        BpmnModelInstance target = repository.getBpmnModelInstance(to);
        boolean waitsMoved = MOVED.values().stream()
                .allMatch(scope ->
                        source.getModelElementById(scope) == null && target.getModelElementById(scope) != null);
        if (waitsMoved) {
            plan.setVariables(org.camunda.bpm.engine.variable.Variables.putValue(Variables.SUPPORT_GROUP, null)
                    .putValue(Variables.BY_REPRESENTATIVE, false)
                    .putValue(Variables.REMINDERS_THEN, "ASK"));
        }
        plan.mapEqualActivities();
        if (waitsMoved) {
            MOVED.keySet().forEach(event -> plan.mapActivities(event, event));
        }
        return plan.build();
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the bundled models were deployed, before people and mail come in. */
    @Override
    public int getPhase() {
        return 1;
    }
}
