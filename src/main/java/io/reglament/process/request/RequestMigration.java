package io.reglament.process.request;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.batch.Batch;
import org.camunda.bpm.engine.batch.BatchStatistics;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanBuilder;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings running requests to the newest version of the model after an upgrade, so that they too know its new events.
 * Those that cannot be brought go on where they are: every delegate of an older version still exists.
 */
@Component
class RequestMigration {

    private static final Logger LOG = LoggerFactory.getLogger(RequestMigration.class);

    /** In version 1.1.0 these waits moved into a sub-process each, for their reminders. */
    private static final Map<String, String> MOVED = Map.of(
            "Event_CustomerAnswered", "SubProcess_AwaitAnswer", "Event_DetailsReceived", "SubProcess_AwaitDetails");

    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final ManagementService management;

    RequestMigration(RuntimeService runtime, RepositoryService repository, ManagementService management) {
        this.runtime = runtime;
        this.repository = repository;
        this.management = management;
    }

    /** @return id of the newest version of the model; empty if there is none */
    Optional<String> newest() {
        return Optional.ofNullable(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(EngineRequestLifecycle.PROCESS)
                        .latestVersion()
                        .singleResult())
                .map(ProcessDefinition::getId);
    }

    /**
     * Hands all requests of older versions to the engine's jobs, each in a transaction of its own.
     *
     * @param target id of the version they go on in
     * @return false, and nothing has happened, while an earlier migration is not done: the requests that it still has to
     *     move must not be moved twice
     */
    boolean to(String target) {
        List<ProcessDefinition> versions = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(EngineRequestLifecycle.PROCESS)
                .list();
        Optional<ProcessDefinition> newer = versions.stream()
                .filter(version -> version.getId().equals(target))
                .findFirst();
        List<ProcessDefinition> older = versions.stream()
                .filter(version ->
                        newer.isPresent() && version.getVersion() < newer.get().getVersion())
                .filter(version -> running(version).count() > 0)
                .toList();
        if (older.isEmpty()) {
            return true;
        }
        List<BatchStatistics> unfinished = management
                .createBatchStatisticsQuery()
                .type(Batch.TYPE_PROCESS_INSTANCE_MIGRATION)
                .list();
        unfinished.forEach(batch -> LOG.warn(
                "Requests of older versions wait for migration {}: {} to do, {} of them failed (Cockpit shows why)",
                batch.getId(),
                batch.getRemainingJobs(),
                batch.getFailedJobs()));
        if (!unfinished.isEmpty()) {
            return false;
        }
        older.forEach(version -> migrate(version, newer.orElseThrow()));
        return true;
    }

    private ProcessInstanceQuery running(ProcessDefinition version) {
        return runtime.createProcessInstanceQuery().processDefinitionId(version.getId());
    }

    private void migrate(ProcessDefinition from, ProcessDefinition to) {
        try {
            runtime.newMigration(plan(from.getId(), to.getId()))
                    .processInstanceQuery(running(from))
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
}
