package io.reglament.process.request;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.request.Assignees;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** The people who may work on requests of a product: members of its specialists' groups and of its tenant. */
@Component
class Specialists implements Assignees {

    private static final int MOST = 200;

    private final IdentityService identity;
    private final ProductProfiles profiles;

    Specialists(IdentityService identity, ProductProfiles profiles) {
        this.identity = identity;
        this.profiles = profiles;
    }

    @Override
    public boolean mayWork(String product, String userId) {
        return include(profiles.get(product), userId);
    }

    /** @return names by user id, at most 200 of a group */
    Map<String, String> of(ProductProfile profile) {
        Map<String, String> people = new TreeMap<>();
        for (String group : profile.groups().specialists()) {
            identity.createUserQuery()
                    .memberOfTenant(profile.code())
                    .memberOfGroup(group)
                    .listPage(0, MOST)
                    .forEach(user -> people.put(user.getId(), name(user)));
        }
        return people.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, java.util.LinkedHashMap::new));
    }

    /** @return whether this person may work on requests of the product */
    boolean include(ProductProfile profile, String userId) {
        return profile.groups().specialists().stream()
                .anyMatch(group -> identity.createUserQuery()
                                .userId(userId)
                                .memberOfTenant(profile.code())
                                .memberOfGroup(group)
                                .count()
                        > 0);
    }

    boolean exists(String userId) {
        return identity.createUserQuery().userId(userId).count() > 0;
    }

    /** @return name of the person, or the id where there is none */
    String name(String userId) {
        User user = identity.createUserQuery().userId(userId).singleResult();
        return user == null ? userId : name(user);
    }

    private static String name(User user) {
        String name = ((user.getFirstName() == null ? "" : user.getFirstName()) + " "
                        + (user.getLastName() == null ? "" : user.getLastName()))
                .strip();
        return name.isEmpty() ? user.getId() : name;
    }
}
