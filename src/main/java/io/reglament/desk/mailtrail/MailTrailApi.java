package io.reglament.desk.mailtrail;

import io.reglament.access.CurrentUser;
import io.reglament.desk.DeskApi;
import io.reglament.mail.MailTrail;
import io.reglament.mail.MailTrail.Received;
import io.reglament.mail.MailTrail.Sent;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Each mail's way, for programs: received, stored, decided, answered, delivered. */
@RestController
@RequestMapping(path = "/api/mail", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Mail")
class MailTrailApi implements DeskApi {

    private static final String TEXT =
            "Part of the other side's address or of the subject, or a whole request number or Message-ID";

    private final MailTrailDesk desk;
    private final CurrentUser user;

    MailTrailApi(MailTrailDesk desk, CurrentUser user) {
        this.desk = desk;
        this.user = user;
    }

    @GetMapping("/received")
    @Operation(summary = "Fetched mails, newest first", description = "Each with its outcome, the reason and the rule.")
    MailTrail.Page<Received> received(
            @Parameter(description = "Product code, lower case") @RequestParam(required = false) String product,
            @Parameter(description = TEXT) @RequestParam(required = false) String q,
            @Parameter(description = "Outcome, e.g. TO_SORT") @RequestParam(required = false) String outcome,
            @Parameter(description = "Page size, 1 to 100; 30 if absent") @RequestParam(required = false) Integer size,
            @Parameter(description = "The value of next in the page before") @RequestParam(required = false)
                    Long after) {
        return desk.received(TrailFilter.parse(product, q, outcome, size, after, user.products()));
    }

    @GetMapping("/sent")
    @Operation(summary = "Mails of ours, newest first", description = "Each with what became of it.")
    MailTrail.Page<Sent> sent(
            @Parameter(description = "Product code, lower case") @RequestParam(required = false) String product,
            @Parameter(description = TEXT) @RequestParam(required = false) String q,
            @Parameter(description = "Page size, 1 to 100; 30 if absent") @RequestParam(required = false) Integer size,
            @Parameter(description = "The value of next in the page before") @RequestParam(required = false)
                    Long after) {
        return desk.sent(TrailFilter.parse(product, q, null, size, after, user.products()));
    }

    @GetMapping("/received/{id}")
    @Operation(summary = "The whole way of a fetched mail")
    MailTrailDesk.Way way(@PathVariable long id) {
        return desk.way(id);
    }

    @PostMapping("/received/{id}/decide")
    @Operation(
            summary = "Have a mail decided again",
            description = "By the rules, senders and customers as they are now. The task that was made for it goes.")
    @ApiResponse(responseCode = "202", description = "Put back; it is decided within seconds")
    @ApiResponse(responseCode = "409", description = "It belongs to a request, or waits for its decision anyway")
    ResponseEntity<MailTrailDesk.Way> decide(@PathVariable long id) {
        boolean putBack = desk.putBack(id);
        return ResponseEntity.status(putBack ? 202 : 409).body(desk.way(id));
    }
}
