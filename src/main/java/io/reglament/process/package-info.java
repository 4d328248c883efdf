/** The only place where engine and domain meet: one thin delegate or listener per model element, grouped by process. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Process",
        allowedDependencies = {"access", "crm", "request", "mail", "mail::operations", "sla"})
package io.reglament.process;
