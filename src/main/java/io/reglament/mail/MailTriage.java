package io.reglament.mail;

/**
 * Hands mail that no rule could place to a person: the process {@code mail-triage}, in the caller's transaction.
 * Implemented by {@code process}.
 */
public interface MailTriage {

    /**
     * Makes the task <i>Sort mail</i>.
     *
     * @param product lower-case code of the product whose mailbox it came to
     * @param hintNumber number of the request that the mail speaks of, shown to us only; null if none
     */
    void sort(long inboundMailId, String product, TriageReason reason, String hintNumber);

    /**
     * Tells the open task of a mail how many others wait under it.
     *
     * @param mails how many, without the mail itself
     */
    void gathered(long inboundMailId, int mails);

    /** Makes the task <i>Review reply</i> for a reply to the ended request {@code number}. */
    void reviewReply(long inboundMailId, String product, String number);

    /** Makes the task <i>Reach customer</i>: an outgoing mail of the request finally could not be delivered. */
    void undeliverable(long outboundMailId, String product, String number);

    /** Takes back what was made for the mail, if it is still open: the mail is decided again. */
    void withdraw(long inboundMailId);
}
