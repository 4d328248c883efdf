/** Mail: fetched into a ledger, decided, answered from an outbox; threading by signed Message-IDs. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Mail",
        allowedDependencies = {"brand", "crm", "request", "signing", "sla"})
package io.reglament.mail;
