package io.reglament.local.mailbox;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.HierarchicalMessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;

/** Who may see the mailbox page (everybody: there is no customer's password in the local profile), and its words. */
@Configuration(proxyBeanMethods = false)
@Profile("local")
class MailboxAccess {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 20)
    SecurityFilterChain localPages(HttpSecurity http) throws Exception {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("REGLAMENT-LOCAL-XSRF");
        tokens.setCookiePath("/local");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return http.securityMatcher("/local/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.csrfTokenRepository(tokens))
                .requestCache(cache -> cache.disable())
                .headers(headers -> headers.frameOptions(FrameOptionsConfig::sameOrigin)
                        .contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'self';"
                                + " base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'")))
                .build();
    }

    /** The words of these pages stand behind the application's own, so that the packaged jar can leave them out. */
    @Bean
    InitializingBean localTexts(@Qualifier("messageSource") HierarchicalMessageSource texts) {
        ResourceBundleMessageSource local = new ResourceBundleMessageSource();
        local.setBasename("local/mailbox");
        local.setDefaultEncoding("UTF-8");
        local.setFallbackToSystemLocale(false);
        return () -> texts.setParentMessageSource(local);
    }
}
