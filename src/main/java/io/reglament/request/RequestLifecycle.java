package io.reglament.request;

import java.util.Map;

/** What the request needs of the process engine, in the words of the business. Implemented by {@code process}. */
public interface RequestLifecycle {

    /**
     * Starts {@code request-lifecycle} for a request that was just registered, within the caller's transaction.
     *
     * @param text what the customer wrote; the decision tables read its beginning
     * @return the id of the process instance
     */
    String start(RequestView request, String text);

    /**
     * Hands a customer's reply to the process, if it waits for one.
     *
     * @param text the reply as plain text
     * @param byRepresentative whether the sender may confirm closures for the customer (ECRM-3.5-04)
     * @return false if the process does not wait for a reply now
     */
    boolean customerReplied(RequestView request, String text, boolean byRepresentative);

    /**
     * @param byRepresentative whether the sender may confirm closures for the customer (ECRM-3.5-04)
     * @return false if the process does not wait for a confirmation now
     */
    boolean customerConfirmed(RequestView request, boolean byRepresentative);

    /**
     * @return false if the process does not wait for remarks now
     */
    boolean customerRemarked(RequestView request);

    /**
     * Tells the process what a person wants done to a running request; within the caller's transaction the process does
     * it and goes on to its next wait state.
     *
     * @param message name of the message, e.g. {@code request.reprioritised}
     * @param inputs what the message carries, by name; never kept as variables. {@code actor} is added: the signed-in
     *     person
     * @return false if the process does not await this message now; nothing has happened then
     */
    boolean happened(RequestView request, String message, Map<String, ?> inputs);

    /** The message says in whole sentences, in the person's language, what is wrong. */
    class WorkRefused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public WorkRefused(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** With what a person's action ends the specialist's work. */
    enum WorkOutcome {
        /** First line assigns it anew; field {@code reason}. */
        RETURN,
        /** The account manager is asked for another due date (T-11); fields {@code dueAt}, {@code reason}. */
        RESCHEDULE,
        /** Development works on it and answers support (OTK-6-05); field {@code reason}. */
        HAND_OVER,
        /** The fix comes with a release (T-13); fields {@code release}, {@code solutionText}. */
        WAIT_FOR_RELEASE
    }

    /**
     * Ends the specialist's work as the form of its task does, with the same checks.
     *
     * @param person user id of whoever ends it
     * @param fields of the form, by name
     * @return false if no specialist works on it now
     * @throws WorkRefused if the task's checks refuse what is handed in; the transaction is over then
     */
    boolean workEnded(RequestView request, WorkOutcome outcome, String person, Map<String, ?> fields);

    /**
     * Ends the specialist's work with the solution, as the form of its task does, for the person whose task it is.
     *
     * @param person user id of whoever answers
     * @param solution the words, of any length
     * @throws WorkRefused if nobody works on the request now, somebody else does, or the task's checks refuse the words;
     *     the transaction is over then
     */
    void solved(RequestView request, String person, String solution);

    /**
     * Ends the wait for a release: it is deployed (T-13).
     *
     * @return false if the process does not wait for a release now
     */
    boolean releaseDeployed(RequestView request);

    /**
     * Ends the wait for a release: the request goes back to work although its release is not deployed (T-13).
     *
     * @param person user id of whoever takes it back
     * @return false if the process does not wait for a release now
     */
    boolean takenBack(RequestView request, String person);
}
