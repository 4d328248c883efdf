package io.reglament.process.request;

import io.reglament.mail.InFlightNotifications;
import io.reglament.process.engine.CurrentActor;
import io.reglament.request.Duplicates;
import io.reglament.request.Moves;
import io.reglament.request.RequestStages;
import io.reglament.request.RequestView;
import io.reglament.request.RequestWork;
import io.reglament.request.Requests;
import io.reglament.request.Separations;
import io.reglament.request.Suspensions;
import io.reglament.request.Withdrawals;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;

/** What happens to requests in flight, from whichever place of the model: first line's form or a person's action. */
@Component
class InFlightSteps {

    private final Withdrawals withdrawals;
    private final Duplicates duplicates;
    private final Moves moves;
    private final Separations separations;
    private final Suspensions suspensions;
    private final RequestStages stages;
    private final Requests requests;
    private final RequestWork work;
    private final InFlightNotifications notifications;
    private final TaskService tasks;
    private final OpenTasks openTasks;
    private final FormContext formContext;
    private final CurrentActor actor;

    InFlightSteps(
            Withdrawals withdrawals,
            Duplicates duplicates,
            Moves moves,
            Separations separations,
            Suspensions suspensions,
            RequestStages stages,
            Requests requests,
            RequestWork work,
            InFlightNotifications notifications,
            TaskService tasks,
            OpenTasks openTasks,
            FormContext formContext,
            CurrentActor actor) {
        this.withdrawals = withdrawals;
        this.duplicates = duplicates;
        this.moves = moves;
        this.separations = separations;
        this.suspensions = suspensions;
        this.stages = stages;
        this.requests = requests;
        this.work = work;
        this.notifications = notifications;
        this.tasks = tasks;
        this.openTasks = openTasks;
        this.formContext = formContext;
        this.actor = actor;
    }

    void withdraw(Step step) {
        withdrawals.end(step.requestId(), actor(step), step.cause());
        notifications.requestWithdrawn(step.requestId(), step.cause(), step.dedupKey());
    }

    void merge(Step step) {
        RequestView survivor = duplicates.end(step.requestId(), actor(step), step.cause());
        notifications.requestMerged(step.requestId(), survivor.id(), step.cause(), step.dedupKey());
        // Of the survivor's tasks the person need not hold one.
        actor.asSystem(() -> {
            openTasks.show(survivor.number(), formContext.of(survivor));
            return null;
        });
    }

    /** The customer is told by the new request's process, in place of an acknowledgement. */
    void move(Step step) {
        moves.carryOut(step.requestId(), step.text(Variables.TARGET_PRODUCT), actor(step), step.cause());
    }

    void separate(Step step) {
        List<RequestView> parts = separations.carryOut(step.requestId(), actor(step), step.cause());
        notifications.requestSeparated(step.requestId(), parts, step.cause(), step.dedupKey());
    }

    void suspend(Step step) {
        Instant from = suspensions.current(step.requestId()).orElseThrow().from();
        work.suspend(step.requestId(), from, actor(step), step.cause());
        notifications.deadlinesSuspended(step.requestId(), step.cause(), step.dedupKey());
    }

    void resume(Step step) {
        Instant until = suspensions
                .ended(step.requestId())
                .map(Suspensions.Period::to)
                // It was over before the request came.
                .orElseGet(() -> requests.get(step.requestId()).registeredAt());
        work.resume(step.requestId(), until, actor(step), step.cause())
                .ifPresent(dueAt -> reschedule(step, Date.from(dueAt)));
        notifications.deadlinesResumed(step.requestId(), step.cause(), step.dedupKey());
    }

    void beginStages(Step step) {
        String group = work.divide(step.requestId(), actor(step), step.cause());
        step.set(Variables.CANDIDATE_GROUP, group);
        step.set(Variables.ROUTING_STAGE, "ASSIGNMENT");
        stages.begin(step.requestId(), actor(step), step.cause());
    }

    void collectStages(Step step) {
        stages.collect(step.requestId(), actor(step), step.cause());
    }

    private void reschedule(Step step, Date dueAt) {
        step.set(Variables.DUE_AT, dueAt);
        tasks.createTaskQuery().processInstanceId(step.execution().getProcessInstanceId()).list().stream()
                .filter(task -> task.getDueDate() != null)
                .forEach(task -> tasks.setDueDate(task.getId(), dueAt));
    }

    /** Whom the message names, or else who completed the task. */
    private String actor(Step step) {
        String named = step.text(Variables.ACTOR);
        return named == null ? actor.id() : named;
    }
}
