package io.reglament.desk.customers;

import io.reglament.access.CurrentUser;
import io.reglament.crm.ContactDraft;
import io.reglament.crm.ContractDraft;
import io.reglament.crm.ContractRegister;
import io.reglament.crm.CustomerCard;
import io.reglament.crm.CustomerDirectory;
import io.reglament.crm.CustomerDraft;
import io.reglament.crm.CustomerEvent;
import io.reglament.crm.CustomerNotFound;
import io.reglament.crm.CustomerRegister;
import io.reglament.desk.CustomerRights;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Customers as one person may see and change them; the API and the pages both end here. */
@Service
@Transactional
class CustomerDesk {

    private final CurrentUser user;
    private final CustomerRights rights;
    private final CustomerDirectory directory;
    private final CustomerRegister register;
    private final ContractRegister contracts;

    CustomerDesk(
            CurrentUser user,
            CustomerRights rights,
            CustomerDirectory directory,
            CustomerRegister register,
            ContractRegister contracts) {
        this.user = user;
        this.rights = rights;
        this.directory = directory;
        this.register = register;
        this.contracts = contracts;
    }

    @Transactional(readOnly = true)
    CustomerDirectory.Page find(CustomerFilter filter) {
        rights.requireReading();
        return directory.find(user.products(), filter.text(), filter.after(), filter.size());
    }

    @Transactional(readOnly = true)
    CustomerCard get(long id) {
        rights.requireReading();
        return directory.get(id, user.products());
    }

    @Transactional(readOnly = true)
    List<CustomerEvent> history(long id) {
        get(id);
        return directory.history(id, user.products());
    }

    long create(CustomerDraft draft) {
        rights.requireChanging();
        return register.create(draft, user.id());
    }

    void update(long id, CustomerDraft draft) {
        register.update(changeable(id), draft, user.id());
    }

    long addContact(long id, ContactDraft draft) {
        return register.addContact(changeable(id), draft, user.id());
    }

    void updateContact(long id, long contactId, ContactDraft draft) {
        CustomerCard customer = changeable(id);
        CustomerCard.Person contact = customer.contact(contactId).orElseThrow(() -> new CustomerNotFound(id));
        register.updateContact(customer, contact, draft, user.id());
    }

    long addContract(long id, ContractDraft draft) {
        return contracts.add(changeable(id), draft, rights.changeable(), user.id());
    }

    void updateContract(long id, long contractId, ContractDraft draft) {
        CustomerCard customer = changeable(id);
        CustomerCard.Contract contract = customer.contract(contractId)
                .filter(c -> rights.changeable().contains(c.product()))
                .orElseThrow(() -> new CustomerNotFound(id));
        contracts.update(customer, contract, draft, rights.changeable(), user.id());
    }

    private CustomerCard changeable(long id) {
        rights.requireChanging();
        return directory.get(id, user.products());
    }
}
