package io.reglament.access;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates users of the engine's identity service, after its groups and tenants. */
@Service
@DependsOn("accessSetUp")
public class Users {

    private final IdentityService identity;
    private final JdbcClient jdbc;

    Users(IdentityService identity, JdbcClient jdbc) {
        this.identity = identity;
        this.jdbc = jdbc;
    }

    /**
     * Creates a user who is not there yet, and adds memberships that are missing. Takes no membership away and leaves
     * the password of a known user alone.
     *
     * @param id letters, digits, {@code @ . _ -}
     * @param groups ids of known groups
     * @param products codes of known products
     */
    @Transactional
    public void ensure(
            String id,
            String password,
            String firstName,
            String lastName,
            Collection<String> groups,
            Collection<String> products) {
        lock();
        if (identity.createUserQuery().userId(id).count() == 0) {
            User user = identity.newUser(id);
            user.setPassword(password);
            user.setFirstName(firstName);
            user.setLastName(lastName);
            identity.saveUser(user);
        }
        Set<String> missingGroups = new LinkedHashSet<>(groups);
        if (missingGroups.contains(Groups.ADMIN)) {
            missingGroups.add(Groups.ENGINE_ADMIN);
        }
        identity.createGroupQuery().groupMember(id).list().stream()
                .map(Group::getId)
                .forEach(missingGroups::remove);
        missingGroups.forEach(group -> identity.createMembership(id, group));
        Set<String> missingProducts = new LinkedHashSet<>(products);
        List<Tenant> tenants = identity.createTenantQuery().userMember(id).list();
        tenants.stream().map(Tenant::getId).forEach(missingProducts::remove);
        missingProducts.forEach(product -> identity.createTenantUserMembership(product, id));
    }

    /** Gives a user without a mail address this one; one that is there is left alone. */
    @Transactional
    public void ensureAddress(String id, String address) {
        lock();
        User user = identity.createUserQuery().userId(id).singleResult();
        if (user != null && (user.getEmail() == null || user.getEmail().isBlank())) {
            user.setEmail(address);
            identity.saveUser(user);
        }
    }

    /**
     * Creates an administrator if nobody is one.
     *
     * @return whether it was needed
     */
    @Transactional
    public boolean ensureAdministrator(String id, String password, String firstName, String lastName) {
        lock();
        if (anyAdmin()) {
            return false;
        }
        ensure(id, password, firstName, lastName, Set.of(Groups.ADMIN), Set.of());
        return true;
    }

    /** Keeps a second node that starts at the same time from creating the same user. */
    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(?)")
                .param(AccessSetUp.LOCK)
                .query((rs, i) -> "")
                .list();
    }

    /** @return whether anybody is an administrator */
    boolean anyAdmin() {
        return identity.createUserQuery().memberOfGroup(Groups.ADMIN).count()
                        + identity.createUserQuery()
                                .memberOfGroup(Groups.ENGINE_ADMIN)
                                .count()
                > 0;
    }
}
