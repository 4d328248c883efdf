/** The pages behind the signed links in customers' mails: no sign-in, nothing changes on GET. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Portal",
        allowedDependencies = {"crm", "request", "signing"})
package io.reglament.portal;
