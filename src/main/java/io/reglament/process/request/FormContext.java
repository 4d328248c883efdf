package io.reglament.process.request;

import io.reglament.crm.Contact;
import io.reglament.crm.ContractState;
import io.reglament.crm.Customers;
import io.reglament.request.RequestLinks;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.util.List;
import org.springframework.stereotype.Component;

/** The line under a form's head: who asks, what the tables rule about it, and whom the result reaches besides. */
@Component
class FormContext {

    private final Requests requests;
    private final RequestLinks links;
    private final Customers customers;
    private final CompletionMessages messages;

    FormContext(Requests requests, RequestLinks links, Customers customers, CompletionMessages messages) {
        this.requests = requests;
        this.links = links;
        this.customers = customers;
        this.messages = messages;
    }

    String of(RequestView request) {
        Contact contact = customers.contact(request.contactId());
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
        List<String> others = links.joined(request.id()).stream()
                .map(requests::get)
                .filter(joined -> joined.customerId() != request.customerId())
                .map(RequestView::number)
                .toList();
        return others.isEmpty() ? context : messages.text("form.joined", context, String.join(", ", others));
    }
}
