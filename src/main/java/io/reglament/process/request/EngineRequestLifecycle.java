package io.reglament.process.request;

import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestLifecycle;
import io.reglament.request.RequestView;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.springframework.stereotype.Component;

/** Starts and correlates {@code request-lifecycle}; nothing else does. */
@Component
class EngineRequestLifecycle implements RequestLifecycle {

    static final String PROCESS = "request-lifecycle";
    static final String CUSTOMER_REPLIED = "request.customerReplied";
    static final String CUSTOMER_CONFIRMED = "request.customerConfirmed";
    static final String CUSTOMER_REMARKED = "request.customerRemarked";

    static final String RELEASE_DEPLOYED = "request.releaseDeployed";

    private final RuntimeService runtime;
    private final OpenTasks tasks;
    private final CurrentActor actor;

    EngineRequestLifecycle(RuntimeService runtime, OpenTasks tasks, CurrentActor actor) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.actor = actor;
    }

    @Override
    public String start(RequestView request, String text) {
        VariableMap variables = org.camunda.bpm.engine.variable.Variables.createVariables()
                .putValue(Variables.REQUEST_ID, request.id())
                .putValue(Variables.PRODUCT, request.product())
                .putValueTyped(
                        Variables.REQUEST_TEXT,
                        org.camunda.bpm.engine.variable.Variables.stringValue(
                                DecisionText.of(request.subject() + "\n" + text), true));
        return actor.asSystem(() -> runtime.startProcessInstanceByKey(PROCESS, request.number(), variables)
                .getProcessInstanceId());
    }

    @Override
    public boolean customerReplied(RequestView request, String text, boolean byRepresentative) {
        return correlate(
                request,
                CUSTOMER_REPLIED,
                org.camunda.bpm.engine.variable.Variables.putValue(Variables.BY_REPRESENTATIVE, byRepresentative)
                        .putValueTyped(
                                Variables.REPLY_TEXT,
                                org.camunda.bpm.engine.variable.Variables.stringValue(DecisionText.of(text), true)));
    }

    @Override
    public boolean customerConfirmed(RequestView request, boolean byRepresentative) {
        return correlate(
                request,
                CUSTOMER_CONFIRMED,
                org.camunda.bpm.engine.variable.Variables.putValue(Variables.BY_REPRESENTATIVE, byRepresentative));
    }

    @Override
    public boolean customerRemarked(RequestView request) {
        return correlate(request, CUSTOMER_REMARKED, org.camunda.bpm.engine.variable.Variables.createVariables());
    }

    @Override
    public boolean happened(RequestView request, String message, Map<String, ?> inputs) {
        VariableMap carried = org.camunda.bpm.engine.variable.Variables.createVariables();
        // A customer acts by mail and link, where nobody is signed in: the inputs say who then.
        carried.putValueTyped(Variables.ACTOR, org.camunda.bpm.engine.variable.Variables.stringValue(actor.id(), true));
        inputs.forEach((name, value) ->
                carried.putValueTyped(name, org.camunda.bpm.engine.variable.Variables.untypedValue(value, true)));
        return actor.asSystem(() -> {
            if (!isAwaited(request.number(), message)) {
                return false;
            }
            // To the event sub-process alone: an input may be called like a variable of the process.
            runtime.createMessageCorrelation(message)
                    .processInstanceBusinessKey(request.number())
                    .setVariablesToTriggeredScope(carried)
                    .correlateWithResult();
            return true;
        });
    }

    @Override
    public boolean workEnded(RequestView request, WorkOutcome outcome, String person, Map<String, ?> fields) {
        try {
            return actor.onBehalfOf(person, () -> tasks.endWork(request.number(), Outcomes.of(outcome), fields));
        } catch (CompletionRefused e) {
            throw new WorkRefused(e.getMessage(), e);
        }
    }

    @Override
    public void solved(RequestView request, String person, String solution) {
        try {
            actor.onBehalfOf(person, () -> {
                tasks.solve(request, person, solution);
                return null;
            });
        } catch (CompletionRefused e) {
            throw new WorkRefused(e.getMessage(), e);
        }
    }

    @Override
    public boolean releaseDeployed(RequestView request) {
        return actor.asSystem(() -> releaseWaitEnded(request, false));
    }

    @Override
    public boolean takenBack(RequestView request, String person) {
        return actor.onBehalfOf(person, () -> releaseWaitEnded(request, true));
    }

    private boolean releaseWaitEnded(RequestView request, boolean takenBack) {
        return awaited(
                request,
                RELEASE_DEPLOYED,
                org.camunda.bpm.engine.variable.Variables.createVariables()
                        .putValueTyped(
                                Variables.TAKEN_BACK,
                                org.camunda.bpm.engine.variable.Variables.booleanValue(takenBack, true)));
    }

    private boolean correlate(RequestView request, String message, VariableMap variables) {
        return actor.asSystem(() -> awaited(request, message, variables));
    }

    private boolean awaited(RequestView request, String message, VariableMap variables) {
        // Asked first: a failed correlation would doom the caller's transaction.
        if (!isAwaited(request.number(), message)) {
            return false;
        }
        runtime.createMessageCorrelation(message)
                .processInstanceBusinessKey(request.number())
                .setVariables(variables)
                .correlateWithResult();
        return true;
    }

    private boolean isAwaited(String number, String message) {
        return runtime.createExecutionQuery()
                        .processDefinitionKey(PROCESS)
                        .processInstanceBusinessKey(number)
                        .messageEventSubscriptionName(message)
                        .count()
                == 1;
    }
}
