package io.reglament.access;

import io.reglament.crm.Language;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** The language of our pages follows the person: chosen with {@code ?lang=}, kept in a cookie, else the browser's. */
@Configuration(proxyBeanMethods = false)
class PageLanguage implements WebMvcConfigurer {

    private static final List<Locale> LOCALES =
            Arrays.stream(Language.values()).map(Language::locale).toList();

    /** @return the language of a page in this locale; English for a language that we do not have */
    static Language of(Locale locale) {
        return Arrays.stream(Language.values())
                .filter(language -> language.code().equals(locale.getLanguage()))
                .findFirst()
                .orElse(Language.EN);
    }

    @Bean
    LocaleResolver localeResolver(@Value("${reglament.language}") String modelLanguage) {
        CookieLocaleResolver resolver = new CookieLocaleResolver("REGLAMENT-LANG") {
            @Override
            protected Locale parseLocaleValue(String value) {
                return of(Locale.forLanguageTag(value)).locale();
            }
        };
        resolver.setCookieMaxAge(Duration.ofDays(365));
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSameSite("Lax");
        resolver.setRejectInvalidCookies(false);
        resolver.setDefaultLocaleFunction(
                request -> preferred(request, Language.of(modelLanguage).locale()));
        return resolver;
    }

    private static Locale preferred(HttpServletRequest request, Locale otherwise) {
        if (request.getHeader("Accept-Language") == null) {
            return otherwise;
        }
        Locale match = Locale.lookup(
                Collections.list(request.getLocales()).stream()
                        .map(locale -> new Locale.LanguageRange(locale.toLanguageTag()))
                        .toList(),
                LOCALES);
        return match == null ? otherwise : match;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        LocaleChangeInterceptor change = new LocaleChangeInterceptor() {
            @Override
            protected Locale parseLocaleValue(String value) {
                return of(Locale.forLanguageTag(value)).locale();
            }
        };
        change.setParamName("lang");
        registry.addInterceptor(change);
    }
}
