package io.reglament.access;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Resource;

/**
 * What a group may do with a resource of the engine.
 *
 * @param resourceId id or {@code *} for all
 */
record Grant(String group, Resource resource, String resourceId, List<Permission> permissions) {

    static Grant of(String group, Resource resource, String resourceId, Permission... permissions) {
        return new Grant(group, resource, resourceId, Arrays.asList(permissions));
    }

    static Grant onAll(String group, Resource resource, Permission... permissions) {
        return of(group, resource, Authorization.ANY, permissions);
    }

    Target target() {
        return new Target(group, resource.resourceType(), resourceId);
    }

    /** @return names of the permissions in a fixed order, e.g. {@code READ,READ_TASK} */
    String permissionNames() {
        return permissions.stream().map(Permission::getName).sorted().collect(Collectors.joining(","));
    }

    /** @param resourceType the engine's number of the kind of resource */
    record Target(String group, int resourceType, String resourceId) {}
}
