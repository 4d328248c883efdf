package io.reglament.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * One sign-in for everything (design.md section 6): HTTP Basic for programs, the session of our sign-in page for people.
 */
@Configuration(proxyBeanMethods = false)
class SecurityChains {

    private static final String REALM = "Reglament";

    /** Own pages load nothing from elsewhere and run no inline script. */
    private static final String PAGE_CONTENT = "default-src 'self'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'self'; object-src 'none'";

    private final IdentityService identity;
    private final People people;
    private final PasswordAuthentication passwords;
    private final ProblemWriter problems;

    SecurityChains(IdentityService identity, People people, PasswordAuthentication passwords, ProblemWriter problems) {
        this.identity = identity;
        this.people = people;
        this.passwords = passwords;
        this.problems = problems;
    }

    /** The door at which mail servers hand in mail: a token of its own opens it, or does not (see the push door). */
    @Bean
    @Order(0)
    SecurityFilterChain pushSecurity(HttpSecurity http) throws Exception {
        return http.securityMatcher(
                        PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/api/mail/inbound"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .build();
    }

    /** The engine's REST API: each request by HTTP Basic, no session. */
    @Bean
    @Order(1)
    SecurityFilterChain engineRestSecurity(HttpSecurity http) throws Exception {
        return http.securityMatcher(paths("/engine-rest", "/engine-rest/**"))
                .authenticationProvider(passwords)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .httpBasic(basic -> basic.realmName(REALM).authenticationEntryPoint(problems.unauthorized(REALM)))
                .exceptionHandling(errors -> errors.accessDeniedHandler(problems.forbidden()))
                .csrf(SecurityChains::csrf)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .addFilterBefore(signIn(), AuthorizationFilter.class)
                .build();
    }

    /** Our API and what is for programs: HTTP Basic, or the browser's session; errors as RFC 9457 problem details. */
    @Bean
    @Order(2)
    SecurityFilterChain apiSecurity(HttpSecurity http) throws Exception {
        return http.securityMatcher(paths("/api/**", "/v3/api-docs/**", "/actuator/**"))
                .authenticationProvider(passwords)
                .authorizeHttpRequests(
                        requests -> requests.requestMatchers(paths("/actuator/health", "/actuator/health/**"))
                                .permitAll()
                                .requestMatchers(paths("/actuator/**"))
                                .hasAnyRole(Groups.OPERATOR, Groups.ADMIN)
                                .anyRequest()
                                .authenticated())
                .httpBasic(basic -> basic.realmName(REALM).authenticationEntryPoint(problems.unauthorized(REALM)))
                .exceptionHandling(errors -> errors.accessDeniedHandler(problems.forbidden())
                        .authenticationEntryPoint(problems.unauthorized(REALM)))
                .csrf(SecurityChains::csrf)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .requestCache(cache -> cache.disable())
                .addFilterBefore(signIn(), AuthorizationFilter.class)
                .build();
    }

    /**
     * The Camunda web apps: the session; they bring their own CSRF protection and content policy. Their own sign-in
     * form, which they show when a session has ended, signs in here too, and their own sign-out ends the session.
     */
    @Bean
    @Order(3)
    SecurityFilterChain webAppSecurity(HttpSecurity http, ProcessEngine engine, ObjectMapper json) throws Exception {
        RequestMatcher data = paths("/camunda/api/**");
        return http.securityMatcher(paths("/camunda", "/camunda/**"))
                .authenticationProvider(passwords)
                .authorizeHttpRequests(requests -> requests
                        // Whoever is signed in could otherwise create the first administrator again.
                        .requestMatchers(paths("/camunda/api/admin/setup/**", "/camunda/app/admin/*/setup/**"))
                        .denyAll()
                        // What their sign-in form loads; the names of the engines are no secret.
                        .requestMatchers(paths(
                                "/camunda/lib/**",
                                "/camunda/assets/**",
                                "/camunda/favicon.ico",
                                "/camunda/api/engine/engine/"))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(
                        errors -> errors.defaultAuthenticationEntryPointFor(problems.unauthorized(null), data)
                                .defaultAuthenticationEntryPointFor(
                                        new LoginUrlAuthenticationEntryPoint(LoginPage.PATH), request -> true))
                .csrf(csrf -> csrf.disable())
                .headers(headers -> headers.frameOptions(frame -> frame.disable())
                        .cacheControl(cache -> cache.disable())
                        .xssProtection(xss -> xss.disable())
                        .contentTypeOptions(type -> type.disable()))
                .logout(logout -> logout.logoutRequestMatcher(PathPatternRequestMatcher.withDefaults()
                                .matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/*/logout"))
                        .logoutSuccessHandler((request, response, user) -> response.setStatus(200)))
                .addFilterAfter(WebAppSignIn.form(passwords, engine, json), LogoutFilter.class)
                .build();
    }

    /** Customers' signed links, and the pages of the local profile: the link, or nothing, is the key. */
    @Bean
    @Order(4)
    SecurityFilterChain openSecurity(HttpSecurity http) throws Exception {
        return http.securityMatcher(paths("/c/**", "/local", "/local/**", "/css/**", "/assets/**", "/favicon.ico"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(PAGE_CONTENT)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .build();
    }

    /** Our own pages: the session. */
    @Bean
    @Order(5)
    SecurityFilterChain pageSecurity(HttpSecurity http) throws Exception {
        return http.authenticationProvider(passwords)
                .authorizeHttpRequests(requests -> requests.requestMatchers(paths(LoginPage.PATH, "/error"))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage(LoginPage.PATH).defaultSuccessUrl("/"))
                .logout(logout -> logout.logoutSuccessUrl(LoginPage.PATH + "?signedOut"))
                .csrf(SecurityChains::csrf)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(PAGE_CONTENT)))
                .addFilterBefore(signIn(), AuthorizationFilter.class)
                .build();
    }

    /** The whole path: patterns given as text leave out what another servlet than Spring's is mapped to. */
    private static RequestMatcher paths(String... patterns) {
        return new OrRequestMatcher(Arrays.stream(patterns)
                .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                .toList());
    }

    private EngineSignInFilter signIn() {
        return new EngineSignInFilter(identity, people);
    }

    private static void csrf(CsrfConfigurer<HttpSecurity> csrf) {
        csrf.csrfTokenRepository(CsrfCookie.repository())
                .csrfTokenRequestHandler(new CsrfCookie())
                .requireCsrfProtectionMatcher(CsrfCookie::isNeeded);
    }
}
