package io.reglament.mail;

/** Where each product's mail is fetched and handed in. */
public interface MailServers {

    /**
     * @param product lower-case code
     * @throws IllegalStateException naming the missing setting, if the product's mailbox is not configured
     */
    MailServer imap(String product);

    /**
     * @param product lower-case code
     * @throws IllegalStateException naming the missing setting, if the product's mailbox is not configured
     */
    MailServer smtp(String product);
}
