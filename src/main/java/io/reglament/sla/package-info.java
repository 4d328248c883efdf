/**
 * Deadlines: an append-only ledger of whose time passes on each request, from which every deadline is computed and
 * explained (design 4.2, requirements 6.7). Knows nothing of the request but its id.
 */
@org.springframework.modulith.ApplicationModule(
        displayName = "SLA",
        allowedDependencies = {"crm"})
package io.reglament.sla;
