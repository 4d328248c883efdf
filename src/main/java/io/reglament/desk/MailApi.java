package io.reglament.desk;

import io.reglament.mail.MailLedger;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The mail that was fetched: its account, and the single mails that a person must sort. */
@RestController
@RequestMapping(path = "/api/mail", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Mail", description = "Fetched mail")
class MailApi {

    private final MailDesk desk;

    MailApi(MailDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/ledger")
    @Operation(
            summary = "Where all fetched mail ended",
            description =
                    "Of the products that the caller serves; of all for administrators and operators. fetched is the"
                            + " sum of the other counts at any time.")
    MailLedger.Ledger ledger(
            @Parameter(description = "Only mail that came to this address of ours") @RequestParam(required = false)
                    String mailbox) {
        return desk.ledger(mailbox);
    }

    @GetMapping("/inbound/{id}")
    @Operation(summary = "A fetched mail, for those who sort it")
    MailDetails inbound(@PathVariable long id) {
        return desk.inbound(id);
    }

    @GetMapping(path = "/inbound/{id}/raw", produces = MediaType.ALL_VALUE)
    @Operation(summary = "Download a fetched mail as it came")
    ResponseEntity<Resource> raw(@PathVariable long id) {
        return FileDownload.of("mail-" + id + ".eml", "message/rfc822", new InputStreamResource(desk.original(id)));
    }
}
