package io.reglament.request;

/** The vendor's task tracker outside of this application (ECRM-3.4-01, C-38). Implemented by {@code tracker}. */
public interface ExternalTracker {

    /**
     * What the tracker is told of a request: enough to find it, nothing about the customer.
     *
     * @param number of the request; the tracker answers the same number with the same card
     * @param title the request's subject
     * @param priority {@code LOW}, {@code MEDIUM}, {@code HIGH} or null
     */
    record Order(String number, String product, String title, String priority) {}

    /**
     * @param id the tracker's own
     * @param url where people see the card, http or https; null if the tracker names none
     */
    record Card(String id, String url) {}

    /** @return whether the settings name a tracker; without one, requests live by their number alone */
    boolean isConnected();

    /**
     * Makes the card, or finds the one that was made for this number before.
     *
     * @throws Unreachable if there is no card now; it may be asked again at any time
     */
    Card card(Order order);

    /** The message says, for whoever operates the application, what the tracker did instead. */
    class Unreachable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
