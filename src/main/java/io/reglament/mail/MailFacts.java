package io.reglament.mail;

/**
 * What the decision table {@code mail-disposition} reads of a mail.
 *
 * @param duplicate the same mail came to this mailbox before, or is part of that request by another one (IN-2)
 * @param origin what the mail says about who sent it
 * @param sender what we know of its sender
 * @param thread the request that it belongs to
 * @param authentication {@code PASS}, {@code FAIL} or {@code NONE}: what our own server found out (TH-4, PA-16)
 * @param tooLarge only its header was fetched (IN-9)
 * @param budgetLeft whether an acknowledgement would leave now (AU-7)
 */
public record MailFacts(
        boolean duplicate,
        Origin origin,
        Sender sender,
        Thread thread,
        String authentication,
        boolean tooLarge,
        boolean budgetLeft) {

    /**
     * @param ownMail came from ourselves (mail rule AU-6)
     * @param bounce a delivery report or other answer of a mail system (mail rule AU-3)
     * @param autoSubmitted an automatic answer, e.g. an out-of-office notice (RFC 3834)
     * @param listMail came by a mailing list or asks not to be answered; taken like any other, never acknowledged (AU-2)
     */
    public record Origin(boolean ownMail, boolean bounce, boolean autoSubmitted, boolean listMail) {}

    /**
     * @param known the address or its domain belongs to a customer
     * @param served that customer's requests for this product are registered (C-23)
     * @param blocked a person has blocked the sender for this product
     * @param trusted a person has said that the sender's mail is genuine, whatever its header says
     * @param vendor one of our own people, or an address in the domain of our mailboxes
     */
    public record Sender(boolean known, boolean served, boolean blocked, boolean trusted, boolean vendor) {}

    /**
     * @param found belongs to a request
     * @param evidence how it was found: {@code TOKEN, REFERENCE, NUMBER, THREAD, TEXT}; null if it was not
     * @param senderBelongs the sender takes part in that request or belongs to its customer (mail rule TH-3)
     * @param tokenHolder the mail of ours that is answered went to this very sender
     */
    public record Thread(boolean found, String evidence, boolean senderBelongs, boolean tokenHolder) {}
}
