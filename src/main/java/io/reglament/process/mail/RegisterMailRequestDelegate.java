package io.reglament.process.mail;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.TriagedMail;
import io.reglament.process.request.CompletionMessages;
import io.reglament.process.request.CompletionRefused;
import io.reglament.process.request.Variables;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Records the sender where first line names a customer, and registers the mail (T-01, C-41, C-23). */
@Component
class RegisterMailRequestDelegate implements JavaDelegate {

    private final Customers customers;
    private final ProductProfiles profiles;
    private final TriagedMail mails;
    private final CompletionMessages messages;
    private final Clock clock;
    private final ZoneId zone;

    RegisterMailRequestDelegate(
            Customers customers,
            ProductProfiles profiles,
            TriagedMail mails,
            CompletionMessages messages,
            Clock clock,
            @Value("${reglament.zone}") ZoneId zone) {
        this.customers = customers;
        this.profiles = profiles;
        this.mails = mails;
        this.messages = messages;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String product = (String) execution.getVariable(Variables.PRODUCT);
        Contact contact = sender(execution);
        String contract = (String) execution.getVariable(Variables.CONTRACT_NUMBER);
        if (contract != null) {
            customers.addContract(
                    contact.customerId(), product, contract, LocalDate.ofInstant(clock.instant(), zone), null);
        }
        if (!customers.isServed(contact.customerId(), product)) {
            throw new CompletionRefused(messages.text(
                    "refused.contract",
                    contact.customerName(),
                    profiles.get(product).name()));
        }
        mails.registerAsRequest(
                (Long) execution.getVariable(Variables.INBOUND_MAIL_ID), contact, execution.getCurrentActivityId());
    }

    private Contact sender(DelegateExecution execution) {
        String email = (String) execution.getVariable(Variables.CONTACT_EMAIL);
        String name = (String) execution.getVariable(Variables.CONTACT_NAME);
        String customer = (String) execution.getVariable(Variables.CUSTOMER_NAME);
        if (customer == null) {
            return customers.recognise(email, name).orElseThrow();
        }
        boolean wholeDomain = Boolean.TRUE.equals(execution.getVariable(Variables.WHOLE_DOMAIN));
        return customers.addContact(
                customer,
                wholeDomain ? email.substring(email.lastIndexOf('@') + 1) : null,
                name,
                email,
                Language.of((String) execution.getVariable(Variables.LANGUAGE)));
    }
}
