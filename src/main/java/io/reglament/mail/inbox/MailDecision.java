package io.reglament.mail.inbox;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.mail.MailDisposition;
import io.reglament.mail.MailFacts;
import io.reglament.mail.MailOutcome;
import io.reglament.mail.MailTriage;
import io.reglament.mail.TriageReason;
import io.reglament.mail.content.MailAddress;
import io.reglament.mail.content.MailReader;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.content.UnreadableMail;
import io.reglament.mail.threading.MachineSigns;
import io.reglament.mail.threading.OwnMail;
import io.reglament.mail.threading.RequestThreads;
import io.reglament.mail.threading.RequestThreads.Evidence;
import io.reglament.mail.threading.RequestThreads.Found;
import io.reglament.request.Participants;
import io.reglament.request.RequestLinks;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.util.Optional;
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
    private final InboundMails mails;
    private final OwnMail ownMail;
    private final RequestThreads threads;
    private final Participants participants;
    private final Customers customers;
    private final MailDisposition disposition;
    private final MailTriage triage;
    private final MailFiling filing;
    private final DeliveryReports reports;
    private final Requests requests;
    private final RequestLinks links;

    MailDecision(
            MailReader reader,
            InboundMails mails,
            OwnMail ownMail,
            RequestThreads threads,
            Participants participants,
            Customers customers,
            MailDisposition disposition,
            MailTriage triage,
            MailFiling filing,
            DeliveryReports reports,
            Requests requests,
            RequestLinks links) {
        this.reader = reader;
        this.requests = requests;
        this.links = links;
        this.mails = mails;
        this.ownMail = ownMail;
        this.threads = threads;
        this.participants = participants;
        this.customers = customers;
        this.disposition = disposition;
        this.triage = triage;
        this.filing = filing;
        this.reports = reports;
    }

    /** What is known of a mail before the table decides. */
    private record Evaluation(MailFacts facts, MachineSigns signs, Found thread, Contact sender) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public void decide(InboundMail mail) {
        ParsedMail parsed;
        try {
            parsed = reader.read(mail.raw());
        } catch (UnreadableMail e) {
            LOG.warn("Mail {} in {} cannot be read: {}", mail.id(), mail.mailbox(), e.getMessage());
            toSort(mail, TriageReason.UNREADABLE, "unreadable", null);
            return;
        }
        Evaluation known = evaluate(mail, parsed);
        MailAddress sender = parsed.sender();
        mails.describe(
                mail.id(),
                parsed.messageId(),
                parsed.references(),
                sender == null ? null : sender.email(),
                parsed.subject(),
                known.signs().unanswerable() || known.facts().listMail());
        MailDisposition.Verdict verdict = disposition.decide(known.facts());
        MailOutcome outcome = MailOutcome.valueOf(verdict.outcome());
        LOG.info("Mail {} in {}: {} by {}", mail.id(), mail.mailbox(), outcome, verdict.rule());
        if (mail.truncated() && (outcome == MailOutcome.REQUEST || outcome == MailOutcome.REPLY)) {
            toSort(mail, TriageReason.TOO_LARGE, verdict.rule(), number(known.thread()));
            return;
        }
        apply(mail, parsed, known, outcome, verdict.rule());
    }

    private void apply(InboundMail mail, ParsedMail parsed, Evaluation known, MailOutcome outcome, String rule) {
        String cause = "mail-disposition:" + rule;
        switch (outcome) {
            case REQUEST -> {
                long requestId =
                        filing.register(mail, parsed, known.sender(), cause).id();
                mails.decide(mail.id(), outcome, null, rule, requestId);
            }
            case REPLY -> {
                RequestView request = goesOn(known.thread().request());
                String reason = filing.reply(mail, parsed, request, known.sender(), cause);
                mails.decide(mail.id(), outcome, reason, rule, request.id());
            }
            case AUTOMATIC, BOUNCE -> {
                Long requestId = null;
                if (belongsToThread(known)) {
                    requestId = known.thread().request().id();
                    filing.keep(mail, parsed, requestId, cause);
                    if (outcome == MailOutcome.BOUNCE) {
                        reports.read(parsed, known.thread(), cause);
                    }
                }
                mails.decide(mail.id(), outcome, null, rule, requestId);
            }
            case TO_SORT -> toSort(mail, reason(known.facts()), rule, number(known.thread()));
            default -> mails.decide(mail.id(), outcome, null, rule, null);
        }
    }

    /** A merged or moved request's mail reaches the one that goes on. */
    private RequestView goesOn(RequestView request) {
        long goesOnAs = links.goesOnAs(request.id());
        return goesOnAs == request.id() ? request : requests.get(goesOnAs);
    }

    /** Our own signed id proves the thread whoever answers; anything weaker needs a sender who belongs (AU-3, TH-3). */
    private static boolean belongsToThread(Evaluation known) {
        return known.thread() != null
                && (known.thread().evidence() == Evidence.TOKEN || known.facts().senderBelongs());
    }

    private Evaluation evaluate(InboundMail mail, ParsedMail parsed) {
        MachineSigns signs = MachineSigns.of(parsed);
        boolean own = ownMail.isOurs(parsed);
        boolean duplicate = mails.hasEarlierCopy(mail);
        Found thread = own || duplicate ? null : threads.find(parsed).orElse(null);
        // What a program says in answer to one of our mails is no customer's answer, however faintly it says so.
        boolean automatic = signs.automatic() || thread != null && (signs.vacation() || signs.generated());
        boolean person = !own && !duplicate && !automatic && !signs.bounce();
        Contact sender = sender(parsed, person).orElse(null);
        boolean belongs = thread != null
                && sender != null
                && (sender.customerId() == thread.request().customerId()
                        || sender.id() == thread.request().contactId()
                        || participants.include(thread.request().id(), sender.id()));
        boolean served = sender != null && customers.isServed(sender.customerId(), mail.product());
        MailFacts facts = new MailFacts(
                own,
                signs.bounce(),
                automatic,
                signs.unanswerable(),
                duplicate,
                sender != null,
                served,
                thread != null,
                belongs);
        return new Evaluation(facts, signs, thread, sender);
    }

    /** Only a person's mail may teach us a new contact. */
    private Optional<Contact> sender(ParsedMail parsed, boolean person) {
        MailAddress from = parsed.sender();
        if (from == null) {
            return Optional.empty();
        }
        return person ? customers.recognise(from.email(), from.name()) : customers.contact(from.email());
    }

    private void toSort(InboundMail mail, TriageReason reason, String rule, String hintNumber) {
        mails.decide(mail.id(), MailOutcome.TO_SORT, reason.name(), rule, null);
        triage.sort(mail.id(), mail.product(), reason, hintNumber);
    }

    /** Hands a mail whose decision failed again and again to a person (mail rule IN-6). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void giveUp(InboundMail mail) {
        toSort(mail, TriageReason.UNDECIDED, "gave-up", null);
    }

    private static TriageReason reason(MailFacts facts) {
        if (facts.threadFound() && !facts.senderBelongs()) {
            return TriageReason.STRANGER_WITH_NUMBER;
        }
        if (!facts.senderKnown()) {
            return TriageReason.UNKNOWN_SENDER;
        }
        return facts.senderServed() ? TriageReason.UNDECIDED : TriageReason.NO_CONTRACT;
    }

    private static String number(Found thread) {
        return thread == null ? null : thread.request().number();
    }
}
