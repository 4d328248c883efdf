package io.reglament.access;

import java.io.Serializable;
import java.security.Principal;
import java.util.Collection;
import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * A person who has signed in.
 *
 * @param id the user's id in the engine
 * @param groups ids of the groups
 * @param products codes of the products whose requests the person may see; for an administrator all of them
 */
record SignedInUser(String id, List<String> groups, List<String> products) implements Principal, Serializable {

    @Override
    public String getName() {
        return id;
    }

    boolean isAdmin() {
        return groups.contains(Groups.ADMIN) || groups.contains(Groups.ENGINE_ADMIN);
    }

    /** @return one authority {@code ROLE_<group>} a group */
    Collection<GrantedAuthority> authorities() {
        return groups.stream()
                .<GrantedAuthority>map(group -> new SimpleGrantedAuthority("ROLE_" + group))
                .toList();
    }
}
