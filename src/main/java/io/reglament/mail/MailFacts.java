package io.reglament.mail;

/**
 * What the decision table {@code mail-disposition} reads of a mail.
 *
 * @param ownMail came from ourselves (mail rule AU-6)
 * @param bounce a delivery report or other answer of a mail system (mail rule AU-3)
 * @param autoSubmitted an automatic answer, e.g. an out-of-office notice (RFC 3834)
 * @param listMail came by a mailing list or asks not to be answered; taken like any other, never acknowledged (AU-2)
 * @param duplicate the same mail came to this mailbox before (mail rule IN-2)
 * @param senderKnown the address or its domain belongs to a customer
 * @param senderServed that customer's requests for this product are registered (C-23)
 * @param threadFound belongs to a request by its references or names a number in its subject
 * @param senderBelongs the sender takes part in that request or belongs to its customer (mail rule TH-3)
 */
public record MailFacts(
        boolean ownMail,
        boolean bounce,
        boolean autoSubmitted,
        boolean listMail,
        boolean duplicate,
        boolean senderKnown,
        boolean senderServed,
        boolean threadFound,
        boolean senderBelongs) {}
