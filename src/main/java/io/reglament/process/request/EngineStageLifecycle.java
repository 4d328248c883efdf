package io.reglament.process.request;

import io.reglament.process.engine.CurrentActor;
import io.reglament.request.RequestView;
import io.reglament.request.StageLifecycle;
import io.reglament.request.StageView;
import java.util.Date;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.springframework.stereotype.Component;

/** Starts and ends {@code request-stage}; business key is the request's number with the stage's, e.g. {@code …/1}. */
@Component
class EngineStageLifecycle implements StageLifecycle {

    static final String PROCESS = "request-stage";
    static final String STAGE_DROPPED = "request.stageDropped";

    private final RuntimeService runtime;
    private final CurrentActor actor;

    EngineStageLifecycle(RuntimeService runtime, CurrentActor actor) {
        this.runtime = runtime;
        this.actor = actor;
    }

    @Override
    public void start(RequestView request, StageView stage) {
        VariableMap variables = org.camunda.bpm.engine.variable.Variables.createVariables()
                .putValue(Variables.REQUEST_ID, request.id())
                .putValue(Variables.PRODUCT, request.product())
                .putValue(
                        Variables.PRIORITY,
                        request.priority() == null ? null : request.priority().name())
                .putValue(Variables.STAGE_NO, stage.no())
                .putValue(Variables.STAGE_GROUP, stage.group())
                .putValue(Variables.ASSIGNEE, stage.assignee())
                .putValue(Variables.DUE_AT, Date.from(stage.dueAt()));
        actor.asSystem(() -> runtime.startProcessInstanceByKey(PROCESS, key(request, stage.no()), variables));
    }

    @Override
    public void drop(RequestView request, int no) {
        actor.asSystem(() -> {
            boolean awaited = runtime.createExecutionQuery()
                            .processDefinitionKey(PROCESS)
                            .processInstanceBusinessKey(key(request, no))
                            .messageEventSubscriptionName(STAGE_DROPPED)
                            .count()
                    == 1;
            if (awaited) {
                runtime.createMessageCorrelation(STAGE_DROPPED)
                        .processInstanceBusinessKey(key(request, no))
                        .correlateWithResult();
            }
            return awaited;
        });
    }

    private static String key(RequestView request, int no) {
        return request.number() + "/" + no;
    }
}
