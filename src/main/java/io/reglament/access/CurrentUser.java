package io.reglament.access;

import io.reglament.crm.Language;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The person who is signed in for the current request. */
@Component
public class CurrentUser {

    /** @return whether somebody is signed in; the other methods need that */
    public boolean isSignedIn() {
        return find().isPresent();
    }

    /** @return the user's id in the engine */
    public String id() {
        return get().id();
    }

    public Set<String> groups() {
        return new TreeSet<>(get().groups());
    }

    /** @return codes of the products whose requests the person may see; for an administrator all of them */
    public Set<String> products() {
        return new TreeSet<>(get().products());
    }

    public boolean isAdmin() {
        return get().isAdmin();
    }

    /** @return the language in which the person reads our pages; chosen there, or else by the browser */
    public Language language() {
        return PageLanguage.of(LocaleContextHolder.getLocale());
    }

    private static SignedInUser get() {
        return find().orElseThrow(() -> new IllegalStateException("nobody is signed in"));
    }

    private static Optional<SignedInUser> find() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedInUser user
                ? Optional.of(user)
                : Optional.empty();
    }
}
