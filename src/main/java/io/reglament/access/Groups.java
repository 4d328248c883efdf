package io.reglament.access;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** The groups that the application knows: its own, and those that the product profiles name (requirements C-52). */
@Component
class Groups {

    static final String ACCOUNT_MANAGER = "account-manager";
    static final String SPECIALIST = "specialist";
    static final String PROCESS_ANALYST = "process-analyst";
    static final String OPERATOR = "operator";
    static final String HEAD = "head";
    static final String ADMIN = "admin";

    /** The engine's own group; its Admin web app looks for a member of it. */
    static final String ENGINE_ADMIN = "camunda-admin";

    private final ProductProfiles profiles;

    Groups(ProductProfiles profiles) {
        this.profiles = profiles;
    }

    Set<String> all() {
        Set<String> all = new TreeSet<>(firstLine());
        all.addAll(workers());
        all.addAll(Set.of(PROCESS_ANALYST, OPERATOR, HEAD, ADMIN, ENGINE_ADMIN));
        return all;
    }

    /** @return groups that get the user tasks of requests */
    Set<String> workers() {
        Set<String> workers = new TreeSet<>(firstLine());
        workers.add(SPECIALIST);
        profiles.all().forEach(profile -> workers.addAll(profile.allGroups()));
        return workers;
    }

    /** @return groups that classify requests and sort mail */
    Set<String> firstLine() {
        Set<String> firstLine = new TreeSet<>(Set.of(ACCOUNT_MANAGER));
        profiles.all().stream().map(ProductProfile::groups).forEach(groups -> {
            firstLine.add(groups.firstLine());
            firstLine.add(groups.closer());
        });
        return firstLine;
    }
}
