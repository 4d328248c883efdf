package io.reglament.access;

import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Creates groups, tenants, filters and authorisations at each start, and brings those that are there to what the code
 * says. One node at a time; the second finds the work done.
 */
@Component
class AccessSetUp implements InitializingBean {

    /** Key of the PostgreSQL advisory lock under which users, groups and rights are set up. */
    static final long LOCK = 0x7265676C_0003L;

    private final IdentityService identity;
    private final ProductProfiles profiles;
    private final Groups groups;
    private final GroupRights rights;
    private final TaskFilters filters;
    private final GrantLedger ledger;
    private final GroupNames names;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Language language;

    AccessSetUp(
            IdentityService identity,
            ProductProfiles profiles,
            Groups groups,
            GroupRights rights,
            TaskFilters filters,
            GrantLedger ledger,
            GroupNames names,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            @Value("${reglament.language}") String language) {
        this.identity = identity;
        this.profiles = profiles;
        this.groups = groups;
        this.rights = rights;
        this.filters = filters;
        this.ledger = ledger;
        this.names = names;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.language = Language.of(language);
    }

    @Override
    public void afterPropertiesSet() {
        ensure();
    }

    /** Does nothing where everything is as the code says. */
    void ensure() {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select pg_advisory_xact_lock(?)")
                    .param(LOCK)
                    .query((rs, i) -> "")
                    .list();
            groups.all().forEach(this::ensureGroup);
            profiles.all().forEach(this::ensureTenant);
            List<Grant> grants = new ArrayList<>(rights.all());
            grants.addAll(filters.ensure());
            ledger.bringTo(grants);
        });
    }

    private void ensureGroup(String id) {
        String name = names.name(id, language);
        Optional<Group> known =
                Optional.ofNullable(identity.createGroupQuery().groupId(id).singleResult());
        if (known.isEmpty() || !name.equals(known.get().getName())) {
            Group group = known.orElseGet(() -> identity.newGroup(id));
            group.setName(name);
            group.setType(Groups.ENGINE_ADMIN.equals(id) ? "SYSTEM" : "WORKFLOW");
            identity.saveGroup(group);
        }
    }

    private void ensureTenant(ProductProfile profile) {
        Optional<Tenant> known = Optional.ofNullable(
                identity.createTenantQuery().tenantId(profile.code()).singleResult());
        if (known.isEmpty() || !profile.name().equals(known.get().getName())) {
            Tenant tenant = known.orElseGet(() -> identity.newTenant(profile.code()));
            tenant.setName(profile.name());
            identity.saveTenant(tenant);
        }
    }
}
