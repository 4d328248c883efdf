package io.reglament.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells the engine for the length of a request who is signed in, so that it checks permissions and products. Groups and
 * products are read anew each time: who left a product at noon sees none of its requests a minute later.
 */
class EngineSignInFilter extends OncePerRequestFilter {

    private final IdentityService identity;
    private final People people;

    EngineSignInFilter(IdentityService identity, People people) {
        this.identity = identity;
        this.people = people;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedInUser before)) {
            chain.doFilter(request, response);
            return;
        }
        Optional<SignedInUser> now = people.find(before.id());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        SecurityContextHolder.setContext(context);
        try {
            now.ifPresent(user -> {
                context.setAuthentication(PasswordAuthentication.of(user));
                identity.setAuthentication(user.id(), user.groups(), user.products());
            });
            chain.doFilter(request, response);
        } finally {
            identity.clearAuthentication();
        }
    }
}
