/** The request: number, status, conversation, archive, and what may happen to it. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Request",
        allowedDependencies = {"crm", "signing", "sla"})
package io.reglament.request;
