package io.reglament.desk.senders;

import io.reglament.desk.DeskApi;
import io.reglament.desk.senders.SenderDesk.SenderDraft;
import io.reglament.mail.HeldMails;
import io.reglament.mail.SenderRules;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Blocked and trusted senders, and automatic mail that is held back (mail rule AU-7). */
@RestController
@RequestMapping(path = "/api/mail", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Senders", description = "Blocked and trusted senders, and mail of ours that is held back")
class SenderApi implements DeskApi {

    private final SenderDesk desk;

    SenderApi(SenderDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/senders")
    @Operation(summary = "Blocked and trusted senders of the products that the caller serves")
    List<SenderRules.SenderRule> senders(
            @Parameter(description = "Product code, lower case; all if absent") @RequestParam(required = false)
                    String product) {
        return desk.rules(product);
    }

    @PostMapping(path = "/senders", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Block or trust a sender from now on",
            description =
                    "sender is an address or a domain. Mail of a blocked sender is kept without effect (outcome BLOCKED);"
                            + " that of a trusted one is taken even where its authentication failed or a program wrote it.")
    @ApiResponse(responseCode = "201", description = "The rule in force")
    SenderRules.SenderRule add(@RequestBody SenderDraft draft) {
        return desk.add(draft);
    }

    @DeleteMapping("/senders/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End a rule about a sender")
    @ApiResponse(responseCode = "204", description = "Ended")
    void remove(@PathVariable long id) {
        desk.remove(id);
    }

    @GetMapping("/held")
    @Operation(
            summary = "Automatic mail that is held back, the oldest first, at most 200",
            description =
                    "reason: ADDRESS_BUDGET, DOMAIN_BUDGET, REQUEST_BUDGET, REPEATED_TEXT, UNDELIVERABLE or BREAKER.")
    List<HeldMails.HeldMail> held(
            @Parameter(description = "Product code, lower case; all if absent") @RequestParam(required = false)
                    String product) {
        return desk.held(product);
    }

    @PostMapping("/held/{id}/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Send a held mail now")
    @ApiResponse(responseCode = "204", description = "On its way")
    void release(@PathVariable long id) {
        desk.release(id);
    }

    @PostMapping("/held/{id}/drop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Never send a held mail; its row stays")
    @ApiResponse(responseCode = "204", description = "Dropped")
    void drop(@PathVariable long id) {
        desk.drop(id);
    }

    @GetMapping("/breaker")
    @Operation(summary = "Whether the circuit breaker holds back all automatic mail, and why")
    HeldMails.Breaker breaker() {
        return desk.breaker();
    }

    @PostMapping("/breaker/close")
    @Operation(summary = "Let automatic mail leave again; what is held stays held")
    HeldMails.Breaker closeBreaker() {
        desk.closeBreaker();
        return desk.breaker();
    }
}
