package io.reglament.desk;

import io.reglament.access.CurrentUser;
import io.reglament.crm.ProductProfile;
import io.reglament.mail.PushedMail;
import io.reglament.mail.push.PushDoor;
import io.reglament.mail.push.PushDoor.TryAgain;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The door at which a mail server or a gateway hands in mail by HTTP, opened by a token of its own. */
@RestController
@Tag(name = "Mail")
class InboundPushApi {

    private static final String BEARER = "Bearer ";
    private static final String SECONDS_TO_WAIT = "60";

    private final PushDoor door;
    private final MessageSource texts;
    private final CurrentUser user;

    InboundPushApi(PushDoor door, MessageSource texts, CurrentUser user) {
        this.door = door;
        this.texts = texts;
        this.user = user;
    }

    /**
     * A mail in the ledger.
     *
     * @param known whether the ledger held the mail before
     */
    @Schema(name = "PushedMail")
    record Receipt(long id, String mailbox, boolean known) {}

    @PostMapping(
            path = "/api/mail/inbound",
            consumes = {"message/rfc822", MediaType.APPLICATION_OCTET_STREAM_VALUE, MediaType.TEXT_PLAIN_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Hand in a mail",
            description = "The body is the mail as it came (RFC 5322). Authorization: Bearer with the installation's or"
                    + " the product's token. An answer of 200 or 201 means that the mail is stored; after any other,"
                    + " keep it and come again: the same mail is stored once.")
    @ApiResponse(responseCode = "201", description = "Stored")
    @ApiResponse(responseCode = "200", description = "Stored before")
    @ApiResponse(responseCode = "503", description = "Not stored; come again after Retry-After")
    ResponseEntity<Receipt> push(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) String authorization,
            @RequestParam(required = false) String mailbox,
            HttpServletRequest request)
            throws IOException {
        if (!door.isOpen()) {
            throw new Refused(HttpStatus.FORBIDDEN, "push.shut");
        }
        String token = authorization != null && authorization.startsWith(BEARER)
                ? authorization.substring(BEARER.length()).strip()
                : "";
        if (!door.isKnown(token)) {
            throw new Refused(HttpStatus.UNAUTHORIZED, "push.token");
        }
        ProductProfile product = door.product(mailbox)
                .orElseThrow(() -> new Refused(HttpStatus.NOT_FOUND, "push.mailbox", String.valueOf(mailbox)));
        if (!door.mayPush(token, product)) {
            throw new Refused(HttpStatus.FORBIDDEN, "push.other", product.mailbox());
        }
        if (request.getContentLengthLong() > door.most()) {
            throw new PushedMail.TooLarge();
        }
        PushedMail stored =
                door.accept(List.of(product), request.getInputStream()).get(0);
        return ResponseEntity.status(stored.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new Receipt(stored.id(), product.mailbox(), !stored.isNew()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refused e) {
        return problem(e.status, e.key, e.arguments);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(PushedMail.TooLarge e) {
        return problem(HttpStatus.PAYLOAD_TOO_LARGE, "push.large", door.most());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> empty(PushedMail.Empty e) {
        return problem(HttpStatus.BAD_REQUEST, "push.empty");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> later(TryAgain e) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, "push.later");
    }

    private ResponseEntity<ProblemDetail> problem(HttpStatus status, String key, Object... arguments) {
        Locale locale = user.language().locale();
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, texts.getMessage(key, arguments, locale));
        problem.setTitle(texts.getMessage("push.title", null, locale));
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
        }
        if (status == HttpStatus.UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.body(problem);
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final HttpStatus status;
        private final String key;
        private final transient Object[] arguments;

        private Refused(HttpStatus status, String key, Object... arguments) {
            super(key);
            this.status = status;
            this.key = key;
            this.arguments = arguments;
        }
    }
}
