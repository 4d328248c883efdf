package io.reglament.portal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leaves the body of a customer's message to its page. The server would read it before the link is looked at, and answer
 * one that is too large by cutting the connection, with which the typed words would be lost.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class UploadFilter extends OncePerRequestFilter {

    /** Request attribute with the content type that nobody else shall see. */
    static final String CONTENT_TYPE = UploadFilter.class.getName() + ".contentType";

    private static final Pattern MESSAGES = Pattern.compile(".*/c/[^/]+/messages");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !"POST".equals(request.getMethod())
                || !MESSAGES.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(CONTENT_TYPE, request.getContentType());
        chain.doFilter(new Unread(request), response);
    }

    /** Reading a parameter would read the body. */
    private static final class Unread extends HttpServletRequestWrapper {

        Unread(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getContentType() {
            return null;
        }

        @Override
        public String getParameter(String name) {
            return null;
        }

        @Override
        public String[] getParameterValues(String name) {
            return null;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }
    }
}
