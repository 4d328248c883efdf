package io.reglament.desk;

import io.reglament.desk.ReleaseApi.NotForThisPerson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The mailboxes for those who run the installation: how they are, and what is wrong with their settings. */
@RestController
@RequestMapping(path = "/api/mail", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Mail", description = "Fetched mail")
class MailboxApi {

    private final MailboxDesk desk;

    MailboxApi(MailboxDesk desk) {
        this.desk = desk;
    }

    /** @param remark what was found and done, may be empty */
    @Schema(name = "MailIncidentClosing")
    record Closing(String remark) {}

    @GetMapping("/mailboxes")
    @Operation(summary = "How the mailboxes are", description = "For operators and administrators.")
    List<MailboxDesk.Mailbox> mailboxes() {
        requireOperator();
        return desk.mailboxes();
    }

    @PostMapping("/mailboxes/{product}/test")
    @Operation(
            summary = "Test the settings of a mailbox",
            description =
                    "Signs in to both servers now, reads nothing and sends nothing. For operators and administrators.")
    MailboxDesk.MailboxTest test(@PathVariable String product) {
        requireOperator();
        return desk.test(product);
    }

    @PostMapping("/incidents/{id}/close")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Close an incident that was looked at", description = "For operators and administrators.")
    void close(@PathVariable long id, @RequestBody Closing closing) {
        requireOperator();
        desk.close(id, closing.remark());
    }

    private void requireOperator() {
        if (!desk.mayUse()) {
            throw new NotForThisPerson(MailboxDesk.OPERATOR);
        }
    }
}
