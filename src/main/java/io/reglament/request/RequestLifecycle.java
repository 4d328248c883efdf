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
     * @return false if the process does not wait for a reply now
     */
    boolean customerReplied(RequestView request, String text);

    /**
     * @return false if the process does not wait for a confirmation now
     */
    boolean customerConfirmed(RequestView request);

    /**
     * @return false if the process does not wait for remarks now
     */
    boolean customerRemarked(RequestView request);

    /**
     * Tells the process what happened to the request, if it waits for that.
     *
     * @param message name of the message, {@code request.<verb>}
     * @param inputs what the next steps read; not kept
     * @return false if the process does not await that message now
     */
    boolean happened(RequestView request, String message, Map<String, Object> inputs);
}
