/**
 * The local profile: embedded PostgreSQL, a mail server in the process, sample data and the customer's mailbox. Nothing
 * else may depend on it, and the packaged jar does not contain it.
 */
@org.springframework.modulith.ApplicationModule(
        displayName = "Local",
        allowedDependencies = {"access", "crm", "mail", "mail :: content", "process :: engine"})
package io.reglament.local;
