package io.reglament.process.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;

/**
 * The engine's checks of rights, without the query that first asks which of a person's groups hold any right at all: it
 * pays for people of hundreds of groups, ours have three. A group without rights grants nothing either way.
 */
final class GroupsAsTheyAre extends AuthorizationManager {

    @Override
    public List<String> filterAuthenticatedGroupIds(List<String> groups) {
        return groups == null ? new ArrayList<>() : new ArrayList<>(groups);
    }
}
