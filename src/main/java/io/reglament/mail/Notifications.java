package io.reglament.mail;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the customer is told by mail (requirements 6.6). Each call writes one row of the outbox and files the message
 * with the request, in the caller's transaction; delivery follows after its commit. {@code cause} is the id of the BPMN
 * element; a second call with the same {@code dedupKey} changes nothing.
 */
@Service
public class Notifications {

    /** N-01: received, number, what happens next; threads under the customer's own mail. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requestRegistered(long requestId, String cause, String dedupKey) {
        throw new UnsupportedOperationException();
    }

    /** N-03: rejected at classification, with the newest archived text of kind REASON. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requestRejected(long requestId, String cause, String dedupKey) {
        throw new UnsupportedOperationException();
    }

    /** N-06: the newest QUESTION, and what the product's regulation asks customers to send. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void clarificationAsked(long requestId, String cause, String dedupKey) {
        throw new UnsupportedOperationException();
    }

    /** The first line's own answer: the newest ANSWER. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void answerGiven(long requestId, String cause, String dedupKey) {
        throw new UnsupportedOperationException();
    }

    /** N-08, N-09, N-11: the newest SOLUTION or ANSWER, with links to confirm and to state remarks where these count. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void solutionDelivered(long requestId, String cause, String dedupKey) {
        throw new UnsupportedOperationException();
    }

    /** N-12: asks the customer's representatives to confirm the closure (ECRM-3.5-03). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void closureQuestioned(long requestId, String cause, String dedupKey) {
        throw new UnsupportedOperationException();
    }

    /** The specialist refused (BONUS-10.1-12…14): the newest REASON. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requestRefused(long requestId, String cause, String dedupKey) {
        throw new UnsupportedOperationException();
    }

    /** N-14: the new number beside the old one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void followUpRegistered(long requestId, String cause, String dedupKey) {
        throw new UnsupportedOperationException();
    }

    /** A short notice that the request is closed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requestClosed(long requestId, String cause, String dedupKey) {
        throw new UnsupportedOperationException();
    }
}
