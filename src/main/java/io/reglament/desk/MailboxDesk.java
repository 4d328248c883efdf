package io.reglament.desk;

import io.reglament.access.CurrentUser;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.desk.RequestFilter.BadParameter;
import io.reglament.mail.inbox.MailIncidents;
import io.reglament.mail.inbox.MailIncidents.Incident;
import io.reglament.mail.inbox.MailboxComparison;
import io.reglament.mail.inbox.MailboxProbe;
import io.reglament.mail.inbox.MailboxStates;
import io.reglament.mail.outbox.SmtpStates;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** The mailboxes for those who run the installation, in words of their language. */
@Service
class MailboxDesk {

    static final String OPERATOR = "operator";
    private static final int LONGEST_REMARK = 2_000;

    private final CurrentUser user;
    private final ProductProfiles profiles;
    private final MailboxStates states;
    private final SmtpStates servers;
    private final MailboxComparison comparisons;
    private final MailIncidents incidents;
    private final MailboxProbe probe;
    private final EntryTexts texts;

    MailboxDesk(
            CurrentUser user,
            ProductProfiles profiles,
            MailboxStates states,
            SmtpStates servers,
            MailboxComparison comparisons,
            MailIncidents incidents,
            MailboxProbe probe,
            EntryTexts texts) {
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

    /** @return whether the person runs the installation */
    boolean mayUse() {
        return user.isAdmin() || user.groups().contains(OPERATOR);
    }

    List<Mailbox> mailboxes() {
        List<Incident> open = incidents.open();
        return profiles.all().stream().map(profile -> mailbox(profile, open)).toList();
    }

    /**
     * Signs in to both servers of a product's mailbox now.
     *
     * @throws BadParameter if there is no such product
     */
    MailboxTest test(String product) {
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

    /**
     * Ends an incident in the person's name.
     *
     * @param remark what was found and done; null or empty if nothing is to be said
     * @throws BadParameter if there is no such open incident or the remark is too long
     */
    void close(long id, String remark) {
        String text = remark == null ? "" : remark.strip();
        if (text.length() > LONGEST_REMARK) {
            throw new BadParameter("remark", Integer.toString(text.length()), "0 … " + LONGEST_REMARK);
        }
        if (!incidents.close(id, user.id(), text)) {
            throw new BadParameter(
                    "id",
                    Long.toString(id),
                    incidents.open().stream()
                            .map(incident -> Long.toString(incident.id()))
                            .collect(Collectors.joining(", ", "[", "]")));
        }
    }

    private Mailbox mailbox(ProductProfile profile, List<Incident> open) {
        MailboxStates.State state = states.all().get(profile.mailbox());
        return new Mailbox(
                profile.code(),
                profile.mailbox(),
                state == null
                        ? texts.say("mailbox.reading.not-yet")
                        : texts.say("mailbox.reading." + state.description().replace(' ', '-')),
                state == null ? null : state.problem(),
                state == null ? null : state.lastRead(),
                servers.all().get(profile.code()),
                comparisons.last(profile.mailbox()).orElse(null),
                open.stream()
                        .filter(incident -> incident.mailbox().equals(profile.mailbox()))
                        .map(i -> new OpenIncident(
                                i.id(),
                                texts.say("mailbox.incident." + i.kind()),
                                i.detail(),
                                i.openedAt(),
                                i.seenAt()))
                        .toList());
    }

    private ServerTest words(String protocol, ProductProfile profile, MailboxProbe.Result result) {
        String setting = "REGLAMENT_MAIL_MAILBOXES_" + profile.code().toUpperCase(Locale.ROOT) + "_"
                + protocol.toUpperCase(Locale.ROOT);
        return new ServerTest(
                result.isGood(),
                result.finding(),
                result.server(),
                texts.say("mailbox.test." + result.finding(), result.server(), setting, profile.mailbox()),
                result.words());
    }
}
