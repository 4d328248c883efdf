package io.reglament.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.util.StringUtils;

/**
 * CSRF protection for scripts of our pages and of the Tasklist plug-in: they copy the cookie {@code REGLAMENT-XSRF} into
 * the header {@code X-REGLAMENT-XSRF}; forms carry the token masked, against BREACH.
 */
final class CsrfCookie implements CsrfTokenRequestHandler {

    private static final Set<String> READING = Set.of("GET", "HEAD", "TRACE", "OPTIONS");

    private final CsrfTokenRequestHandler plain = new CsrfTokenRequestAttributeHandler();
    private final CsrfTokenRequestHandler masked = new XorCsrfTokenRequestAttributeHandler();

    static CookieCsrfTokenRepository repository() {
        CookieCsrfTokenRepository repository = CookieCsrfTokenRepository.withHttpOnlyFalse();
        repository.setCookieName("REGLAMENT-XSRF");
        repository.setHeaderName("X-REGLAMENT-XSRF");
        repository.setCookiePath("/");
        repository.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return repository;
    }

    /**
     * @return whether the request must carry the token: it changes something and its credentials may be the browser's.
     *     A program sends HTTP Basic by itself; a browser may send it for another site, and says so (Fetch Metadata)
     */
    static boolean isNeeded(HttpServletRequest request) {
        if (READING.contains(request.getMethod())) {
            return false;
        }
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean basic =
                authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith("basic ");
        String site = request.getHeader("Sec-Fetch-Site");
        return !basic || "cross-site".equals(site) || "same-site".equals(site);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
        masked.handle(request, response, token);
        if (request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
            // Reading the token writes the cookie, which a script needs before its first change.
            token.get();
        }
    }

    @Override
    public String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
        boolean script = StringUtils.hasText(request.getHeader(token.getHeaderName()));
        return (script ? plain : masked).resolveCsrfTokenValue(request, token);
    }
}
