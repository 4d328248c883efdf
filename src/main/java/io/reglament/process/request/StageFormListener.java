package io.reglament.process.request;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.request.RequestStages;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import io.reglament.request.StageView;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Gives the task of a stage what its form shows. */
@Component
class StageFormListener implements TaskListener {

    private final Requests requests;
    private final RequestStages stages;
    private final ProductProfiles profiles;
    private final TaskCompletions completions;
    private final FormOptions options;
    private final CompletionMessages messages;

    StageFormListener(
            Requests requests,
            RequestStages stages,
            ProductProfiles profiles,
            TaskCompletions completions,
            FormOptions options,
            CompletionMessages messages) {
        this.requests = requests;
        this.stages = stages;
        this.profiles = profiles;
        this.completions = completions;
        this.options = options;
        this.messages = messages;
    }

    @Override
    public void notify(DelegateTask task) {
        RequestView request = requests.get((Long) task.getVariable(Variables.REQUEST_ID));
        ProductProfile profile = profiles.get(request.product());
        int no = (Integer) task.getVariable(Variables.STAGE_NO);
        StageView stage = stages.of(request.id()).stream()
                .filter(s -> s.no() == no)
                .findFirst()
                .orElseThrow();
        task.removeVariable(Variables.OUTCOME);
        task.setVariableLocal(Variables.FORM_SUBJECT, messages.text("form.stage", request.number(), no, stage.title()));
        task.setVariableLocal(
                Variables.FORM_CONTEXT,
                stage.reason() == null
                        ? request.subject()
                        : messages.text("form.stage.returned", request.subject(), stage.reason()));
        task.setVariableLocal(
                Variables.OPTIONS, options.of(completions.of(task).outcomes(profile), task.getTaskDefinitionKey()));
    }
}
