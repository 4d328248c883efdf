/** The pages behind the signed links in customers' mails: no sign-in, nothing changes on GET. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Portal",
        allowedDependencies = {"crm", "mail", "mail::content", "request", "signing", "sla"})
package io.reglament.portal;
