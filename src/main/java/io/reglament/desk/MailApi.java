package io.reglament.desk;

import io.reglament.mail.MailLedger;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
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
    MailLedger.Ledger ledger() {
        return desk.ledger();
    }

    @GetMapping("/inbound/{id}")
    @Operation(summary = "A fetched mail, for those who sort it")
    MailDetails inbound(@PathVariable long id) {
        return desk.inbound(id);
    }

    @GetMapping(path = "/inbound/{id}/raw", produces = MediaType.ALL_VALUE)
    @Operation(summary = "Download a fetched mail as it came")
    ResponseEntity<byte[]> raw(@PathVariable long id) {
        return FileDownload.of("mail-" + id + ".eml", "message/rfc822", desk.original(id));
    }
}
