package io.reglament.process.request;

import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestView;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Starts {@code request-card}; business key is the request's number with {@code /card}. */
@Component
class ExternalCardOrders {

    private static final String PROCESS = "request-card";

    private final RuntimeService runtime;
    private final CurrentActor actor;

    ExternalCardOrders(RuntimeService runtime, CurrentActor actor) {
        this.runtime = runtime;
        this.actor = actor;
    }

    /** Within the caller's transaction; the tracker itself is asked after it. */
    void order(RequestView request) {
        actor.asSystem(() -> runtime.startProcessInstanceByKey(
                PROCESS,
                request.number() + "/card",
                org.camunda.bpm.engine.variable.Variables.putValue(Variables.REQUEST_ID, request.id())
                        .putValue(Variables.PRODUCT, request.product())));
    }
}
