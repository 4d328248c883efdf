package io.reglament.portal;

import io.reglament.portal.CustomerAnswers.Visit;
import io.reglament.request.Attachments.Attached;
import io.reglament.request.CustomerConversation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The request behind a signed link: how it stands, what was written, its files. */
@Controller
@RequestMapping("/c/{token}")
class RequestPages {

    static final int LONGEST_MESSAGE = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(RequestPages.class);
    private static final String MESSAGE = "message";
    private static final Pattern ONCE = Pattern.compile("[0-9a-f-]{36}");

    private final LinkDoor door;
    private final RequestSheets sheets;
    private final CustomerConversation conversation;
    private final CustomerMessages messages;
    private final FileDownloads downloads;

    RequestPages(
            LinkDoor door,
            RequestSheets sheets,
            CustomerConversation conversation,
            CustomerMessages messages,
            FileDownloads downloads) {
        this.door = door;
        this.sheets = sheets;
        this.conversation = conversation;
        this.messages = messages;
        this.downloads = downloads;
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
        model.addAttribute("once", UUID.randomUUID().toString());
        return fill(visit.get(), token, model);
    }

    /** Where a browser comes back to after a message was refused there. */
    @GetMapping("/messages")
    String back(@PathVariable String token) {
        return "redirect:/c/" + token;
    }

    /** Takes a message with files; what is typed comes back with whatever is said against it. */
    @PostMapping("/messages")
    String write(@PathVariable String token, Model model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Visit> visit = door.enter(token, model, request, response);
        String contentType = String.valueOf(request.getAttribute(UploadFilter.CONTENT_TYPE));
        boolean readable = contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
        if (visit.isEmpty()) {
            if (readable && door.isSigned(token)) {
                model.addAttribute("typed", UploadReader.words(request.getInputStream(), contentType));
            }
            return LinkDoor.SHUT;
        }
        if (!readable) {
            return refused(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "portal.problem.form", visit.get(), token, model, response);
        }
        Upload upload = UploadReader.read(request.getInputStream(), contentType);
        model.addAttribute("typed", upload.text());
        boolean known = upload.once() != null && ONCE.matcher(upload.once()).matches();
        model.addAttribute("once", known ? upload.once() : UUID.randomUUID().toString());
        String text = upload.text().replace("\r\n", "\n").replace("\0", "").strip();
        if (!known || !door.isOurs(MESSAGE, token, upload.form())) {
            return refused(HttpStatus.FORBIDDEN, "portal.problem.form", visit.get(), token, model, response);
        }
        if (upload.tooMuch()) {
            return refused(HttpStatus.PAYLOAD_TOO_LARGE, "portal.problem.files", visit.get(), token, model, response);
        }
        if (text.codePointCount(0, text.length()) > LONGEST_MESSAGE) {
            return refused(HttpStatus.BAD_REQUEST, "portal.problem.words", visit.get(), token, model, response);
        }
        if (text.isEmpty() && upload.files().isEmpty()) {
            return refused(HttpStatus.BAD_REQUEST, "portal.problem.nothing", visit.get(), token, model, response);
        }
        try {
            if (messages.take(visit.get(), upload.once(), text, upload.files())) {
                return "redirect:/c/" + token + "?sent";
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "A customer's message to request {} failed",
                    visit.get().request().number(),
                    e);
            return refused(
                    HttpStatus.SERVICE_UNAVAILABLE, "portal.problem.failed", visit.get(), token, model, response);
        }
        return refused(HttpStatus.CONFLICT, "portal.problem.closed", visit.get(), token, model, response);
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
        Optional<Attached> file =
                conversation.attachment(visit.get().request(), visit.get().contact(), id);
        if (file.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            model.addAttribute("problem", "portal.invalid.file");
            return LinkDoor.SHUT;
        }
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        downloads.write(file.get(), response);
        return null;
    }

    private String refused(
            HttpStatus status, String problem, Visit visit, String token, Model model, HttpServletResponse response) {
        response.setStatus(status.value());
        model.addAttribute("problem", problem);
        return fill(visit, token, model);
    }

    /** @return the page's view, whose model is complete then */
    private String fill(Visit visit, String token, Model model) {
        model.addAttribute("sheet", sheets.of(visit, (Locale) model.getAttribute(LinkDoor.LANGUAGE)));
        model.addAttribute("messageForm", door.seal(MESSAGE, token));
        model.addAttribute("longest", LONGEST_MESSAGE);
        model.addAttribute("confirmForm", door.seal("confirm", token));
        return "portal/request";
    }
}
