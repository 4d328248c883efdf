package io.reglament.request;

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
}
