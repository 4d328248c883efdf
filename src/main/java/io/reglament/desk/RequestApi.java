package io.reglament.desk;

import io.reglament.access.CurrentUser;
import io.reglament.desk.actions.ActionDesk;
import io.reglament.desk.actions.Overtaken;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.Attachments.Attached;
import io.reglament.request.RequestSearch;
import io.reglament.request.RequestView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The requests, for programs and for the tab in Tasklist (design 7). */
@RestController
@RequestMapping(path = "/api/requests", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Requests", description = "Requests of the products that the caller serves")
class RequestApi {

    private final RequestDesk desk;
    private final ActionDesk actions;
    private final Overtaken overtaken;
    private final CurrentUser user;

    RequestApi(RequestDesk desk, ActionDesk actions, Overtaken overtaken, CurrentUser user) {
        this.desk = desk;
        this.actions = actions;
        this.overtaken = overtaken;
        this.user = user;
    }

    /**
     * A page of a list.
     *
     * @param total how many requests fit the filter, on all pages
     * @param next pass as {@code after} for the next page; null on the last one
     */
    @Schema(name = "RequestPage")
    record Page(List<RequestSummary> items, long total, String next) {}

    @GetMapping
    @Operation(
            summary = "List requests, newest first",
            description = "Filters take codes, never labels. Pages follow each other without gaps or repetitions.")
    @ApiResponse(responseCode = "200", description = "The page")
    @ApiResponse(
            responseCode = "400",
            description = "A parameter that the API does not take; the detail says what is allowed",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    Page list(
            @Parameter(description = "Product code, lower case, e.g. bonus") @RequestParam(required = false)
                    String product,
            @Parameter(description = "Canonical state, e.g. IN_WORK") @RequestParam(required = false) String status,
            @Parameter(description = "What stands anywhere in the request: number, words, address, customer, file")
                    @RequestParam(required = false)
                    String q,
            @Parameter(description = "Page size, 1 to 100; 20 if absent") @RequestParam(required = false) String size,
            @Parameter(description = "The value of next in the page before") @RequestParam(required = false)
                    String after) {
        RequestSearch.Page page = desk.find(RequestFilter.parse(product, status, q, size, after, user.products()));
        return new Page(
                page.items().stream().map(RequestSummary::of).toList(),
                page.total(),
                RequestFilter.cursor(page.next()));
    }

    @GetMapping("/{number}")
    @Operation(summary = "One request as it stands")
    @ApiResponse(responseCode = "200", description = "The request")
    @ApiResponse(
            responseCode = "404",
            description = "No such request, or none of the products that the caller serves",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    RequestDetails get(@PathVariable String number) {
        return desk.details(number);
    }

    @GetMapping("/{number}/messages")
    @Operation(
            summary = "The conversation, oldest first",
            description =
                    "HTML is sanitised; show newText where you can, quotedText folded. An image whose inline is true"
                            + " stands in the HTML as cid: and its contentId.")
    List<MessageDetails> messages(@PathVariable String number) {
        return desk.messages(number);
    }

    @GetMapping(path = "/{number}/messages/{id}/raw", produces = MediaType.ALL_VALUE)
    @Operation(
            summary = "Download the mail behind a message",
            description = "As it came, or as it was sent to the first of its readers. 404 for what was no mail.")
    ResponseEntity<Resource> original(@PathVariable String number, @PathVariable long id) {
        return FileDownload.of(
                number + "-" + id + ".eml", "message/rfc822", new InputStreamResource(desk.original(number, id)));
    }

    @GetMapping(path = "/{number}/messages/{id}/headers", produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(
            summary = "The headers of the mail behind a message",
            description = "As they travelled, folded and encoded. 404 for what was no mail.")
    ResponseEntity<String> headers(@PathVariable String number, @PathVariable long id) throws IOException {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .header("X-Content-Type-Options", "nosniff")
                .body(desk.headers(number, id));
    }

    @GetMapping("/{number}/history")
    @Operation(summary = "The archive, oldest first", description = "Append-only: who did what, when, and why.")
    List<ArchiveEntry> history(@PathVariable String number) {
        return desk.history(number);
    }

    @GetMapping(path = "/{number}/attachments/{id}", produces = MediaType.ALL_VALUE)
    @Operation(summary = "Download an attachment")
    ResponseEntity<Resource> attachment(@PathVariable String number, @PathVariable long id) {
        Attached file = desk.attachment(number, id);
        return FileDownload.of(file.fileName(), file.contentType(), file.size(), desk.content(file));
    }

    @GetMapping("/{number}/actions")
    @Operation(
            summary = "What the caller may do to the request now",
            description = "Only what the product's profile allows this person on the request as it stands, each with"
                    + " the fields of its form. Labels are in the caller's language.")
    @ApiResponse(responseCode = "200", description = "The actions; empty if there is none")
    List<ActionDesk.Offer> actions(@PathVariable String number) {
        return actions.offers(desk.visible(number));
    }

    @PostMapping("/{number}/actions/{action}")
    @Operation(
            summary = "Do something to a request in flight",
            description = "The body is an object of the fields that GET …/actions lists, and optionally version, the"
                    + " version of the request that the caller looked at. Case, hyphens and underscores in the action's"
                    + " code do not matter. All of it happens or nothing.")
    @ApiResponse(responseCode = "200", description = "The request as it stands now")
    @ApiResponse(
            responseCode = "400",
            description = "Fields that cannot be taken; problems lists each with the field and a sentence",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    @ApiResponse(
            responseCode = "403",
            description = "The caller may not; the detail says who may",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    @ApiResponse(
            responseCode = "404",
            description = "No such request that the caller may see, or no such action; the detail lists the actions",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    @ApiResponse(
            responseCode = "409",
            description = "Not in this state, or somebody else was faster; the detail says when, or what happened",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    RequestDetails act(
            @PathVariable String number,
            @Parameter(description = "Code of the action, e.g. reprioritise") @PathVariable String action,
            @RequestBody(required = false) Map<String, Object> fields) {
        RequestView seen = desk.visible(number);
        try {
            actions.perform(seen, action, fields == null ? Map.of() : fields);
        } catch (ConcurrencyFailureException | OptimisticLockingException e) {
            throw overtaken.refusal(desk.visible(number));
        }
        return desk.details(number);
    }
}
