package io.reglament.process.request;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Gives a new task what its form shows: the head, and the choices that the product's profile allows. */
@Component
class TaskFormListener implements TaskListener {

    private final Requests requests;
    private final ProductProfiles profiles;
    private final TaskCompletions completions;
    private final FormOptions options;
    private final FormContext context;
    private final CompletionMessages messages;

    TaskFormListener(
            Requests requests,
            ProductProfiles profiles,
            TaskCompletions completions,
            FormOptions options,
            FormContext context,
            CompletionMessages messages) {
        this.requests = requests;
        this.profiles = profiles;
        this.completions = completions;
        this.options = options;
        this.context = context;
        this.messages = messages;
    }

    @Override
    public void notify(DelegateTask task) {
        RequestView request = requests.get((Long) task.getVariable(Variables.REQUEST_ID));
        ProductProfile profile = profiles.get(request.product());
        String application = profile.applicationSubject(request.category());
        if (application != null && task.getVariable(Variables.APPLICATION_SUBJECT) == null) {
            task.setVariable(Variables.APPLICATION_SUBJECT, application);
        }
        // What an earlier task decided must not decide this one.
        task.removeVariable(Variables.OUTCOME);
        task.removeVariable(Variables.GROUP);
        task.setVariableLocal(
                Variables.FORM_SUBJECT,
                messages.text("form.subject", request.number(), request.subject(), request.label()));
        task.setVariableLocal(Variables.FORM_CONTEXT, context.of(request));
        task.setVariableLocal(
                Variables.OPTIONS,
                options.of(profile, completions.of(task).outcomes(profile, task), task.getTaskDefinitionKey()));
    }
}
