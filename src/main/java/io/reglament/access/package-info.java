/** Sign-in for pages, API, engine REST and the Camunda web apps; users, groups, products and authorisations. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Access",
        allowedDependencies = {"crm"})
package io.reglament.access;
