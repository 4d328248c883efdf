package io.reglament.process.engine;

import io.reglament.request.Archive;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.stereotype.Component;

/** Who acts in the engine now: a signed-in person or the system itself. */
@Component
public class CurrentActor {

    private static final List<String> ADMINS = List.of("admin", "camunda-admin");

    private final IdentityService identity;
    private final ThreadLocal<String> principal = new ThreadLocal<>();

    CurrentActor(IdentityService identity) {
        this.identity = identity;
    }

    /**
     * @return user id of who is signed in, or of whom the system acts for, or {@code system} where there is nobody (mail,
     *     jobs, customers' links)
     */
    public String id() {
        if (isPerson()) {
            return identity.getCurrentAuthentication().getUserId();
        }
        return principal.get() == null ? Archive.SYSTEM : principal.get();
    }

    /** @return whether somebody is signed in */
    public boolean isPerson() {
        return identity.getCurrentAuthentication() != null
                && identity.getCurrentAuthentication().getUserId() != null;
    }

    /** @return whether this person may do every step */
    public boolean isAdmin() {
        return groups().stream().anyMatch(ADMINS::contains);
    }

    /** @return groups of the person; none for the system */
    public List<String> groups() {
        List<String> groups = isPerson() ? identity.getCurrentAuthentication().getGroupIds() : null;
        return groups == null ? List.of() : groups;
    }

    /** @return codes of the products that the person serves; none for the system */
    public List<String> products() {
        List<String> products = isPerson() ? identity.getCurrentAuthentication().getTenantIds() : null;
        return products == null ? List.of() : products;
    }

    /**
     * Does as the system what a person may do beside the engine's own rights, e.g. end a colleague's task; the archive
     * names the person.
     *
     * @param person user id
     */
    public <T> T onBehalfOf(String person, Supplier<T> work) {
        String before = principal.get();
        principal.set(person);
        try {
            return asSystem(work);
        } finally {
            if (before == null) {
                principal.remove();
            } else {
                principal.set(before);
            }
        }
    }

    /**
     * Does what the system does by itself, whoever caused it: a person who may register a request need not have the
     * engine's permission to start its process.
     */
    public <T> T asSystem(Supplier<T> work) {
        var person = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            return work.get();
        } finally {
            if (person != null) {
                identity.setAuthentication(person.getUserId(), person.getGroupIds(), person.getTenantIds());
            }
        }
    }
}
