package io.reglament.local;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.local.SamplePeople.Person;
import java.time.LocalDate;
import java.util.Locale;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Creates the customers of the local profile before the first mail is fetched; what is there is left as it is. */
@Component
@Profile("local")
class SampleCustomers implements SmartInitializingSingleton {

    private static final LocalDate CONTRACTS_START = LocalDate.of(2020, 1, 1);

    private final Customers customers;
    private final ProductProfiles products;
    private final TransactionTemplate transaction;

    SampleCustomers(Customers customers, ProductProfiles products, TransactionTemplate transaction) {
        this.customers = customers;
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
        }
    }
}
