package io.reglament.mail;

import io.reglament.request.RequestView;
import java.util.Set;

/** The decision table {@code notification-rules}: who is told what (requirements 6.6). Implemented by {@code process}. */
public interface NotificationRules {

    /** What there is to tell. */
    enum Notice {
        /** N-01. */
        REGISTERED,
        /** N-03. */
        REJECTED,
        /** N-04. */
        ASSIGNED,
        /** N-05, and N-03 where the profile wants the customer to know (C-12). */
        REFUSED,
        /** N-06. */
        CLARIFICATION,
        /** N-07. */
        DUE_DATE_CHANGED,
        /** N-08: the first line's own answer. */
        ANSWER,
        /** N-08, N-09, N-11. */
        SOLUTION,
        /** N-10. */
        IN_PRODUCTION,
        /** N-12: the second confirmation. */
        CLOSURE_QUESTION,
        /** N-13. */
        REWORK,
        /** N-14. */
        FOLLOW_UP,
        /** N-17. */
        CRITICAL_SIGNAL,
        /** The request has ended. */
        CLOSED,
        /** A question of ours is still open. */
        QUESTION_REMINDER,
        /** The customer has not confirmed yet. */
        CONFIRMATION_REMINDER,
        /** The representative has not confirmed the closure yet. */
        CLOSURE_REMINDER
    }

    /** Whom a notice may reach. */
    enum Recipient {
        CUSTOMER,
        SPECIALIST,
        ACCOUNT_MANAGER,
        REPRESENTATIVE,
        DUTY_GROUP
    }

    /**
     * @param enabled the product profile's switch for this notice; true where the profile has none
     * @return whom to tell; empty if nobody
     */
    Set<Recipient> recipients(RequestView request, Notice notice, boolean enabled);
}
