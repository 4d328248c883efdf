package io.reglament.process.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.batch.Batch;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Requests that were started on version 1.0.0 of the model, before reminders, hand-over and releases. */
@ReglamentTest
class RequestMigrationTest {

    private static final String CLASSIFY = "Task_ClassifyRequest";
    private static final String PROCESS = "Task_ProcessRequest";

    @Autowired
    Lifecycle lifecycle;

    @Autowired
    ProcessEngine engine;

    @Autowired
    RequestMigration migration;

    private String now;
    private DeploymentWithDefinitions older;

    @BeforeEach
    void the_older_model_is_live() {
        lifecycle.people();
        now = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey("request-lifecycle")
                .latestVersion()
                .singleResult()
                .getId();
        older = engine.getRepositoryService()
                .createDeployment()
                .name("Version 1.0.0")
                .addClasspathResource("models/request-lifecycle-1.0.0.bpmn")
                .deployWithResult();
    }

    @AfterEach
    void the_newer_model_is_live_again() {
        engine.getRepositoryService().deleteDeployment(older.getId(), true);
    }

    @Test
    @DisplayName(
            "design 8: a request of the older version finishes there, and is not offered what only the newer knows")
    void a_request_of_the_older_version_finishes_there() {
        Contact contact = lifecycle.contact();
        RequestView request = lifecycle.register("bonus", contact, "Report is empty");
        lifecycle.complete(
                request,
                CLASSIFY,
                Map.of("outcome", "assign", "assignee", Lifecycle.SPECIALIST, "dueAt", "2030-01-01"));
        String task = lifecycle.task(request, PROCESS).getId();
        assertThat(engine.getTaskService()
                        .getVariableLocal(task, Variables.OPTIONS)
                        .toString())
                .contains("\"done\"", "\"refuse\"")
                .doesNotContain("reschedule");
        assertThatThrownBy(() -> lifecycle.complete(
                        request, PROCESS, Map.of("outcome", "reschedule", "reason", "Late", "dueAt", "2030-02-01")))
                .isInstanceOf(CompletionRefused.class)
                .hasMessageContaining("allowed are done, clarify, return, refuse");
        lifecycle.complete(request, PROCESS, Map.of("outcome", "clarify", "question", "Which one?"));
        lifecycle.reply(request, contact, "The second");
        lifecycle.complete(request, PROCESS, Map.of("outcome", "done", "solutionText", "Filled"));
        lifecycle.complete(request, "Task_VerifySolution", Map.of("outcome", "accept"));
        lifecycle.reply(request, contact, "Подтверждаю");

        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.CLOSED);
    }

    @Test
    @DisplayName("design 8: a request that waits for the customer goes on in the newer version, now with reminders")
    void a_waiting_request_goes_on_in_the_newer_version() {
        Contact contact = lifecycle.contact();
        RequestView request = lifecycle.register("otk", contact, "Report is empty");
        lifecycle.complete(request, CLASSIFY, Map.of("outcome", "clarify", "question", "Which one?"));
        migrate(request);
        lifecycle.elapse(request, "BoundaryEvent_AnswerReminderDue");
        assertThat(lifecycle.mailsFrom(request)).endsWith("Task_RemindCustomer");
        lifecycle.reply(request, contact, "The second");
        lifecycle.complete(request, CLASSIFY, Map.of("outcome", "assign", "assignee", Lifecycle.SPECIALIST));
        lifecycle.complete(request, PROCESS, Map.of("outcome", "clarify", "question", "Which page?"));
        lifecycle.reply(request, contact, "The third");
        lifecycle.complete(request, PROCESS, Map.of("outcome", "handOver", "reason", "Needs code"));
        lifecycle.complete(request, PROCESS, Map.of("outcome", "done", "solutionText", "Corrected"));
        lifecycle.complete(request, PROCESS, Map.of("outcome", "done"));

        assertThat(lifecycle.now(request).state()).isEqualTo(RequestState.DONE);
    }

    @Test
    @DisplayName("design 8: details asked for, work and confirmation go on in the newer version as well")
    void every_other_wait_goes_on_in_the_newer_version() {
        Contact contact = lifecycle.contact();
        RequestView details = lifecycle.register("ecrm", contact, "Report is empty");
        lifecycle.complete(details, CLASSIFY, Map.of("outcome", "assign", "assignee", Lifecycle.SPECIALIST));
        lifecycle.complete(details, PROCESS, Map.of("outcome", "clarify", "question", "Which one?"));
        migrate(details);
        lifecycle.elapse(details, "BoundaryEvent_DetailsMissing");
        lifecycle.task(details, PROCESS);

        RequestView answered = lifecycle.register("ecrm", contact, "How do I export?");
        lifecycle.complete(answered, CLASSIFY, Map.of("outcome", "answer", "answerText", "By the button"));
        migrate(answered);
        lifecycle.elapse(answered, "BoundaryEvent_ConfirmationMissing");
        lifecycle.complete(
                answered, "Task_ObtainConfirmation", Map.of("outcome", "confirmed", "reason", "By telephone"));
        assertThat(lifecycle.now(answered).state()).isEqualTo(RequestState.COMPLETED);
    }

    @Test
    @DisplayName(
            "design 8: while an earlier migration is not done the next one waits, and then brings the requests along")
    void the_next_migration_waits_for_an_earlier_one() {
        Contact contact = lifecycle.contact();
        RequestView first = lifecycle.register("otk", contact, "Report is empty");
        RequestView second = lifecycle.register("otk", contact, "Report is late");
        DeploymentWithDefinitions newer = engine.getRepositoryService()
                .createDeployment()
                .name("Version after 1.0.0")
                .addClasspathResource("processes/request/request-lifecycle.bpmn")
                .deployWithResult();
        try {
            String from = older.getDeployedProcessDefinitions().get(0).getId();
            String target = newer.getDeployedProcessDefinitions().get(0).getId();
            Batch earlier = engine.getRuntimeService()
                    .newMigration(migration.plan(from, target))
                    .processInstanceIds(lifecycle.now(first).processInstanceId())
                    .executeAsync();

            assertThat(migration.newest()).contains(target);
            assertThat(migration.to(target)).isFalse();
            assertThat(batches()).extracting(Batch::getId).containsExactly(earlier.getId());

            run(earlier);
            assertThat(lifecycle.instance(first).getProcessDefinitionId()).isEqualTo(target);
            assertThat(batches()).isEmpty();
            assertThat(migration.to(target)).isTrue();
            batches().forEach(batch -> execute(batch.getSeedJobDefinitionId()));
            // Of the others the requests of other tests shall stay where they are.
            engine.getManagementService().createJobQuery().active().list().stream()
                    .filter(job -> older.getId().equals(job.getDeploymentId()) && job.getProcessInstanceId() == null)
                    .forEach(job -> engine.getManagementService().executeJob(job.getId()));
            assertThat(lifecycle.instance(second).getProcessDefinitionId()).isEqualTo(target);
        } finally {
            batches().forEach(batch -> engine.getManagementService().deleteBatch(batch.getId(), true));
            engine.getRepositoryService().deleteDeployment(newer.getId(), true);
        }
    }

    private List<Batch> batches() {
        return engine.getManagementService()
                .createBatchQuery()
                .type(Batch.TYPE_PROCESS_INSTANCE_MIGRATION)
                .list();
    }

    /** Does what the job executor does with a batch: seeds it, moves its requests, and sees that it is done. */
    private void run(Batch batch) {
        execute(batch.getSeedJobDefinitionId());
        execute(batch.getBatchJobDefinitionId());
        execute(batch.getMonitorJobDefinitionId());
    }

    private void execute(String jobDefinition) {
        engine.getManagementService()
                .createJobQuery()
                .jobDefinitionId(jobDefinition)
                .list()
                .forEach(job -> engine.getManagementService().executeJob(job.getId()));
    }

    private void migrate(RequestView request) {
        engine.getRuntimeService()
                .newMigration(migration.plan(
                        older.getDeployedProcessDefinitions().get(0).getId(), now))
                .processInstanceIds(lifecycle.now(request).processInstanceId())
                .execute();
    }
}
