package io.reglament.local;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ProductProfile.SlaGoal;
import io.reglament.crm.ProductProfiles;
import io.reglament.crm.ServiceLevels;
import io.reglament.crm.ServiceLevels.ContractLevel;
import io.reglament.local.SamplePeople.Person;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Creates the customers of the local profile before the first mail is fetched; what is there is left as it is. */
@Component
@Profile("local")
class SampleCustomers implements SmartInitializingSingleton {

    private static final LocalDate CONTRACTS_START = LocalDate.of(2020, 1, 1);

    /** No regulation gives hours; these are only here to show what a contract may set (C-30). */
    private static final ContractLevel LEVEL = new ContractLevel(
            "MON-FRI 09:00-18:00",
            null,
            "RU",
            Map.of(
                    Level.LOW, new SlaGoal("PT8H", "PT40H"),
                    Level.MEDIUM, new SlaGoal("PT4H", "PT16H"),
                    Level.HIGH, new SlaGoal("PT30M", "PT8H")),
            "PT30M");

    private final Customers customers;
    private final ServiceLevels levels;
    private final ProductProfiles products;
    private final TransactionTemplate transaction;

    SampleCustomers(
            Customers customers, ServiceLevels levels, ProductProfiles products, TransactionTemplate transaction) {
        this.customers = customers;
        this.levels = levels;
        this.products = products;
        this.transaction = transaction;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (Person person : SamplePeople.ALL) {
            transaction.executeWithoutResult(status -> ensure(person));
        }
    }

    private void ensure(Person person) {
        if (customers.contact(person.address()).isPresent()) {
            return;
        }
        Contact contact = customers.addContact(
                person.customer(), person.domain(), person.name(), person.address(), person.language());
        customers.appoint(contact.id(), person.representative(), person.curator());
        for (ProductProfile product : products.all()) {
            String number =
                    product.prefix() + "-" + person.domain().split("\\.")[0].toUpperCase(Locale.ROOT);
            customers.addContract(contact.customerId(), product.code(), number, CONTRACTS_START, null);
            levels.set(contact.customerId(), product.code(), number, LEVEL, "system", "SampleCustomers");
        }
    }
}
