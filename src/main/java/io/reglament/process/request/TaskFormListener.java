package io.reglament.process.request;

import io.reglament.crm.Contact;
import io.reglament.crm.ContractState;
import io.reglament.crm.Customers;
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
    private final Customers customers;
    private final ProductProfiles profiles;
    private final TaskCompletions completions;
    private final FormOptions options;
    private final CompletionMessages messages;

    TaskFormListener(
            Requests requests,
            Customers customers,
            ProductProfiles profiles,
            TaskCompletions completions,
            FormOptions options,
            CompletionMessages messages) {
        this.requests = requests;
        this.customers = customers;
        this.profiles = profiles;
        this.completions = completions;
        this.options = options;
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
        Contact contact = customers.contact(request.contactId());
        // What an earlier task decided must not decide this one.
        task.removeVariable(Variables.OUTCOME);
        task.removeVariable(Variables.GROUP);
        task.setVariableLocal(
                Variables.FORM_SUBJECT,
                messages.text("form.subject", request.number(), request.subject(), request.label()));
        task.setVariableLocal(Variables.FORM_CONTEXT, context(request, contact));
        task.setVariableLocal(
                Variables.OPTIONS,
                options.of(profile, completions.of(task).outcomes(profile, task), task.getTaskDefinitionKey()));
    }

    /** Who asks, and what the tables rule about it. */
    private String context(RequestView request, Contact contact) {
        String context = messages.text("form.context", contact.customerName(), contact.displayName(), contact.email());
        if (request.nature() != null) {
            context += " · " + messages.text("form.nature." + request.nature());
        }
        if (request.responsibility() != null) {
            context += " · " + messages.text("form.responsibility." + request.responsibility());
        }
        ContractState contract = customers
                .contract(request.customerId(), request.product(), request.registeredAt())
                .orElse(null);
        if (contract != null && contract.expired()) {
            context = messages.text("form.contractExpired", context, contract.number(), contract.until());
        }
        return context;
    }
}
