package io.reglament.mail.inbox;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.mail.MailFacts;
import io.reglament.mail.SenderRules;
import io.reglament.mail.StaffDirectory;
import io.reglament.mail.StaffDirectory.Person;
import io.reglament.mail.budget.LoopBudgets;
import io.reglament.mail.content.MailAddress;
import io.reglament.mail.content.ParsedMail;
import io.reglament.mail.threading.MachineSigns;
import io.reglament.mail.threading.OwnMail;
import io.reglament.mail.threading.RequestThreads;
import io.reglament.mail.threading.RequestThreads.Evidence;
import io.reglament.mail.threading.RequestThreads.Found;
import io.reglament.request.Participants;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds out what the decision table wants to know of a mail. */
@Component
class MailEvidence {

    private final InboundMails mails;
    private final MailTraits traits;
    private final OwnMail ownMail;
    private final RequestThreads threads;
    private final Requests requests;
    private final Participants participants;
    private final Customers customers;
    private final SenderRules senders;
    private final StaffDirectory staff;
    private final LoopBudgets budgets;

    MailEvidence(
            InboundMails mails,
            MailTraits traits,
            OwnMail ownMail,
            RequestThreads threads,
            Requests requests,
            Participants participants,
            Customers customers,
            SenderRules senders,
            StaffDirectory staff,
            LoopBudgets budgets) {
        this.mails = mails;
        this.traits = traits;
        this.ownMail = ownMail;
        this.threads = threads;
        this.requests = requests;
        this.participants = participants;
        this.customers = customers;
        this.senders = senders;
        this.staff = staff;
        this.budgets = budgets;
    }

    /**
     * What is known of a mail before the table decides.
     *
     * @param thread null if it belongs to none
     * @param sender the customer's contact; null if unknown
     * @param colleague one of our own people; null if somebody else wrote it
     */
    record Known(MailFacts facts, Found thread, Contact sender, Person colleague) {

        /** @return whether the mail must never be answered by a program (AU-1 … AU-3, AU-8) */
        boolean unanswerable() {
            return facts.origin().listMail() || facts.origin().autoSubmitted() || isForged();
        }

        /** @return whether our own mail server says that the sender is somebody else */
        boolean isForged() {
            return facts.authentication().equals("FAIL") && !facts.sender().trusted();
        }

        /**
         * @return whether the sender reads the mailbox of the address that the mail says it comes from: our mail server
         *     knows it, a person vouches for it, or the mail answers one that went there (AU-8)
         */
        boolean isProven() {
            return facts.authentication().equals("PASS")
                    || facts.sender().trusted()
                    || facts.thread().tokenHolder() && !isForged();
        }

        /** Our own signed id proves the thread whoever answers; anything weaker needs a sender who belongs (AU-3, TH-3). */
        boolean belongsToThread() {
            return thread != null
                    && (thread.evidence() == Evidence.TOKEN || facts.thread().senderBelongs());
        }
    }

    /** @param contentHash of the mail's words; null if they are too few */
    @Transactional(propagation = Propagation.MANDATORY)
    Known of(InboundMail mail, ParsedMail parsed, String authentication, byte[] contentHash) {
        MachineSigns signs = MachineSigns.of(parsed);
        boolean own = ownMail.isOurs(parsed);
        boolean duplicate = mails.hasEarlierCopy(mail);
        MailAddress from = parsed.sender();
        Person colleague = from == null ? null : staff.byAddress(from.email()).orElse(null);
        SenderRules.Verdict verdict =
                from == null ? null : senders.of(mail.product(), from.email()).orElse(null);
        boolean program = signs.bounce() || signs.automatic();
        List<Found> named = own || duplicate ? List.of() : threads.named(parsed, program);
        // What a program says in answer to one of our mails is no customer's answer, however faintly it says so.
        boolean automatic = signs.automatic() || !named.isEmpty() && (signs.vacation() || signs.generated());
        boolean person = !own
                && !duplicate
                && (!automatic || verdict == SenderRules.Verdict.TRUSTED)
                && !signs.bounce()
                && colleague == null
                && verdict != SenderRules.Verdict.BLOCKED;
        Contact sender = sender(from, person).orElse(null);
        boolean vendor =
                colleague != null || from != null && sender == null && ownMail.isOurDomain(from.email()) && !own;
        Found thread = choose(mail, parsed, named, sender, person && !automatic && !signs.generated(), contentHash);
        boolean belongs = thread != null && belongs(sender, thread.request());
        boolean again = thread != null
                && !program
                && traits.isFiledElsewhere(mail, parsed, thread.request().id());
        Long customer = sender == null ? null : sender.customerId();
        MailFacts facts = new MailFacts(
                duplicate || again,
                new MailFacts.Origin(own, signs.bounce(), automatic, signs.unanswerable()),
                new MailFacts.Sender(
                        sender != null,
                        sender != null && customers.isServed(customer, mail.product()),
                        verdict == SenderRules.Verdict.BLOCKED,
                        verdict == SenderRules.Verdict.TRUSTED,
                        vendor),
                new MailFacts.Thread(
                        thread != null,
                        thread == null ? null : thread.evidence().name(),
                        belongs,
                        thread != null
                                && thread.token() != null
                                && from != null
                                && thread.token().isFor(from.email())),
                authentication,
                mail.truncated(),
                // Only a new request is acknowledged.
                thread != null || customer == null || budgets.hasBudgetLeft(from.email(), customer, mail.product()));
        return new Known(facts, thread, sender, colleague);
    }

    /**
     * The most trusted request that the sender has to do with, of this mailbox's product where there is one; else what the
     * mail names most trustworthily. What the mail does not name itself counts only for those who belong to it, and only
     * while it is open.
     */
    private Found choose(
            InboundMail mail,
            ParsedMail parsed,
            List<Found> named,
            Contact sender,
            boolean person,
            byte[] contentHash) {
        List<Found> theirs =
                named.stream().filter(f -> belongs(sender, f.request())).toList();
        Optional<Found> here = theirs.stream()
                .filter(f -> f.request().product().equals(mail.product()))
                .findFirst();
        if (here.isPresent()) {
            return here.get();
        }
        if (!theirs.isEmpty()) {
            return theirs.get(0);
        }
        if (!named.isEmpty()) {
            return named.get(0);
        }
        if (!person || sender == null) {
            return null;
        }
        return threads.related(mail.id(), parsed, mail.product(), contentHash).stream()
                .filter(f -> belongs(sender, f.request()) && !requests.isEnded(f.request()))
                .findFirst()
                .orElse(null);
    }

    private boolean belongs(Contact sender, RequestView request) {
        return sender != null
                && (sender.customerId() == request.customerId()
                        || sender.id() == request.contactId()
                        || participants.include(request.id(), sender.id()));
    }

    /** Only the mail of a person, or of a program that a person trusts, may teach us a new contact. */
    private Optional<Contact> sender(MailAddress from, boolean person) {
        if (from == null) {
            return Optional.empty();
        }
        return person ? customers.recognise(from.canonical(), from.name()) : customers.contact(from.canonical());
    }
}
