package io.reglament.local;

import io.reglament.access.Users;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Creates the users of the local profile; the password is the name, all serve all products, and the local
 * mail server keeps their mail: {@code manager@vendor.example.org} and so on. */
@Component
@Profile("local")
class SampleUsers implements SmartInitializingSingleton {

    static final List<String> IDS = List.of("admin", "manager", "specialist", "analyst", "operator", "head");

    /** The vendor's own people; no customer's domain. */
    private static final String DOMAIN = "@vendor.example.org";

    private final Users users;
    private final ProductProfiles products;

    SampleUsers(Users users, ProductProfiles products) {
        this.users = users;
        this.products = products;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Set<String> firstLine = new TreeSet<>(Set.of("account-manager"));
        Set<String> specialists = new TreeSet<>(Set.of("specialist"));
        for (ProductProfile product : products.all()) {
            firstLine.add(product.groups().firstLine());
            firstLine.add(product.groups().closer());
            specialists.addAll(product.groups().specialists());
        }
        ensure("admin", "Anna", "Admin", Set.of("admin"));
        ensure("manager", "Marina", "Manager", firstLine);
        ensure("specialist", "Sergey", "Specialist", specialists);
        ensure("analyst", "Alina", "Analyst", Set.of("process-analyst"));
        ensure("operator", "Oleg", "Operator", Set.of("operator"));
        ensure("head", "Helena", "Head", Set.of("head"));
    }

    private void ensure(String id, String firstName, String lastName, Set<String> groups) {
        List<String> all = products.all().stream().map(ProductProfile::code).toList();
        users.ensure(id, id, firstName, lastName, groups, all);
        users.ensureAddress(id, id + DOMAIN);
    }
}
