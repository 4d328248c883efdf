package io.reglament.process.request;

import io.reglament.access.Colleagues;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.ActionRole;
import io.reglament.crm.ProductProfiles;
import io.reglament.process.engine.CurrentActor;
import io.reglament.process.engine.TaskRights;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.task.IdentityLink;
import org.springframework.stereotype.Component;

/**
 * The members of a task's groups take it and put it back. Giving it to somebody else, or taking it from who holds it, is
 * a reassignment: of a specialist's work by those to whom the profile gives the action {@code reassign}, of other tasks
 * by the task's own groups and the head (S-57, CIS-A.1-02).
 */
@Component
class TaskHandovers implements TaskRights {

    private static final String REASSIGN = "reassign";
    private static final String HEAD = "head";
    private static final Set<String> WORK = Set.of("Task_ProcessRequest", "Task_ProcessStage");

    private final CurrentActor actor;
    private final ProductProfiles profiles;
    private final Colleagues people;
    private final CompletionMessages messages;

    TaskHandovers(CurrentActor actor, ProductProfiles profiles, Colleagues people, CompletionMessages messages) {
        this.actor = actor;
        this.profiles = profiles;
        this.people = people;
        this.messages = messages;
    }

    @Override
    public void checkAssignment(DelegateTask task, String to) {
        String held = task.getAssignee();
        // Of another product's task the engine itself says nothing at all.
        boolean foreign = !actor.products().contains(task.getTenantId());
        if (!actor.isPerson() || actor.isAdmin() || foreign || Objects.equals(held, to)) {
            return;
        }
        Set<String> candidates = candidates(task);
        boolean mine = held == null ? actor.id().equals(to) : actor.id().equals(held) && to == null;
        if (mine && (to == null || isAmong(candidates))) {
            return;
        }
        ProductProfile profile = profiles.get(task.getTenantId());
        boolean work = WORK.contains(task.getTaskDefinitionKey());
        Set<String> deciding = work ? groups(profile) : with(candidates, HEAD);
        if (!isAmong(deciding) && !(work && held != null && isHolders(profile, held))) {
            throw new CompletionRefused(
                    mine
                            ? messages.text("refused.group", String.join(", ", candidates))
                            : messages.text("refused.handover", String.join(", ", deciding)));
        }
        Collection<String> able = work ? profile.groups().specialists() : candidates;
        if (to != null && !people.include(able, profile.code(), to)) {
            throw new CompletionRefused(messages.text(
                    people.exists(to) ? "refused.assignee.group" : "refused.assignee.unknown",
                    people.exists(to) ? people.name(to) : to,
                    profile.name(),
                    String.join(", ", able)));
        }
    }

    @Override
    public void checkTerms() {
        if (actor.isPerson() && !actor.isAdmin()) {
            throw new CompletionRefused(messages.text("refused.terms"));
        }
    }

    /** Whom the profile lets reassign, as groups. */
    private static Set<String> groups(ProductProfile profile) {
        Set<String> groups = new TreeSet<>();
        for (ActionRole role : roles(profile)) {
            switch (role) {
                case FIRST_LINE -> groups.add(profile.groups().firstLine());
                case SPECIALIST -> groups.addAll(profile.groups().specialists());
                case CLOSER -> groups.add(profile.groups().closer());
                case HEAD -> groups.add(HEAD);
                case ASSIGNEE -> {
                    // A person, not a group: see isHolders.
                }
            }
        }
        return groups;
    }

    private boolean isHolders(ProductProfile profile, String held) {
        return roles(profile).contains(ActionRole.ASSIGNEE) && held.equals(actor.id());
    }

    private static Set<ActionRole> roles(ProductProfile profile) {
        return profile.actions().getOrDefault(REASSIGN, EnumSet.noneOf(ActionRole.class));
    }

    private static Set<String> candidates(DelegateTask task) {
        Set<String> groups = new TreeSet<>();
        task.getCandidates().stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .forEach(groups::add);
        return groups;
    }

    private static Set<String> with(Set<String> groups, String another) {
        Set<String> all = new TreeSet<>(groups);
        all.add(another);
        return all;
    }

    private boolean isAmong(Collection<String> groups) {
        List<String> own = new ArrayList<>(groups);
        own.retainAll(actor.groups());
        return !own.isEmpty();
    }
}
