package io.reglament.process.request;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.ProductProfile;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry.Kind;
import io.reglament.request.Requests;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the customer said when a person asked, or who may say it (ECRM-3.5-03, ECRM-3.5-04). */
@Component
class ObtainConfirmationCompletion implements TaskCompletion {

    private final Archive archive;
    private final Requests requests;
    private final Customers customers;

    ObtainConfirmationCompletion(Archive archive, Requests requests, Customers customers) {
        this.archive = archive;
        this.requests = requests;
        this.customers = customers;
    }

    @Override
    public String process() {
        return EngineRequestLifecycle.PROCESS;
    }

    @Override
    public String task() {
        return "Task_ObtainConfirmation";
    }

    @Override
    public List<String> outcomes(ProductProfile profile) {
        return List.of(Outcomes.KEEP_WAITING, Outcomes.CONFIRMED, Outcomes.REMARKS);
    }

    @Override
    public void complete(Submission s) {
        String outcome = s.outcome(outcomes(null));
        String reason = Outcomes.CONFIRMED.equals(outcome) ? s.required(Variables.REASON) : s.text(Variables.REASON);
        String remarks = Outcomes.REMARKS.equals(outcome) ? s.required(Variables.REMARKS) : null;
        Contact client = customers.contact(requests.get(s.requestId()).contactId());
        String email = Outcomes.KEEP_WAITING.equals(outcome) ? s.email(Variables.CONTACT_EMAIL) : null;
        if (email != null
                && customers
                        .contact(email)
                        .filter(known -> known.customerId() != client.customerId())
                        .isPresent()) {
            s.problemAt(Variables.CONTACT_EMAIL, "refused.contact.other", email);
        }
        s.check();
        if (email != null) {
            appoint(s, client, email);
        }
        s.forget(Variables.CONTACT_EMAIL);
        s.forget(Variables.CONTACT_NAME);
        if (reason != null) {
            archive.add(s.requestId(), s.actor(), Kind.REASON, s.cause(), reason);
        }
        if (remarks != null) {
            archive.add(s.requestId(), s.actor(), Kind.REMARKS, s.cause(), remarks);
        }
        archive.add(s.requestId(), s.actor(), Kind.DECISION, s.cause(), outcome);
    }

    private void appoint(Submission s, Contact client, String email) {
        Contact representative = customers
                .contact(email)
                .orElseGet(() -> customers.addContact(
                        client.customerName(), null, s.text(Variables.CONTACT_NAME), email, client.language()));
        customers.appointRepresentative(representative.id(), s.product(), s.actor());
        archive.change(s.requestId(), s.actor(), Kind.FIELD, s.cause(), "representative", null, email);
    }
}
