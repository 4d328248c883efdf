package io.reglament.process.mail;

import io.reglament.mail.MailIncidentTasks;
import io.reglament.process.engine.CurrentActor;
import io.reglament.process.request.Variables;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Starts and ends {@code mail-incident}. */
@Component
class EngineMailIncidentTasks implements MailIncidentTasks {

    static final String PROCESS = "mail-incident";
    private static final String OPENED = "mail.incidentOpened";
    private static final String ENDED = "mail.incidentEnded";

    private final RuntimeService runtime;
    private final CurrentActor actor;

    EngineMailIncidentTasks(RuntimeService runtime, CurrentActor actor) {
        this.runtime = runtime;
        this.actor = actor;
    }

    @Override
    public void opened(long incidentId, String product) {
        actor.asSystem(() -> runtime.createMessageCorrelation(OPENED)
                .processInstanceBusinessKey(businessKey(incidentId))
                .setVariable(Variables.PRODUCT, product)
                .setVariable(Variables.INCIDENT_ID, incidentId)
                .correlateStartMessage());
    }

    @Override
    public void ended(long incidentId) {
        actor.asSystem(() -> {
            // Asked first: a failed correlation would doom the caller's transaction.
            boolean awaited = runtime.createExecutionQuery()
                            .processDefinitionKey(PROCESS)
                            .processInstanceBusinessKey(businessKey(incidentId))
                            .messageEventSubscriptionName(ENDED)
                            .count()
                    == 1;
            if (awaited) {
                runtime.createMessageCorrelation(ENDED)
                        .processInstanceBusinessKey(businessKey(incidentId))
                        .correlateWithResult();
            }
            return null;
        });
    }

    private static String businessKey(long incidentId) {
        return "mail-incident-" + incidentId;
    }
}
