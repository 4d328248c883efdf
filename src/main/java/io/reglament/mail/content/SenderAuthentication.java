package io.reglament.mail.content;

/** What our own mail server found out about the sender (mail rule PA-16). */
public enum SenderAuthentication {
    /** The domain of the address has answered for the mail. */
    PASS,
    /** The domain of the address disowns the mail, or its signature or server is wrong. */
    FAIL,
    /** Nobody whom we trust has said anything. */
    NONE
}
