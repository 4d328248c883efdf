package io.reglament.portal;

import io.reglament.portal.CustomerAnswers.Visit;
import io.reglament.request.Conversation.StoredFile;
import io.reglament.request.CustomerConversation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.RequestContextUtils;

/** The request behind a signed link: how it stands, what was written, its files. */
@Controller
@RequestMapping("/c/{token}")
class RequestPages {

    private final LinkDoor door;
    private final RequestSheets sheets;
    private final CustomerConversation conversation;

    RequestPages(LinkDoor door, RequestSheets sheets, CustomerConversation conversation) {
        this.door = door;
        this.sheets = sheets;
        this.conversation = conversation;
    }

    @GetMapping
    String show(
            @PathVariable String token,
            @RequestParam(required = false) String sent,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Visit> visit = door.enter(token, model, request, response);
        if (visit.isEmpty()) {
            return LinkDoor.SHUT;
        }
        model.addAttribute("sent", sent != null);
        return fill(visit.get(), token, model, RequestContextUtils.getLocale(request));
    }

    /** A file of the conversation: always as a download, of a type that no browser runs. */
    @GetMapping("/files/{id:\\d{1,18}}")
    String file(
            @PathVariable String token,
            @PathVariable long id,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<Visit> visit = door.enter(token, model, request, response);
        if (visit.isEmpty()) {
            return LinkDoor.SHUT;
        }
        Optional<StoredFile> file =
                conversation.attachment(visit.get().request(), visit.get().contact(), id);
        if (file.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            model.addAttribute("problem", "portal.invalid.file");
            return LinkDoor.SHUT;
        }
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(file.get().fileName(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setContentLength(file.get().content().length);
        response.getOutputStream().write(file.get().content());
        return null;
    }

    /** @return the page's view, whose model is complete then */
    private String fill(Visit visit, String token, Model model, Locale locale) {
        model.addAttribute("sheet", sheets.of(visit, locale));
        model.addAttribute("confirmForm", door.seal("confirm", token));
        return "portal/request";
    }
}
