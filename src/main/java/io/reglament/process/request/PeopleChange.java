package io.reglament.process.request;

/** What {@code request.peopleChanged} says has changed. */
enum PeopleChange {
    /** Another person or group works on it. */
    REASSIGN,
    /** Somebody stands in for the person who works on it. */
    DELEGATE,
    /** Whoever stood in gives it back. */
    GIVE_BACK,
    /** It belongs to another customer. */
    CUSTOMER
}
