package io.reglament.local.mailserver;

import java.util.Set;

/** Which mail must not be dropped from memory before the application has it. */
public interface ProductMail {

    /** @return addresses in lower case */
    Set<String> mailboxes();

    /** @return UIDs of the mails of this mailbox that the application has stored; a mail with a flag needs not be among them */
    Set<Long> taken(String mailbox, long uidValidity);
}
