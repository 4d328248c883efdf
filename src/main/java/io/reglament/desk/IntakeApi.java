package io.reglament.desk;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.reglament.access.CurrentUser;
import io.reglament.request.Intake;
import io.reglament.request.Intake.Taken;
import io.reglament.request.Signals;
import io.reglament.request.Signals.Received;
import io.reglament.request.Taker;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Requests that programs and our own people register, and the signals of monitoring (T-02, T-03, S-40). */
@RestController
@RequestMapping(path = "/api", consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Intake", description = "Requests by other doors than mail")
class IntakeApi {

    private final Intake intake;
    private final Signals signals;
    private final RequestDesk desk;
    private final CurrentUser user;

    IntakeApi(Intake intake, Signals signals, RequestDesk desk, CurrentUser user) {
        this.intake = intake;
        this.signals = signals;
        this.desk = desk;
        this.user = user;
    }

    /**
     * A request to be registered.
     *
     * @param product code, lower case
     * @param channel PHONE, WEB, API or INTERNAL; API if absent
     * @param contactEmail of a known contact, or of a new one of a known customer
     * @param oralNotice whether the customer was told by telephone that the request is recorded
     * @param followUpOf number of the request that this one follows
     */
    @Schema(name = "NewRequest")
    record NewRequest(
            String product,
            String channel,
            @JsonAlias("contact") String contactEmail,
            String contactName,
            @JsonAlias("customer") String customerName,
            String subject,
            @JsonAlias("description") String text,
            Boolean oralNotice,
            String followUpOf) {}

    @PostMapping("/requests")
    @Operation(
            summary = "Register a request",
            description = "For those who work on requests of the product. Under the same Idempotency-Key the same"
                    + " request is registered once.")
    @ApiResponse(responseCode = "201", description = "The request as it stands now")
    @ApiResponse(responseCode = "200", description = "It was registered under this key before; as it stands now")
    @ApiResponse(
            responseCode = "400",
            description = "Something is missing or wrong; the detail names all of it",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    @ApiResponse(
            responseCode = "403",
            description = "Not for this person; the detail says for whom",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    ResponseEntity<RequestDetails> register(
            @Parameter(description = "Chosen by the caller, at most 200 characters")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    String key,
            @RequestBody NewRequest r) {
        Taken taken = intake.takeOnce(
                key,
                new Intake.Call(
                        r.product,
                        r.channel == null ? "API" : r.channel,
                        r.contactEmail,
                        r.contactName,
                        r.customerName,
                        r.subject,
                        r.text,
                        Boolean.TRUE.equals(r.oralNotice),
                        r.followUpOf),
                taker(),
                "api:requests");
        return answer(taken.first(), taken.request().number());
    }

    @PostMapping("/signals")
    @Operation(
            summary = "Hand in a signal of monitoring",
            description =
                    "For members of operator. The first signal of a key starts a request; while it is open, further"
                            + " ones are added to it.")
    @ApiResponse(responseCode = "201", description = "The request that the signal has started")
    @ApiResponse(responseCode = "200", description = "The open request that the signal was added to")
    @ApiResponse(
            responseCode = "400",
            description = "Something is missing or wrong; the detail names all of it",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    ResponseEntity<RequestDetails> signal(@RequestBody Signals.Signal signal) {
        Received received = signals.receive(signal, taker());
        return answer(received.first(), received.request().number());
    }

    private ResponseEntity<RequestDetails> answer(boolean created, String number) {
        return ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK)
                .location(URI.create("/api/requests/" + number))
                .body(desk.details(number));
    }

    private Taker taker() {
        return new Taker(user.id(), user.groups(), user.products(), user.isAdmin());
    }
}
