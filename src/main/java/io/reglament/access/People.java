package io.reglament.access;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.springframework.stereotype.Component;

/**
 * Reads people, their groups and products from the engine's identity service. Used before anybody is signed in to the
 * engine, so nobody's permissions apply.
 */
@Component
class People {

    private final IdentityService identity;
    private final ProductProfiles profiles;

    People(IdentityService identity, ProductProfiles profiles) {
        this.identity = identity;
        this.profiles = profiles;
    }

    /** @return whether the password is right; false also while the engine's throttle locks the user */
    boolean checkPassword(String id, String password) {
        identity.clearAuthentication();
        return identity.checkPassword(id, password);
    }

    /** @return empty if there is no such user */
    Optional<SignedInUser> find(String id) {
        identity.clearAuthentication();
        return Optional.ofNullable(identity.createUserQuery().userId(id).singleResult())
                .map(user -> load(user.getId()));
    }

    private SignedInUser load(String id) {
        List<String> groups = identity.createGroupQuery().groupMember(id).list().stream()
                .map(Group::getId)
                .toList();
        SignedInUser user = new SignedInUser(id, groups, products(id));
        return user.isAdmin() ? new SignedInUser(id, groups, allProducts()) : user;
    }

    private List<String> products(String id) {
        return identity.createTenantQuery().userMember(id).includingGroupsOfUser(true).list().stream()
                .map(Tenant::getId)
                .toList();
    }

    private List<String> allProducts() {
        return profiles.all().stream().map(ProductProfile::code).toList();
    }
}
