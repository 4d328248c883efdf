package io.reglament.mail.inbox;

import io.reglament.crm.Customers;
import io.reglament.mail.MailDisposition;
import io.reglament.mail.MailNotes;
import io.reglament.mail.MailOutcome;
import io.reglament.mail.MailTriage;
import io.reglament.mail.TriageReason;
import io.reglament.mail.content.MailAddress;
import io.reglament.mail.content.MailReader;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.content.UnreadableMail;
import io.reglament.mail.inbox.MailEvidence.Known;
import io.reglament.mail.threading.RequestThreads.Found;
import io.reglament.request.RequestLinks;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Decides what one stored mail is: facts, decision table, effect and ledger in one transaction. */
@Service
public class MailDecision {

    private static final Logger LOG = LoggerFactory.getLogger(MailDecision.class);

    private final MailReader reader;
    private final MailNotes notes;
    private final InboundMails mails;
    private final MailTraits traits;
    private final MailEvidence evidence;
    private final MailDisposition disposition;
    private final MailTriage triage;
    private final GatheredMails gathered;
    private final MailFiling filing;
    private final StaffReplies staffReplies;
    private final DeliveryReports reports;
    private final Requests requests;
    private final RequestLinks links;
    private final Customers customers;

    MailDecision(
            MailReader reader,
            MailNotes notes,
            InboundMails mails,
            MailTraits traits,
            MailEvidence evidence,
            MailDisposition disposition,
            MailTriage triage,
            GatheredMails gathered,
            MailFiling filing,
            StaffReplies staffReplies,
            DeliveryReports reports,
            Requests requests,
            RequestLinks links,
            Customers customers) {
        this.reader = reader;
        this.notes = notes;
        this.mails = mails;
        this.traits = traits;
        this.evidence = evidence;
        this.disposition = disposition;
        this.triage = triage;
        this.gathered = gathered;
        this.filing = filing;
        this.staffReplies = staffReplies;
        this.reports = reports;
        this.requests = requests;
        this.links = links;
        this.customers = customers;
    }

    /**
     * @param refused why the process did not take the mail's words as a solution at the attempt before; null at the first
     * @throws io.reglament.request.RequestLifecycle.WorkRefused if it does not: the mail is decided again with the reason,
     *     in a new transaction
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void decide(InboundMail mail, String refused) {
        ParsedMail parsed;
        try {
            parsed = reader.read(mail.raw());
        } catch (UnreadableMail e) {
            LOG.warn("Mail {} in {} cannot be read: {}", mail.id(), mail.mailbox(), e.getMessage());
            toSort(mail, TriageReason.UNREADABLE, "unreadable", null);
            return;
        }
        byte[] contentHash = mail.truncated() ? null : MailTraits.contentHash(parsed);
        String authentication = parsed.authentication().name();
        traits.lockThread(parsed, contentHash);
        Known known = evidence.of(mail, parsed, authentication, contentHash);
        MailAddress sender = parsed.sender();
        mails.describe(
                mail.id(),
                parsed.messageId(),
                parsed.references(),
                sender == null ? null : sender.email(),
                parsed.subject(),
                known.unanswerable());
        traits.keep(mail.id(), parsed, authentication, contentHash);
        notes.keep(mail.id(), parsed.notes());
        MailDisposition.Verdict verdict = disposition.decide(known.facts());
        MailOutcome outcome = MailOutcome.valueOf(verdict.outcome());
        LOG.info("Mail {} in {}: {} by {}", mail.id(), mail.mailbox(), outcome, verdict.rule());
        boolean person = outcome == MailOutcome.REQUEST || outcome == MailOutcome.REPLY;
        if (person && known.sender() != null && known.isProven()) {
            // Before the effect: the acknowledgement asks for it. An absence notice proves nothing.
            customers.prove(known.sender().id());
        }
        apply(mail, parsed, known, outcome, verdict.rule(), refused);
    }

    private void apply(
            InboundMail mail, ParsedMail parsed, Known known, MailOutcome outcome, String rule, String refused) {
        String cause = "mail-disposition:" + rule;
        switch (outcome) {
            case REQUEST -> {
                long requestId =
                        filing.register(mail, parsed, known.sender(), cause).id();
                mails.decide(mail.id(), outcome, null, rule, requestId);
            }
            case REPLY -> {
                RequestView request = goesOn(known.thread().request());
                String reason = known.colleague() == null
                        ? filing.reply(mail, parsed, request, known.sender(), cause)
                        : staffReplies.take(
                                mail, parsed, request, known.thread().token(), known.colleague(), refused, cause);
                mails.decide(mail.id(), outcome, reason, rule, request.id());
            }
            case AUTOMATIC, BOUNCE -> {
                Long requestId = null;
                if (known.belongsToThread()) {
                    requestId = known.thread().request().id();
                    keep(mail, parsed, known, requestId, cause);
                    if (outcome == MailOutcome.BOUNCE) {
                        reports.read(parsed, known.thread(), cause);
                    }
                }
                mails.decide(mail.id(), outcome, null, rule, requestId);
            }
            case DUPLICATE -> mails.decide(mail.id(), outcome, null, rule, requestId(known.thread()));
            case TO_SORT -> toSort(mail, TriageReason.ofRule(rule), rule, number(known.thread()));
            default -> mails.decide(mail.id(), outcome, null, rule, null);
        }
    }

    private void keep(InboundMail mail, ParsedMail parsed, Known known, long requestId, String cause) {
        if (known.colleague() == null) {
            filing.keep(mail, parsed, requestId, cause);
        } else {
            filing.note(mail, parsed, requests.get(requestId), known.colleague().id(), false, cause);
        }
    }

    /** A merged or moved request's mail reaches the one that goes on (TH-10). */
    private RequestView goesOn(RequestView request) {
        long goesOnAs = links.goesOnAs(request.id());
        return goesOnAs == request.id() ? request : requests.get(goesOnAs);
    }

    private void toSort(InboundMail mail, TriageReason reason, String rule, String hintNumber) {
        mails.decide(mail.id(), MailOutcome.TO_SORT, reason.name(), rule, null);
        if (!gathered.join(mail, reason, hintNumber)) {
            triage.sort(mail.id(), mail.product(), reason, hintNumber);
        }
    }

    /** Hands a mail whose decision failed again and again to a person (mail rule IN-6). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void giveUp(InboundMail mail) {
        toSort(mail, TriageReason.UNDECIDED, "gave-up", null);
    }

    private static String number(Found thread) {
        return thread == null ? null : thread.request().number();
    }

    private static Long requestId(Found thread) {
        return thread == null ? null : thread.request().id();
    }
}
