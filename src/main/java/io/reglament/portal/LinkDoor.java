package io.reglament.portal;

import io.reglament.portal.CustomerAnswers.Visit;
import io.reglament.request.CustomerLinks;
import io.reglament.request.CustomerLinks.LinkTarget;
import io.reglament.signing.Signer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.WebUtils;

/**
 * Where every page behind a signed link begins: the link is the customer's authority, and each form carries a signature of
 * its own, so that only our page can send it.
 */
@Component
class LinkDoor {

    /** The page that says why a link opens nothing, and never what it was about. */
    static final String SHUT = "portal/invalid";

    /** Model attribute: the visitor's {@link java.util.Locale}. */
    static final String LANGUAGE = "language";

    private static final String FORM = "customer-form";
    private static final String CHOSEN_LANGUAGE = "REGLAMENT-LANG";

    private final CustomerLinks links;
    private final CustomerAnswers answers;
    private final VisitorBudget budget;
    private final Signer signer;
    private final Clock clock;

    LinkDoor(CustomerLinks links, CustomerAnswers answers, VisitorBudget budget, Signer signer, Clock clock) {
        this.links = links;
        this.answers = answers;
        this.budget = budget;
        this.signer = signer;
        this.clock = clock;
    }

    /**
     * Lets a visitor in, or has {@link #SHUT} say why not.
     *
     * @param model gets {@code visit} and {@code token}, else {@code problem}
     * @return empty if the link is not ours, has expired, lets this person in no longer, or is asked for too often
     */
    Optional<Visit> enter(String token, Model model, HttpServletRequest request, HttpServletResponse response) {
        protect(response);
        if (!budget.allows(request.getRemoteAddr(), token)) {
            response.setHeader("Retry-After", "60");
            return shut(HttpStatus.TOO_MANY_REQUESTS, "portal.invalid.often", model, response);
        }
        Optional<LinkTarget> target = links.verified(token);
        Optional<Visit> visit = target.flatMap(answers::visit);
        if (visit.isEmpty()) {
            return shut(HttpStatus.NOT_FOUND, "portal.invalid.unknown", model, response);
        }
        speak(visit.get(), request);
        if (!target.get().expiresAt().isAfter(clock.instant())) {
            return shut(HttpStatus.GONE, "portal.invalid.expired", model, response);
        }
        model.addAttribute(LANGUAGE, RequestContextUtils.getLocale(request));
        model.addAttribute("visit", visit.get());
        model.addAttribute("token", token);
        model.addAttribute("expiresAt", target.get().expiresAt());
        return visit;
    }

    /** @return whether the link is one of ours, whatever it opens now */
    boolean isSigned(String token) {
        return links.verified(token).isPresent();
    }

    /** @return what a form of this kind on the link's page carries */
    String seal(String kind, String token) {
        return signer.sign(FORM, kind + ":" + token);
    }

    /** @return whether our own page sent the form */
    boolean isOurs(String kind, String token, String form) {
        return form != null && signer.verify(FORM, kind + ":" + token, form);
    }

    /** Nothing of the page is kept, found, framed or told to others; nothing on it comes from elsewhere or runs. */
    private static void protect(HttpServletResponse response) {
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
                        + " frame-ancestors 'none'");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    /** The contact's language, whatever the browser prefers, for the link came in a mail written in it; unless chosen. */
    private static void speak(Visit visit, HttpServletRequest request) {
        if (WebUtils.getCookie(request, CHOSEN_LANGUAGE) == null && request.getParameter("lang") == null) {
            request.setAttribute(
                    CookieLocaleResolver.LOCALE_REQUEST_ATTRIBUTE_NAME,
                    visit.contact().language().locale());
        }
    }

    private static Optional<Visit> shut(HttpStatus status, String problem, Model model, HttpServletResponse response) {
        response.setStatus(status.value());
        model.addAttribute("problem", problem);
        return Optional.empty();
    }
}
