/** Customers, their people and contracts, and the profiles of the supported products. */
@org.springframework.modulith.ApplicationModule(
        displayName = "CRM",
        allowedDependencies = {})
package io.reglament.crm;
