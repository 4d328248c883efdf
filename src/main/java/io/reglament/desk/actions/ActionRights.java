package io.reglament.desk.actions;

import io.reglament.access.CurrentUser;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.ActionRole;
import io.reglament.request.RequestView;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who may do what on which product, as its profile says (S-57, BONUS-1-01…04, CIS-A.1-02). */
@Component
public class ActionRights {

    /** The group whose members lead all others. */
    private static final String HEAD = "head";

    private final CurrentUser user;
    private final ActionTexts texts;

    ActionRights(CurrentUser user, ActionTexts texts) {
        this.user = user;
        this.texts = texts;
    }

    /** @return whether the person may do this to the request; administrators may everything that the product knows */
    public boolean allow(String action, RequestView request, ProductProfile profile) {
        Set<ActionRole> roles = roles(action, profile);
        return !roles.isEmpty() && hasAny(roles, request, profile);
    }

    /**
     * @return whether who may is the same in every state: an outsider then learns nothing of the state; where it is the
     *     one who works on the request, the state comes first
     */
    boolean areIndependentOfState(String action, ProductProfile profile) {
        return !roles(action, profile).contains(ActionRole.ASSIGNEE);
    }

    /** @throws ActionRefused with a sentence that says who may */
    public void check(String action, RequestView request, ProductProfile profile) {
        if (allow(action, request, profile)) {
            return;
        }
        Set<ActionRole> roles = roles(action, profile);
        if (roles.isEmpty()) {
            throw ActionRefused.person("action.refused.product", texts.action(action), profile.name());
        }
        throw ActionRefused.person("action.refused.person", texts.action(action), who(roles, request, profile));
    }

    /** @return whether the person has this role for the request */
    public boolean has(ActionRole role, RequestView request, ProductProfile profile) {
        return switch (role) {
            case FIRST_LINE -> isMember(List.of(profile.groups().firstLine()));
            case SPECIALIST -> isMember(profile.groups().specialists());
            case CLOSER -> isMember(List.of(profile.groups().closer()));
            case HEAD -> isMember(List.of(HEAD));
            case ASSIGNEE ->
                request.assignee() == null
                        ? request.assignedGroup() != null && isMember(List.of(request.assignedGroup()))
                        : user.id().equals(request.assignee());
        };
    }

    /** @return whether the person has one of these roles for the request; administrators have them all */
    public boolean hasAny(Set<ActionRole> roles, RequestView request, ProductProfile profile) {
        return user.isAdmin() || roles.stream().anyMatch(role -> has(role, request, profile));
    }

    /** @return e.g. "first line (account-manager), head (head)" */
    public String who(Set<ActionRole> roles, RequestView request, ProductProfile profile) {
        return roles.stream()
                .sorted()
                .map(role -> texts.text("action.role." + role.name(), members(role, request, profile)))
                .collect(Collectors.joining(", "));
    }

    private static String members(ActionRole role, RequestView request, ProductProfile profile) {
        return switch (role) {
            case FIRST_LINE -> profile.groups().firstLine();
            case SPECIALIST -> String.join(", ", profile.groups().specialists());
            case CLOSER -> profile.groups().closer();
            case HEAD -> HEAD;
            case ASSIGNEE -> {
                String person = request.assignee() == null ? request.assignedGroup() : request.assignee();
                yield person == null ? "—" : person;
            }
        };
    }

    private static Set<ActionRole> roles(String action, ProductProfile profile) {
        return profile.actions().getOrDefault(action, Set.of());
    }

    private boolean isMember(Collection<String> groups) {
        return groups.stream().anyMatch(user.groups()::contains);
    }
}
