package io.reglament.access;

import io.reglament.crm.FirstLine;
import io.reglament.crm.ProductProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/**
 * The first line, read from the engine's identity service. Whoever asks, the answer is the same: the roster must not
 * depend on what a person may see of the user directory.
 */
@Component
class FirstLineMembers implements FirstLine {

    private static final int MOST = 1_000;

    private final IdentityService identity;
    private final CurrentUser user;

    FirstLineMembers(IdentityService identity, CurrentUser user) {
        this.identity = identity;
        this.user = user;
    }

    @Override
    public Map<String, String> members(ProductProfile product) {
        List<User> users = unrestricted(() -> identity.createUserQuery()
                .memberOfTenant(product.code())
                .memberOfGroup(product.groups().firstLine())
                .listPage(0, MOST));
        return users.stream().collect(Collectors.toMap(User::getId, FirstLineMembers::name)).entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    @Override
    public Optional<String> address(String userId) {
        User user = unrestricted(() -> identity.createUserQuery().userId(userId).singleResult());
        return Optional.ofNullable(user).map(User::getEmail).filter(email -> email.contains("@"));
    }

    private <T> T unrestricted(Supplier<T> query) {
        if (!user.isSignedIn()) {
            return query.get();
        }
        try {
            identity.clearAuthentication();
            return query.get();
        } finally {
            identity.setAuthentication(user.id(), List.copyOf(user.groups()), List.copyOf(user.products()));
        }
    }

    private static String name(User user) {
        String name = ((user.getFirstName() == null ? "" : user.getFirstName()) + " "
                        + (user.getLastName() == null ? "" : user.getLastName()))
                .strip();
        return name.isEmpty() ? user.getId() : name;
    }
}
