package io.reglament.process.request;

import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestLifecycle;
import io.reglament.request.RequestView;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.camunda.bpm.engine.variable.VariableMap;
import org.springframework.stereotype.Component;

/** Starts and correlates {@code request-lifecycle}; nothing else does. */
@Component
class EngineRequestLifecycle implements RequestLifecycle {

    static final String PROCESS = "request-lifecycle";
    static final String CUSTOMER_REPLIED = "request.customerReplied";
    static final String CUSTOMER_CONFIRMED = "request.customerConfirmed";
    static final String CUSTOMER_REMARKED = "request.customerRemarked";

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
    public boolean customerReplied(RequestView request, String text) {
        return correlate(request, CUSTOMER_REPLIED, text);
    }

    @Override
    public boolean customerConfirmed(RequestView request) {
        return correlate(request, CUSTOMER_CONFIRMED, null);
    }

    @Override
    public boolean customerRemarked(RequestView request) {
        return correlate(request, CUSTOMER_REMARKED, null);
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
    public boolean returnedToFirstLine(RequestView request, String person, String reason) {
        return actor.asSystem(() -> tasks.returnToFirstLine(request.number(), person, reason));
    }

    private boolean correlate(RequestView request, String message, String text) {
        return actor.asSystem(() -> {
            // Asked first: a failed correlation would doom the caller's transaction.
            if (!isAwaited(request.number(), message)) {
                return false;
            }
            MessageCorrelationBuilder correlation =
                    runtime.createMessageCorrelation(message).processInstanceBusinessKey(request.number());
            if (text != null) {
                correlation.setVariable(
                        Variables.REPLY_TEXT,
                        org.camunda.bpm.engine.variable.Variables.stringValue(DecisionText.of(text), true));
            }
            correlation.correlateWithResult();
            return true;
        });
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
