/**
 * What people at the vendor see of a request outside the engine's own screens: the API, the pages of our own and the
 * tab beside Tasklist's form. Each answer is limited to the products that the asking person serves (design 6).
 */
@org.springframework.modulith.ApplicationModule(
        displayName = "Desk",
        allowedDependencies = {
            "access",
            "crm",
            "request",
            "mail",
            "mail::operations",
            "mail::push",
            "mail::reply",
            "sla"
        })
package io.reglament.desk;
