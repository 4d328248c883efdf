package io.reglament.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** Answers 401 and 403 as problem details (RFC 9457), in the reader's language. */
@Component
class ProblemWriter {

    private final ObjectMapper json;
    private final MessageSource texts;
    private final LocaleResolver locales;

    ProblemWriter(ObjectMapper json, MessageSource texts, LocaleResolver locales) {
        this.json = json;
        this.texts = texts;
        this.locales = locales;
    }

    /** @param realm offered for HTTP Basic; null if Basic is of no use there */
    AuthenticationEntryPoint unauthorized(String realm) {
        return (request, response, failure) -> {
            // A browser's script asked: the challenge would make the browser open its own dialogue.
            if (realm != null && request.getHeader("Sec-Fetch-Mode") == null) {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"" + realm + "\", charset=\"UTF-8\"");
            }
            write(request, response, HttpStatus.UNAUTHORIZED, "unauthorized");
        };
    }

    AccessDeniedHandler forbidden() {
        return (request, response, failure) -> write(request, response, HttpStatus.FORBIDDEN, "forbidden");
    }

    private void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String name)
            throws IOException {
        Locale locale = locales.resolveLocale(request);
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                status, texts.getMessage("access.problem." + name + ".detail", null, locale));
        problem.setTitle(texts.getMessage("access.problem." + name + ".title", null, locale));
        problem.setInstance(URI.create(request.getRequestURI()));
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }
}
