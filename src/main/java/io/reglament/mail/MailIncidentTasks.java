package io.reglament.mail;

/**
 * Gives what is wrong with a mailbox to the operators: the process {@code mail-incident}, in the caller's transaction.
 * Implemented by {@code process}.
 */
public interface MailIncidentTasks {

    /**
     * Makes the task <i>Resolve mail incident</i>.
     *
     * @param product lower-case code of the mailbox's product
     */
    void opened(long incidentId, String product);

    /** Takes the task back, if it is still open: the incident is over. */
    void ended(long incidentId);
}
