package io.reglament.portal;

import io.reglament.request.Attachments;
import io.reglament.request.Attachments.Attached;
import io.reglament.request.FileLinks;
import io.reglament.request.FileLinks.FileTarget;
import io.reglament.request.FileType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Hands out files that were too large for a mail, to whoever has the signed link; always as a download. */
@Controller
class FileDownloads {

    private final FileLinks links;
    private final Attachments attachments;
    private final VisitorBudget budget;
    private final Clock clock;

    FileDownloads(FileLinks links, Attachments attachments, VisitorBudget budget, Clock clock) {
        this.links = links;
        this.attachments = attachments;
        this.budget = budget;
        this.clock = clock;
    }

    /** @return the page that says why there is no file; null where the file was written */
    @GetMapping("/c/{token}/file")
    String file(@PathVariable String token, Model model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'self'; sandbox");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        response.setHeader("Referrer-Policy", "no-referrer");
        if (!budget.allows(request.getRemoteAddr(), token)) {
            response.setHeader("Retry-After", "60");
            return refused(HttpStatus.TOO_MANY_REQUESTS, "portal.invalid.often", model, response);
        }
        Optional<FileTarget> target = links.verified(token);
        Optional<Attached> file = target.flatMap(found -> attachments.find(found.attachmentId()));
        if (file.isEmpty()) {
            return refused(HttpStatus.NOT_FOUND, "portal.invalid.unknown", model, response);
        }
        if (!target.get().expiresAt().isAfter(clock.instant())) {
            return refused(HttpStatus.GONE, "portal.invalid.expired", model, response);
        }
        write(file.get(), response);
        return null;
    }

    /** Always as a download, of a type that no browser runs. */
    void write(Attached file, HttpServletResponse response) throws IOException {
        response.setContentType(FileType.safe(file.contentType()));
        response.setContentLengthLong(file.size());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(file.fileName(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        try (InputStream content = attachments.open(file.id())) {
            content.transferTo(response.getOutputStream());
        }
    }

    private static String refused(HttpStatus status, String problem, Model model, HttpServletResponse response) {
        response.setStatus(status.value());
        model.addAttribute("problem", problem);
        return "portal/invalid";
    }
}
