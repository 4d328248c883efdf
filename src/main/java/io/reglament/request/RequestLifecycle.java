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

    /**
     * Ends the specialist's work and hands the request back to first line, as the task's own outcome does.
     *
     * @param actor user id of whoever returns it
     * @param reason for first line
     * @return false if no specialist works on it now
     */
    boolean returnedToFirstLine(RequestView request, String actor, String reason);

    /**
     * Ends the wait for a release (T-13).
     *
     * @param takenBack true where the request goes back to work although its release is not deployed
     * @return false if the process does not wait for a release now
     */
    boolean releaseDeployed(RequestView request, boolean takenBack);
}
