package io.reglament.mail;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.NotificationRules.Notice;
import io.reglament.mail.NotificationRules.Recipient;
import io.reglament.request.Archive;
import io.reglament.request.ArchiveEntry;
import io.reglament.request.RequestState;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import java.time.Instant;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is told by mail, to whom (requirements 6.6): the decision table {@code notification-rules} names the recipients,
 * {@link CustomerNotifications} and {@link StaffNotifications} write to them. Each letter is a row of the outbox, written
 * in the caller's transaction; delivery follows after its commit. {@code cause} is the id of the BPMN element or the
 * action; a second call with the same {@code dedupKey} changes nothing.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Notifications {

    private final Requests requests;
    private final ProductProfiles profiles;
    private final Archive archive;
    private final NotificationRules rules;
    private final CustomerNotifications customers;
    private final StaffNotifications staff;

    Notifications(
            Requests requests,
            ProductProfiles profiles,
            Archive archive,
            NotificationRules rules,
            CustomerNotifications customers,
            StaffNotifications staff) {
        this.requests = requests;
        this.profiles = profiles;
        this.archive = archive;
        this.rules = rules;
        this.customers = customers;
        this.staff = staff;
    }

    /**
     * N-01: received, number, what happens next; threads under the customer's own mail. Not sent, but noted in the
     * archive, where the mail came from a program or a list, or the address has had its share (mail rules AU-1, AU-7).
     */
    public void requestRegistered(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        if (tells(request, Notice.REGISTERED, acknowledges(request), Recipient.CUSTOMER)) {
            customers.registered(request, cause, dedupKey);
        }
    }

    /** N-03: rejected at classification, with the newest archived text of kind REASON. */
    public void requestRejected(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        if (tells(request, Notice.REJECTED, Recipient.CUSTOMER)) {
            customers.rejected(request, cause, dedupKey);
        }
    }

    /** N-04: the specialist gets everything that the assignment says (BONUS-10.1-15…22). */
    public void requestAssigned(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        if (request.assignee() != null && tells(request, Notice.ASSIGNED, Recipient.SPECIALIST)) {
            staff.assigned(request, cause, dedupKey);
        }
    }

    /**
     * Tells one of our own people that the answer to a notice stayed a note.
     *
     * @param why in whole sentences
     */
    public void answerNotTaken(
            long requestId, StaffDirectory.Person person, String why, String cause, String dedupKey) {
        staff.answerNotTaken(requests.get(requestId), person, why, cause, dedupKey);
    }

    /** N-06: the newest QUESTION, and what the product's regulation asks customers to send. */
    public void clarificationAsked(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        if (tells(request, Notice.CLARIFICATION, Recipient.CUSTOMER)) {
            customers.clarificationAsked(request, cause, dedupKey);
        }
    }

    /**
     * N-07: the planned end has moved (BONUS-10.3-02, C-16).
     *
     * @param oldDue null if there was none
     * @param newDue null if there is none any more
     * @param responsible name of the employee in whose name it is said; null while nobody has the request
     */
    public void dueDateChanged(
            long requestId, Instant oldDue, Instant newDue, String responsible, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        if (tells(request, Notice.DUE_DATE_CHANGED, Recipient.CUSTOMER)) {
            customers.dueDateChanged(request, oldDue, newDue, responsible, cause, dedupKey);
        }
    }

    /** The first line's own answer: the newest ANSWER; with links where the customer's confirmation counts. */
    public void answerGiven(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        if (tells(request, Notice.ANSWER, Recipient.CUSTOMER)) {
            customers.answerGiven(request, cause, dedupKey);
        }
    }

    /** The same answer, given by telephone: the contacts of merged requests get it by mail. */
    public void answeredOrally(long requestId, String cause, String dedupKey) {
        customers.answeredOrally(requests.get(requestId), cause, dedupKey);
    }

    /** N-08, N-09, N-11: the newest SOLUTION or ANSWER, with links to confirm and to state remarks where these count. */
    public void solutionDelivered(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        if (tells(request, Notice.SOLUTION, Recipient.CUSTOMER)) {
            customers.solutionDelivered(request, false, cause, dedupKey);
        }
    }

    /**
     * N-10: the same after the release of the solution is deployed. One letter says both: where the table has it so, that
     * the work can be seen in production (ECRM-2.8-04, ECRM-2.8-05).
     */
    public void solutionReleased(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        if (tells(request, Notice.SOLUTION, Recipient.CUSTOMER)) {
            boolean inProduction = tells(request, Notice.IN_PRODUCTION, Recipient.CUSTOMER);
            customers.solutionDelivered(request, inProduction, cause, dedupKey);
        }
    }

    /** N-12: asks the customer's representatives to confirm the closure (ECRM-3.5-03). */
    public void closureQuestioned(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        if (tells(request, Notice.CLOSURE_QUESTION, Recipient.REPRESENTATIVE)) {
            customers.closureQuestioned(request, cause, dedupKey);
        }
    }

    /**
     * The specialist refused (BONUS-10.1-12…14): the newest REASON goes to the account manager (N-05) and, where the
     * profile says so, to the customer (N-03, C-12).
     */
    public void requestRefused(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        boolean customerToo = profile(request).notices().customerOnRefusal();
        Set<Recipient> recipients = rules.recipients(request, Notice.REFUSED, customerToo);
        if (recipients.contains(Recipient.CUSTOMER)) {
            customers.refused(request, cause, dedupKey);
        }
        if (recipients.contains(Recipient.ACCOUNT_MANAGER)) {
            staff.refused(request, cause, dedupKey);
        }
    }

    /** N-13: back to the specialist with the list of remarks (BONUS-10.1-27, BONUS-10.4-08). */
    public void returnedForRework(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        if (request.assignee() != null && tells(request, Notice.REWORK, Recipient.SPECIALIST)) {
            staff.returnedForRework(request, cause, dedupKey);
        }
    }

    /** N-14: the new number beside the old one. */
    public void followUpRegistered(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        if (tells(request, Notice.FOLLOW_UP, acknowledges(request), Recipient.CUSTOMER)) {
            customers.followUpRegistered(request, cause, dedupKey);
        }
    }

    /**
     * N-17: monitoring signalled a critical error; whoever is on duty learns of it at once, and so do the specialists where
     * it goes to them past the first line (BONUS-2-06).
     *
     * @param group who takes the request in
     */
    public void criticalSignal(long requestId, String group, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        if (tells(request, Notice.CRITICAL_SIGNAL, Recipient.DUTY_GROUP)) {
            staff.criticalSignal(request, group, cause, dedupKey);
        }
    }

    /** Reminds whoever has to answer now: of our question, of the confirmation, or of the closure. */
    public void reminder(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        if (request.state() == RequestState.WAITING_CUSTOMER) {
            if (tells(request, Notice.QUESTION_REMINDER, Recipient.CUSTOMER)) {
                customers.remindedOfQuestion(request, cause, dedupKey);
            }
        } else if (request.state() == RequestState.ANSWERED || request.state() == RequestState.DONE) {
            if (tells(request, Notice.CONFIRMATION_REMINDER, Recipient.CUSTOMER)) {
                customers.remindedOfConfirmation(request, cause, dedupKey);
            }
        } else if (request.state() == RequestState.COMPLETED) {
            if (tells(request, Notice.CLOSURE_REMINDER, Recipient.REPRESENTATIVE)) {
                customers.remindedOfClosure(request, cause, dedupKey);
            }
        } else {
            archive.add(
                    requestId,
                    Archive.SYSTEM,
                    ArchiveEntry.Kind.DELIVERY,
                    cause,
                    "reminder not sent: nobody is awaited in state " + request.state());
        }
    }

    /** A short notice that the request is closed. */
    public void requestClosed(long requestId, String cause, String dedupKey) {
        RequestView request = requests.get(requestId);
        if (tells(request, Notice.CLOSED, Recipient.CUSTOMER)) {
            customers.closed(request, cause, dedupKey);
        }
    }

    private boolean tells(RequestView request, Notice notice, Recipient recipient) {
        return tells(request, notice, true, recipient);
    }

    private boolean tells(RequestView request, Notice notice, boolean enabled, Recipient recipient) {
        return rules.recipients(request, notice, enabled).contains(recipient);
    }

    private boolean acknowledges(RequestView request) {
        return profile(request).acknowledgement().email();
    }

    private ProductProfile profile(RequestView request) {
        return profiles.get(request.product());
    }
}
