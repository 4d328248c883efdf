package io.reglament.access;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Brings the engine's authorisations to what the code grants and remembers what it granted: a right that leaves the
 * code is taken back, one that an administrator gave by hand stays.
 */
@Component
class GrantLedger {

    private final AuthorizationService authorizations;
    private final JdbcClient jdbc;

    GrantLedger(AuthorizationService authorizations, JdbcClient jdbc) {
        this.authorizations = authorizations;
        this.jdbc = jdbc;
    }

    /** Within the caller's transaction. */
    void bringTo(List<Grant> grants) {
        Map<Grant.Target, Grant> wanted = grants.stream().collect(Collectors.toMap(Grant::target, Function.identity()));
        Map<Grant.Target, String> granted = granted();
        Map<Grant.Target, Authorization> present = present();
        wanted.forEach((target, grant) -> {
            boolean unchanged = grant.permissionNames().equals(granted.get(target));
            if (!unchanged || !present.containsKey(target)) {
                save(grant, present.get(target));
            }
        });
        Set<Grant.Target> retired = granted.keySet();
        retired.removeAll(wanted.keySet());
        retired.forEach(target -> revoke(target, present.get(target)));
    }

    private Map<Grant.Target, String> granted() {
        Map<Grant.Target, String> granted = new HashMap<>();
        jdbc.sql("select group_id, resource_type, resource_id, permissions from crm.access_grant")
                .query(rs -> {
                    granted.put(new Grant.Target(rs.getString(1), rs.getInt(2), rs.getString(3)), rs.getString(4));
                });
        return granted;
    }

    private Map<Grant.Target, Authorization> present() {
        return authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .list()
                .stream()
                .filter(authorization -> authorization.getGroupId() != null)
                .collect(Collectors.toMap(
                        authorization -> new Grant.Target(
                                authorization.getGroupId(),
                                authorization.getResourceType(),
                                authorization.getResourceId()),
                        Function.identity()));
    }

    private void save(Grant grant, Authorization before) {
        Authorization authorization =
                before == null ? authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT) : before;
        if (before == null) {
            authorization.setGroupId(grant.group());
            authorization.setResource(grant.resource());
            authorization.setResourceId(grant.resourceId());
        }
        authorization.setPermissions(grant.permissions().toArray(new Permission[0]));
        authorizations.saveAuthorization(authorization);
        jdbc.sql("""
                insert into crm.access_grant (group_id, resource_type, resource_id, permissions) values (?, ?, ?, ?)
                on conflict (group_id, resource_type, resource_id) do update set permissions = excluded.permissions
                """)
                .params(grant.group(), grant.resource().resourceType(), grant.resourceId(), grant.permissionNames())
                .update();
    }

    private void revoke(Grant.Target target, Authorization present) {
        if (present != null) {
            authorizations.deleteAuthorization(present.getId());
        }
        jdbc.sql("delete from crm.access_grant where group_id = ? and resource_type = ? and resource_id = ?")
                .params(target.group(), target.resourceType(), target.resourceId())
                .update();
    }
}
