package io.reglament.request;

import java.util.List;

/** The canonical states of a request (requirements 6.2). Products show their own labels; code compares only these. */
public enum RequestState {
    REGISTERED,
    QUEUED,
    ASSIGNED,
    IN_WORK,
    WAITING_CUSTOMER,
    WAITING_RELEASE,
    ANSWERED,
    DONE,
    COMPLETED,
    CLOSED;

    /** @return the states before the customer has the answer, in their order: only then a request ends without one */
    public static List<RequestState> unanswered() {
        return List.of(REGISTERED, QUEUED, ASSIGNED, IN_WORK, WAITING_CUSTOMER, WAITING_RELEASE);
    }
}
