package io.reglament.access;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** The people at the vendor, as those who work with them see them. */
@Component
public class Colleagues {

    private static final int MOST = 200;

    private final IdentityService identity;

    Colleagues(IdentityService identity) {
        this.identity = identity;
    }

    /** @return names by user id in the order of the names: who is in one of the groups and serves the product */
    public Map<String, String> of(Collection<String> groups, String product) {
        Map<String, String> people = new TreeMap<>();
        for (String group : groups) {
            identity.createUserQuery()
                    .memberOfTenant(product)
                    .memberOfGroup(group)
                    .listPage(0, MOST)
                    .forEach(user -> people.put(user.getId(), name(user)));
        }
        return people.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    /** @return whether the person is in one of the groups and serves the product */
    public boolean include(Collection<String> groups, String product, String userId) {
        return groups.stream()
                .anyMatch(group -> identity.createUserQuery()
                                .userId(userId)
                                .memberOfTenant(product)
                                .memberOfGroup(group)
                                .count()
                        > 0);
    }

    /** @return whether there is such a user */
    public boolean exists(String userId) {
        return identity.createUserQuery().userId(userId).count() > 0;
    }

    /** @return the person's name, or the id where there is none */
    public String name(String userId) {
        User user = identity.createUserQuery().userId(userId).singleResult();
        return user == null ? userId : name(user);
    }

    /** @return names by user id; ids of nobody are left out */
    public Map<String, String> names(Collection<String> userIds) {
        return userIds.isEmpty()
                ? Map.of()
                : identity.createUserQuery().userIdIn(userIds.toArray(String[]::new)).listPage(0, MOST).stream()
                        .collect(Collectors.toMap(User::getId, Colleagues::name));
    }

    private static String name(User user) {
        String name = ((user.getFirstName() == null ? "" : user.getFirstName()) + " "
                        + (user.getLastName() == null ? "" : user.getLastName()))
                .strip();
        return name.isEmpty() ? user.getId() : name;
    }
}
