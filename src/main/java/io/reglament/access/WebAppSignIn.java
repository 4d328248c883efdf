package io.reglament.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationDto;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Signs who is signed in to us in to the Camunda web apps too. */
@Configuration(proxyBeanMethods = false)
class WebAppSignIn {

    @Bean
    FilterRegistrationBean<ContainerBasedAuthenticationFilter> webAppAuthentication(People people) {
        FilterRegistrationBean<ContainerBasedAuthenticationFilter> registration =
                new FilterRegistrationBean<>(new WebAppAuthentication(people));
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        return registration;
    }

    /**
     * The web apps show their own sign-in form when a session has ended, so that what was typed elsewhere on the page
     * is not lost; this filter lets it sign in to everything.
     */
    static UsernamePasswordAuthenticationFilter form(
            PasswordAuthentication passwords, ProcessEngine engine, ObjectMapper json) {
        UsernamePasswordAuthenticationFilter filter =
                new UsernamePasswordAuthenticationFilter(new ProviderManager(passwords));
        RequestMatcher path = PathPatternRequestMatcher.withDefaults()
                .matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/*/login/*");
        filter.setRequiresAuthenticationRequestMatcher(
                request -> path.matches(request) && !"cross-site".equals(request.getHeader("Sec-Fetch-Site")));
        filter.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
        filter.setSessionAuthenticationStrategy(new ChangeSessionIdAuthenticationStrategy());
        filter.setAuthenticationSuccessHandler(
                (request, response, who) -> succeed(request, response, who, engine, json));
        filter.setAuthenticationFailureHandler((request, response, failure) -> response.setStatus(401));
        return filter;
    }

    private static void succeed(
            HttpServletRequest request,
            HttpServletResponse response,
            Authentication who,
            ProcessEngine engine,
            ObjectMapper json)
            throws IOException {
        SignedInUser user = (SignedInUser) who.getPrincipal();
        UserAuthentication authentication =
                AuthenticationUtil.createAuthentication(engine, user.id(), user.groups(), user.products());
        AuthenticationUtil.getAuthsFromSession(request.getSession()).addOrReplace(authentication);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        json.writeValue(response.getOutputStream(), AuthenticationDto.fromAuthentication(authentication));
    }

    /** Takes the person from Spring Security's session. */
    private static final class WebAppAuthentication extends ContainerBasedAuthenticationFilter
            implements AuthenticationProvider {

        private final People people;

        private WebAppAuthentication(People people) {
            this.people = people;
        }

        @Override
        public void init(FilterConfig config) {
            authenticationProvider = this;
        }

        @Override
        public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
            Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
            Optional<SignedInUser> user =
                    authentication != null && authentication.getPrincipal() instanceof SignedInUser before
                            ? people.find(before.id())
                            : Optional.empty();
            return user.map(WebAppAuthentication::success).orElseGet(AuthenticationResult::unsuccessful);
        }

        private static AuthenticationResult success(SignedInUser user) {
            AuthenticationResult result = AuthenticationResult.successful(user.id());
            result.setGroups(user.groups());
            result.setTenants(user.products());
            return result;
        }

        @Override
        public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
            // The status tells the web app to show its sign-in form.
        }
    }
}
