package io.reglament.portal;

import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.ProductProfile.ConfirmationModel;
import io.reglament.crm.ProductProfiles;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.Conversation;
import io.reglament.request.CustomerLinks.LinkTarget;
import io.reglament.request.MessageView;
import io.reglament.request.NewMessage;
import io.reglament.request.NewMessage.Direction;
import io.reglament.request.Ratings;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import io.reglament.request.Requests.ReplyEffect;
import io.reglament.request.Withdrawals;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a customer answers through a signed link (BONUS-10.4-04, ECRM-3.5-01…05). */
@Service
class CustomerAnswers {

    static final String CONFIRM = "portal:confirm";
    static final String REMARKS = "portal:remarks";
    static final String WITHDRAW = "portal:withdraw";
    static final String RATING = "portal:rating";

    /** Only then remarks are awaited. */
    private static final Set<RequestState> RESULT_GIVEN =
            EnumSet.of(RequestState.ANSWERED, RequestState.DONE, RequestState.COMPLETED);

    private final Admission admission;
    private final Requests requests;
    private final Withdrawals withdrawals;
    private final Ratings ratings;
    private final Archive archive;
    private final Conversation conversation;
    private final Customers customers;
    private final ProductProfiles profiles;
    private final MessageSource texts;
    private final Clock clock;

    CustomerAnswers(
            Admission admission,
            Requests requests,
            Withdrawals withdrawals,
            Ratings ratings,
            Archive archive,
            Conversation conversation,
            Customers customers,
            ProductProfiles profiles,
            MessageSource texts,
            Clock clock) {
        this.admission = admission;
        this.requests = requests;
        this.withdrawals = withdrawals;
        this.ratings = ratings;
        this.archive = archive;
        this.conversation = conversation;
        this.customers = customers;
        this.profiles = profiles;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * The request that a link names, as its customer may see it.
     *
     * @param awaited whether the request seems to wait for this person's reaction; the process has the last word
     * @param reviewed whether remarks on it are being looked at
     * @param ended whether nothing reopens it any more
     * @param withdrawable whether its customer may still say that the answer is no longer needed
     */
    record Visit(
            Contact contact,
            RequestView request,
            boolean awaited,
            boolean reviewed,
            boolean ended,
            boolean withdrawable) {}

    /** @return empty if the contact or the request is gone, or the link lets this person in no longer */
    @Transactional(readOnly = true)
    public Optional<Visit> visit(LinkTarget target) {
        return requests.find(target.number())
                .flatMap(request -> contact(target.contactId())
                        .filter(contact -> admission.admits(contact, request))
                        .map(contact -> visit(contact, request)));
    }

    private Visit visit(Contact contact, RequestView request) {
        boolean ended = ended(request);
        boolean reviewed = !ended && RESULT_GIVEN.contains(request.state()) && reviewed(request);
        boolean awaited = !reviewed && awaits(request, contact);
        return new Visit(contact, request, awaited, reviewed, ended, withdrawals.isOpenTo(request));
    }

    /** Remarks that no change of state has followed yet. */
    private boolean reviewed(RequestView request) {
        ArchiveEntry.Kind last = null;
        for (ArchiveEntry entry : archive.history(request.id())) {
            if (entry.kind() == ArchiveEntry.Kind.REMARKS || entry.kind() == ArchiveEntry.Kind.STATE) {
                last = entry.kind();
            }
        }
        return last == ArchiveEntry.Kind.REMARKS;
    }

    /**
     * Ends the request because its customer no longer needs the answer (T-25, ECRM-3.5-05).
     *
     * @return false if it is answered or ended by now, or its regulation does not know this
     */
    @Transactional
    public boolean withdraw(Visit visit) {
        RequestView request = requests.locked(visit.request().number());
        if (!withdrawals.isOpenTo(request)) {
            return false;
        }
        String reason = texts.getMessage(
                "portal.withdraw.reason", null, visit.contact().language().locale());
        if (!withdrawals.byCustomer(request.number(), visit.contact(), reason, WITHDRAW)) {
            throw new IllegalStateException("the process of " + request.number() + " cannot be ended now");
        }
        return true;
    }

    /**
     * Keeps what this person thinks of the request.
     *
     * @param remark null for none
     * @return false if the request has not ended; nothing is kept then
     */
    @Transactional
    public boolean rate(Visit visit, int score, String remark) {
        RequestView request = requests.locked(visit.request().number());
        if (!ended(request)) {
            return false;
        }
        ratings.rate(request.id(), visit.contact(), score, remark, RATING);
        return true;
    }

    /** @return false if the request does not wait for this person's confirmation */
    @Transactional
    public boolean confirm(Visit visit) {
        return requests.customerConfirmed(visit.request().number(), visit.contact(), CONFIRM);
    }

    /**
     * Files the remarks and hands them to the process.
     *
     * @return false if the request has ended or waits for another person; nothing is kept then
     * @throws Requests.NotAwaited if the process does not wait for remarks; nothing is kept then either
     */
    @Transactional
    public boolean remark(Visit visit, String remarks) {
        if (!requests.customerRemarked(visit.request().number(), visit.contact(), remarks, REMARKS)) {
            return false;
        }
        file(visit, remarks);
        return true;
    }

    /**
     * Keeps words that nobody waits for with a request that still runs, as a reply by mail would be kept; a second copy
     * of the same words is not kept again.
     *
     * @return false if the request has ended; nothing is kept then
     */
    @Transactional
    public boolean keep(Visit visit, String remarks) {
        if (visit.ended()) {
            return false;
        }
        if (!isLast(visit, remarks)) {
            file(visit, remarks);
            ReplyEffect effect = requests.customerReplied(visit.request().number(), visit.contact(), remarks);
            return effect != ReplyEffect.AFTER_CLOSING;
        }
        return true;
    }

    private boolean isLast(Visit visit, String remarks) {
        List<MessageView> received = conversation.messages(visit.request().id()).stream()
                .filter(m -> m.direction() == Direction.IN)
                .toList();
        if (received.isEmpty()) {
            return false;
        }
        MessageView last = received.get(received.size() - 1);
        return last.text().equals(remarks)
                && last.sender().equals(visit.contact().email());
    }

    private void file(Visit visit, String remarks) {
        RequestView request = visit.request();
        String subject = texts.getMessage(
                "portal.remarks.filed",
                new Object[] {request.number()},
                visit.contact().language().locale());
        conversation.file(
                request.id(),
                new NewMessage(
                        Direction.IN,
                        clock.instant(),
                        visit.contact().email(),
                        profiles.get(request.product()).mailbox(),
                        subject,
                        remarks,
                        null,
                        null,
                        null,
                        null,
                        List.of()),
                "customer:" + visit.contact().email(),
                REMARKS);
    }

    private Optional<Contact> contact(long id) {
        try {
            return Optional.of(customers.contact(id));
        } catch (NoSuchElementException e) {
            return Optional.empty();
        }
    }

    private boolean awaits(RequestView request, Contact contact) {
        return switch (model(request)) {
            case NONE -> false;
            case MANAGER_CHECK -> request.state() == RequestState.DONE;
            case CUSTOMER_CONFIRMS_TWICE ->
                request.state() == RequestState.ANSWERED
                        || request.state() == RequestState.COMPLETED && contact.representative();
        };
    }

    private boolean ended(RequestView request) {
        return request.state() == RequestState.CLOSED
                || request.state() == RequestState.DONE && model(request) == ConfirmationModel.NONE;
    }

    private ConfirmationModel model(RequestView request) {
        return request.confirmation().model();
    }
}
