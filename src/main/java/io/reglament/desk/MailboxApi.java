package io.reglament.desk;

import io.reglament.access.CurrentUser;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.desk.ReleaseApi.NotForThisPerson;
import io.reglament.desk.RequestFilter.BadParameter;
import io.reglament.mail.inbox.MailIncidents;
import io.reglament.mail.inbox.MailIncidents.Incident;
import io.reglament.mail.inbox.MailboxComparison;
import io.reglament.mail.inbox.MailboxProbe;
import io.reglament.mail.inbox.MailboxStates;
import io.reglament.mail.outbox.SmtpStates;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
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

    private static final String OPERATOR = "operator";
    private static final int LONGEST_REMARK = 2_000;

    private final CurrentUser user;
    private final ProductProfiles profiles;
    private final MailboxStates states;
    private final SmtpStates servers;
    private final MailboxComparison comparisons;
    private final MailIncidents incidents;
    private final MailboxProbe probe;
    private final MessageSource texts;

    MailboxApi(
            CurrentUser user,
            ProductProfiles profiles,
            MailboxStates states,
            SmtpStates servers,
            MailboxComparison comparisons,
            MailIncidents incidents,
            MailboxProbe probe,
            MessageSource texts) {
        this.user = user;
        this.profiles = profiles;
        this.states = states;
        this.servers = servers;
        this.comparisons = comparisons;
        this.incidents = incidents;
        this.probe = probe;
        this.texts = texts;
    }

    /**
     * One product's mailbox.
     *
     * @param reading how this node found it last, in words
     * @param problem the server's or the library's words; null while it is read
     * @param lastRead when this node looked into it last; null if it never did
     * @param sending {@code reachable}, or what is wrong; null if nothing was tried yet
     * @param compared the last comparison with the ledger; null if there was none yet
     * @param incidents that wait for somebody to look at them
     */
    @Schema(name = "Mailbox")
    record Mailbox(
            String product,
            String mailbox,
            String reading,
            String problem,
            Instant lastRead,
            String sending,
            MailboxComparison.Comparison compared,
            List<OpenIncident> incidents) {}

    /** @param what in words, in the reader's language */
    @Schema(name = "MailIncident")
    record OpenIncident(long id, String what, String detail, Instant openedAt, Instant seenAt) {}

    /** @param words the sentence that says what is wrong and what to do, in the reader's language */
    @Schema(name = "MailServerTest")
    record ServerTest(boolean good, MailboxProbe.Finding finding, String server, String words, String detail) {}

    /** What a test of a mailbox's settings found. */
    @Schema(name = "MailboxTest")
    record MailboxTest(String product, String mailbox, ServerTest imap, ServerTest smtp) {}

    /** @param remark what was found and done, may be empty */
    @Schema(name = "MailIncidentClosing")
    record Closing(String remark) {}

    @GetMapping("/mailboxes")
    @Operation(summary = "How the mailboxes are", description = "For operators and administrators.")
    List<Mailbox> mailboxes() {
        requireOperator();
        List<Incident> open = incidents.open();
        return profiles.all().stream().map(profile -> mailbox(profile, open)).toList();
    }

    @PostMapping("/mailboxes/{product}/test")
    @Operation(
            summary = "Test the settings of a mailbox",
            description =
                    "Signs in to both servers now, reads nothing and sends nothing. For operators and administrators.")
    MailboxTest test(@PathVariable String product) {
        requireOperator();
        ProductProfile profile = profiles.find(product)
                .orElseThrow(() -> new BadParameter(
                        "product",
                        product,
                        profiles.all().stream().map(ProductProfile::code).collect(Collectors.joining(", "))));
        return new MailboxTest(
                profile.code(),
                profile.mailbox(),
                words("imap", profile, probe.imap(profile.code())),
                words("smtp", profile, probe.smtp(profile.code(), profile.mailbox())));
    }

    @PostMapping("/incidents/{id}/close")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Close an incident that was looked at", description = "For operators and administrators.")
    void close(@PathVariable long id, @RequestBody Closing closing) {
        requireOperator();
        String remark = closing.remark() == null ? "" : closing.remark().strip();
        if (remark.length() > LONGEST_REMARK) {
            throw new BadParameter("remark", remark.length() + " characters", "0 … " + LONGEST_REMARK);
        }
        if (!incidents.close(id, user.id(), remark)) {
            throw new BadParameter(
                    "id",
                    Long.toString(id),
                    incidents.open().stream()
                            .map(i -> Long.toString(i.id()))
                            .collect(Collectors.joining(", ", "[", "]")));
        }
    }

    private Mailbox mailbox(ProductProfile profile, List<Incident> open) {
        MailboxStates.State state = states.all().get(profile.mailbox());
        return new Mailbox(
                profile.code(),
                profile.mailbox(),
                state == null
                        ? text("mailbox.reading.not-yet")
                        : text("mailbox.reading." + state.description().replace(' ', '-')),
                state == null ? null : state.problem(),
                state == null ? null : state.lastRead(),
                servers.all().get(profile.code()),
                comparisons.last(profile.mailbox()).orElse(null),
                open.stream()
                        .filter(incident -> incident.mailbox().equals(profile.mailbox()))
                        .map(i -> new OpenIncident(
                                i.id(), text("mailbox.incident." + i.kind()), i.detail(), i.openedAt(), i.seenAt()))
                        .toList());
    }

    private ServerTest words(String protocol, ProductProfile profile, MailboxProbe.Result result) {
        String setting = "REGLAMENT_MAIL_MAILBOXES_" + profile.code().toUpperCase(Locale.ROOT) + "_"
                + protocol.toUpperCase(Locale.ROOT);
        return new ServerTest(
                result.isGood(),
                result.finding(),
                result.server(),
                text("mailbox.test." + result.finding(), result.server(), setting, profile.mailbox()),
                result.words());
    }

    private String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, user.language().locale());
    }

    private void requireOperator() {
        if (!user.isAdmin() && !user.groups().contains(OPERATOR)) {
            throw new NotForThisPerson(OPERATOR);
        }
    }
}
