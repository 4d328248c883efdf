package io.reglament.request;

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
    CLOSED
}
