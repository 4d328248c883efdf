package io.reglament.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/**
 * The language of a page: the contact's behind a signed link, the browser's elsewhere. Like Tasklist's own choice it
 * looks at the browser's first language only and falls back to English.
 */
@Component("localeResolver")
class PageLocale extends AcceptHeaderLocaleResolver {

    private static final String CHOSEN = PageLocale.class.getName();
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    PageLocale() {
        setSupportedLocales(List.of(Locale.ENGLISH, RUSSIAN));
        setDefaultLocale(Locale.ENGLISH);
    }

    static void choose(HttpServletRequest request, Locale locale) {
        request.setAttribute(CHOSEN, locale);
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (request.getAttribute(CHOSEN) instanceof Locale chosen) {
            return chosen;
        }
        boolean russian = request.getHeader("Accept-Language") != null
                && "ru".equals(request.getLocale().getLanguage());
        return russian ? RUSSIAN : Locale.ENGLISH;
    }
}
