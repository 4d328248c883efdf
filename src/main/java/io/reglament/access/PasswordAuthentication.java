package io.reglament.access;

import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Checks a name and a password against the engine's identity service, whose throttle locks a user for longer after each
 * wrong password.
 */
@Component
class PasswordAuthentication implements AuthenticationProvider {

    private final People people;

    PasswordAuthentication(People people) {
        this.people = people;
    }

    static Authentication of(SignedInUser user) {
        return UsernamePasswordAuthenticationToken.authenticated(user, null, user.authorities());
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        String id = asked.getName();
        String password =
                asked.getCredentials() == null ? "" : asked.getCredentials().toString();
        Optional<SignedInUser> user = people.checkPassword(id, password) ? people.find(id) : Optional.empty();
        return of(user.orElseThrow(() -> new BadCredentialsException("wrong name or password")));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
