package io.reglament.desk;

import io.reglament.access.CurrentUser;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Who may see and change customers: the account managers of a product (its first line and closer groups), heads and
 * administrators; operators read.
 */
@Component
public class CustomerRights {

    private static final String HEAD = "head";
    private static final String OPERATOR = "operator";

    private final CurrentUser user;
    private final ProductProfiles profiles;

    CustomerRights(CurrentUser user, ProductProfiles profiles) {
        this.user = user;
        this.profiles = profiles;
    }

    /** @return codes of the products whose contracts the person may enter and change */
    public Set<String> changeable() {
        Set<String> groups = user.groups();
        boolean all = user.isAdmin() || groups.contains(HEAD);
        Set<String> products = new TreeSet<>();
        for (ProductProfile profile : profiles.all()) {
            boolean manages = groups.contains(profile.groups().firstLine())
                    || groups.contains(profile.groups().closer());
            if (user.products().contains(profile.code()) && (all || manages)) {
                products.add(profile.code());
            }
        }
        return products;
    }

    public boolean mayChange() {
        return !changeable().isEmpty();
    }

    public boolean mayRead() {
        return mayChange() || user.groups().contains(OPERATOR);
    }

    /** @throws NotAllowed saying who may */
    public void requireReading() {
        if (!mayRead()) {
            throw new NotAllowed("customers.notAllowed.read");
        }
    }

    /** @throws NotAllowed saying who may */
    public void requireChanging() {
        if (!mayChange()) {
            throw new NotAllowed("customers.notAllowed.change");
        }
    }
}
